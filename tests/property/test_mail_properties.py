"""Mails: whatever people type and whatever the provider does."""

from __future__ import annotations

from email.header import decode_header, make_header

import icalendar
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.errors import MailFailed
from shared.domain.event import OrganiserIdentity
from shared.domain.message import BACKOFF, MessageKind, MessageState
from shared.domain.text import clean_line
from shared.render.mail.headers import header_text, mailbox, unstructured
from tests.builders import a_registration, an_event
from tests.edge.mailer.hands import a_confirmation, a_person, live, message_in, ports_with
from tests.unit.mail.reading import FIELDS, a_letter, part, read, recipients, text_of, write

SIGNS = st.sampled_from([*'"\\<>()@,;:=?_ \r\n\t\x00\x0b\x85\u2028\u202eéЖ🎉', "=?utf-8?q?", "?="])
TYPED = st.text(max_size=120) | st.lists(SIGNS | st.characters(), max_size=40).map("".join)
OUTCOMES = st.sampled_from(["transient", "unknown", "permanent"])


def unspaced(text: str) -> str:
    """Python's parser leaves spaces between encoded words (RFC 2047 section 6.2 says: none)."""
    return "".join(text.split())


@given(TYPED)
def test_header_text_is_one_clean_line_and_stays_itself(text: str) -> None:
    line = header_text(text)
    assert clean_line(line) == line
    assert "=?" not in line
    assert header_text(line) == line


@given(TYPED)
def test_written_values_are_ascii_and_short_and_read_the_same(text: str) -> None:
    told = unstructured(text).replace("\r\n", "")
    assert str(make_header(decode_header(told))) == header_text(text)
    for value in (unstructured(text), mailbox(text, "a@example.org")):
        assert value.isascii()
        assert max(map(len, value.split("\r\n"))) <= 76
        assert all(line.strip() for line in value.split("\r\n")[1:])
        assert all(line.startswith(" ") for line in value.split("\r\n")[1:])


@settings(max_examples=60, deadline=None)
@given(name=TYPED, title=TYPED, organiser=TYPED)
def test_what_people_type_is_never_a_field_a_recipient_or_a_calendar_line(
    name: str, title: str, organiser: str
) -> None:
    event = an_event(title=title, organiser=OrganiserIdentity(organiser, "organiser@example.org"))
    mail = write(a_letter(MessageKind.CONFIRMATION), event, a_registration(name=name))
    parsed = read(mail)
    assert parsed.keys() == FIELDS
    assert recipients(parsed) == ["meret.aalders@example.org"]
    assert unspaced(parsed["To"].addresses[0].display_name) == unspaced(header_text(name))
    assert text_of(parsed).split("\n")[0] in (f"Dear {clean_line(name)},", "Good day,")
    calendar = icalendar.Calendar.from_ical(part(parsed, "text/calendar").get_payload(decode=True))
    [entry] = calendar.walk("VEVENT")
    assert entry["ATTENDEE"] == "mailto:meret.aalders@example.org"
    assert entry["ORGANIZER"] == "mailto:organiser@example.org"


@settings(max_examples=60, deadline=None)
@given(st.lists(OUTCOMES, max_size=9))
def test_a_message_lives_until_it_is_sent_or_dead_and_is_taken_once_at_most(
    outcomes: list[str],
) -> None:
    fails = [MailFailed(outcome, outcome) for outcome in outcomes]
    ports, mail = ports_with(a_confirmation(), a_person(), fails)
    states = live(ports)
    dies = "permanent" in outcomes or len(outcomes) > len(BACKOFF)
    assert message_in(ports).state is (MessageState.DEAD if dies else MessageState.SENT)
    assert len(mail.sent) == (0 if dies else 1)
    assert len(states) == message_in(ports).attempts <= len(BACKOFF) + 1
