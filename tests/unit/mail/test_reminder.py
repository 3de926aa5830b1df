"""Reminders as mails: how near it is, the whole programme, and the way to give the place back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from shared.domain.message import Message, MessageKind, Recipient
from shared.domain.registration import Registration
from shared.domain.token import INVITATION, make_link_token
from shared.render.mail.message import RenderedMail, render_message
from shared.render.mail.reminding import cut_programme
from tests.builders import EVENT, a_registration, an_event, an_id
from tests.unit.mail.reading import (
    PUBLIC_URL,
    SENDER,
    a_letter,
    html_of,
    part,
    read,
    text_of,
    write,
)
from tests.unit.mail.test_templates import Outline

START = datetime.fromisoformat("2027-03-15T09:00+04:00")
PROGRAMME = """\
Workshop on shared river basins
===============================

Monday 15 March 2027
--------------------
09:00-09:30  Opening <of the workshop>
             Blue Hall
"""
GMAIL_SHOWS = 102_000


def a_reminder(of: str = "start") -> Message:
    return a_letter(MessageKind.REMINDER, facts={"of": of, "silent": "", "programme": "yes"})


def remind(programme: str = "", before: timedelta = timedelta(hours=24)) -> RenderedMail:
    person: Registration = a_registration()
    place = (None, START - before, PUBLIC_URL, SENDER)
    return render_message(a_reminder(), an_event(), person, *place, programme)


def a_reminder_of_an_invitation() -> Message:
    facts = {
        "invitation": an_id(3), "link_version": "2", "name": "Ada", "forwardable": "",
        "institution": "", "silent": "yes", "programme": "", "of": "", "anchor": "",
    }  # fmt: skip
    to = Recipient("ada@example.org", "Ada Lind")
    return a_letter(MessageKind.REMINDER, registration=None, to=to, facts=facts)


def test_the_text_carries_the_whole_programme_line_by_line() -> None:
    mail = read(remind(PROGRAMME))
    assert PROGRAMME.strip() in text_of(mail)
    assert [one.get_content_type() for one in mail.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def test_the_page_shows_it_with_its_columns_and_takes_no_markup_from_it() -> None:
    page = html_of(read(remind(PROGRAMME)))
    shown = page.split("<pre", 1)[1].split(">", 1)[1].split("</pre>", 1)[0]
    assert shown == PROGRAMME.strip().replace("<", "&lt;").replace(">", "&gt;")
    outline = Outline(page)
    assert (outline.open, outline.crossed) == ([], [])


def test_a_reminder_without_a_programme_speaks_of_none() -> None:
    mail = read(remind())
    assert "programme" not in text_of(mail)
    assert "<pre" not in html_of(mail)


@pytest.mark.parametrize("line", ["09:00-09:30  Opening", "09:00-09:30  Отварање", "09:00 გახსნა"])
def test_a_very_long_programme_is_whole_in_the_text_and_cut_in_the_page(line: str) -> None:
    programme = "\n".join(f"{line} {number}" for number in range(6000))
    mail = read(remind(programme))
    assert f"{line} 5999" in text_of(mail)
    assert f"{line} 5999" not in html_of(mail)
    assert f"{line} 500" in html_of(mail)
    assert "The programme goes on" in html_of(mail)
    assert len(part(mail, "text/html").get_payload()) < GMAIL_SHOWS


def test_a_programme_is_cut_between_lines() -> None:
    cut = cut_programme("one\ntwo\n\nthree\n", most=10)
    assert (cut.whole, cut.page, cut.cut) == ("one\ntwo\n\nthree", "one\ntwo", True)
    assert not cut_programme("one\n").cut


@pytest.mark.parametrize(
    ("hours", "subject", "said"),
    [(3, "Today", "is today"), (10, "Tomorrow", "is tomorrow"), (24, "Tomorrow", "is tomorrow"),
     (48, "In 2 days", "is in 2 days")],
)  # fmt: skip
def test_it_says_how_near_the_meeting_is_by_the_events_clock(
    hours: int, subject: str, said: str
) -> None:
    mail = read(remind(before=timedelta(hours=hours)))
    assert mail["Subject"] == f"{subject}: Workshop on shared river basins"
    assert said in text_of(mail)


def test_it_has_the_personal_link_and_says_what_it_is_for() -> None:
    text = text_of(read(remind()))
    assert "please give your place back by your personal link" in text
    assert f"{PUBLIC_URL}/registration/self/" in text


def test_one_of_the_closing_says_when_registration_closes() -> None:
    mail = read(write(a_reminder("closing"), now=START - timedelta(days=2)))
    assert mail["Subject"] == "Registration closes soon: Workshop on shared river basins"
    assert "closes on Monday 15 March 2027, 17:30 (Asia/Tbilisi, UTC+4)" in text_of(mail)


def test_who_is_silent_gets_the_link_of_their_own_invitation() -> None:
    mail = read(write(a_reminder_of_an_invitation()))
    token = make_link_token(an_event().signing_key, EVENT, an_id(3), 2, INVITATION)
    link = f"{PUBLIC_URL}/registration/{EVENT}?invitation={token}"
    assert mail["Subject"] == "A reminder of your invitation: Workshop on shared river basins"
    assert link in text_of(mail).splitlines()
    assert html_of(mail).count(f'href="{link}"') == 2
    assert "is confirmed" not in text_of(mail)
