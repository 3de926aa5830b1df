"""Invitations and focal-point links as mails."""

from __future__ import annotations

import pytest

from shared.domain.message import Message, MessageKind, Recipient
from shared.domain.token import FOCAL_POINT, INVITATION, make_link_token
from tests.builders import EVENT, an_event, an_id
from tests.unit.mail.reading import PUBLIC_URL, a_letter, html_of, read, text_of, write
from tests.unit.mail.test_templates import Outline

KEY = an_event().signing_key


def an_invitation_mail(forwardable: str = "", name: str = "Meret Aalders") -> Message:
    facts = {
        "invitation": an_id(3), "link_version": "2", "name": name, "forwardable": forwardable,
        "institution": "Delta Institute",
    }  # fmt: skip
    to = Recipient("meret.aalders@example.org", name)
    return a_letter(MessageKind.INVITATION, registration=None, to=to, facts=facts)


def a_focal_mail() -> Message:
    facts = {"institution": "<Delta> Institute", "institution_id": "delta", "link_version": "1"}
    to = Recipient("focal@example.net")
    return a_letter(MessageKind.FOCAL_POINT, registration=None, to=to, facts=facts)


def test_an_invitation_has_the_link_of_that_invitation_and_no_calendar_part() -> None:
    mail = read(write(an_invitation_mail()))
    token = make_link_token(KEY, EVENT, an_id(3), 2, INVITATION)
    link = f"{PUBLIC_URL}/registration/{EVENT}?invitation={token}"
    assert [one.get_content_type() for one in mail.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert mail["Subject"] == "You are invited: Workshop on shared river basins"
    assert link in text_of(mail).splitlines()
    assert html_of(mail).count(f'href="{link}"') == 2
    assert "for this address alone" in text_of(mail)


def test_an_invitation_that_may_be_passed_on_says_to_whom() -> None:
    text = text_of(read(write(an_invitation_mail("yes"))))
    assert "You may pass this mail on to colleagues at Delta Institute" in text
    assert "for this address alone" not in text


def test_a_focal_point_gets_the_link_of_its_institution() -> None:
    mail = read(write(a_focal_mail()))
    token = make_link_token(KEY, EVENT, "delta", 1, FOCAL_POINT)
    assert f"{PUBLIC_URL}/registration/focal/{token}" in text_of(mail).splitlines()
    assert "with this link <Delta> Institute looks after its own people" in text_of(mail)
    assert "<strong>&lt;Delta&gt; Institute</strong>" in html_of(mail)


MAILS = (an_invitation_mail(), an_invitation_mail("yes"), a_focal_mail())


@pytest.mark.parametrize("message", MAILS)
def test_a_page_nests_well_and_names_its_language(message: Message) -> None:
    outline = Outline(html_of(read(write(message))))
    assert (outline.open, outline.crossed) == ([], [])
    assert outline.seen[0] == (
        "html", {"lang": "en", "dir": "ltr", "xmlns": "http://www.w3.org/1999/xhtml"}
    )  # fmt: skip
