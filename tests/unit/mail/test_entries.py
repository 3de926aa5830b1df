"""The entry of a mail: the link to it, and what it says when the mail was late."""

from __future__ import annotations

import pytest

from shared.domain.entry import Method, facts_of
from shared.domain.message import MessageKind
from shared.domain.place import Location
from shared.domain.token import make_link_token
from tests.builders import EVENT, an_entry, an_event, an_id
from tests.unit.mail.reading import (
    PUBLIC_URL,
    WITH_CALENDAR,
    a_letter,
    html_of,
    part,
    read,
    text_of,
    write,
)


@pytest.mark.parametrize("locale", ["en", "fr", "es", "de", "sr-Latn"])
@pytest.mark.parametrize(("kind", "method"), WITH_CALENDAR.items())
def test_who_is_invited_can_fetch_the_entry_and_nobody_else(
    kind: MessageKind, method: Method, locale: str
) -> None:
    mail = read(write(a_letter(kind), an_event(locale=locale)))
    invites = method is Method.REQUEST
    token = make_link_token(an_event().signing_key, EVENT, an_id(), 1)
    file = f"{PUBLIC_URL}/registration/calendar/{token}.ics"
    assert (f"\n{file}\n" in text_of(mail)) == invites
    assert (f'href="{file}"' in html_of(mail)) == invites


def test_a_late_mail_enters_what_its_sequence_told_and_says_what_is_true_now() -> None:
    told = facts_of(an_event())
    event = an_event(location=Location("Lake House"), span=None, dates=())
    message = a_letter(MessageKind.CONFIRMATION, entry=an_entry(facts=told))
    mail = read(write(message, event))
    calendar = part(mail, "text/calendar").get_payload(decode=True).decode()
    assert "LOCATION:Blue Hall\\, House of Rivers" in calendar
    assert "Lake House" in text_of(mail)
