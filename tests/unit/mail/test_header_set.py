"""Every kind of mail: which fields and tags it has, and that nothing typed changes them."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import compat32, default

import icalendar
import pytest

from shared.domain.event import OrganiserIdentity
from shared.domain.message import MessageKind
from shared.render.mail.headers import header_text, mailbox, unstructured
from tests.builders import a_registration, an_event
from tests.unit.mail.every_kind import (
    LEAVING,
    a_mail_with,
    body_with,
    header_of,
    heads_of,
    judge_bytes,
    letter_of,
)
from tests.unit.mail.reading import FIELDS, write

SAFE = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""What SES takes in a tag's name and value (MessageTag, API reference of SES v2)."""
MOST_TAGS = 50
LONGEST_EVENT = "e" * 63
HOSTILE = [
    "Ana\r\nBcc: other@example.net",
    "Ana\nTo: other@example.net",
    "Ana\r\n\r\nAnother body",
    "Ana\u2029Cc: other@example.net",
    "Ana\x85Bcc: other@example.net",
    "=?utf-8?b?QW5hDQpCY2M6IG90aGVyQGV4YW1wbGUubmV0?=",
    "=?iso-8859-1?q?Ana=0D=0ABcc=3A_other=40example=2Enet?=",
    "other@example.net, Ana",
    "Ana <other@example.net>",
    "Group: other@example.net;",
    'Ana" <other@example.net>, "',
    "(Ana)",
    "Ana\\",
    "\r\n.\r\n",
    "x" * 900,
    "Re: " * 240,
]
NAMES = [
    "Zoë Müller-Łukasiewicz",
    "Нино Абашидзе-Петровић",
    "עברית שם ארוך מאוד של משתתפת",
    "مريم بنت عبد الرحمن الأنصارية",
    "👩🏽‍🔬 the chemist 👨‍👩‍👧‍👦",
    "漢字" * 40,
    "🏳️‍🌈" * 30,
    "e\u0301" * 70,
    "lone \ud83d half",
]


@pytest.mark.parametrize("kind", MessageKind)
def test_every_kind_has_exactly_these_fields(kind: MessageKind) -> None:
    mail = write(letter_of(kind))
    parsed = header_of(mail)
    fields = parsed.keys()
    leaving = LEAVING if kind is MessageKind.DIGEST else []
    own = [name for name in fields if name not in ("In-Reply-To", "References")]
    assert own == [*FIELDS[:7], *leaving, *FIELDS[7:]]
    assert parsed["Auto-Submitted"] == "auto-generated"
    assert parsed["X-Secretariat-Message"] == mail.tags["message"]


@pytest.mark.parametrize("kind", MessageKind)
def test_every_kind_has_tags_that_ses_takes(kind: MessageKind) -> None:
    message = replace(letter_of(kind), event=LONGEST_EVENT)
    tags = write(message, an_event(id=LONGEST_EVENT)).tags
    named = {"event", "kind", "message"} | ({"registration"} if message.registration else set())
    assert tags.keys() == named
    assert (tags["event"], tags["kind"]) == (LONGEST_EVENT, kind.value)
    assert [one for pair in tags.items() for one in pair if not SAFE.fullmatch(one)] == []
    assert len(tags) <= MOST_TAGS


@pytest.mark.parametrize("kind", MessageKind)
def test_nothing_typed_changes_fields_recipients_or_lines(kind: MessageKind) -> None:
    harmless = heads_of(a_mail_with(kind, "Ana"))
    assert len(harmless.recipients) == 1
    for value in [*HOSTILE, *NAMES]:
        mail = a_mail_with(kind, value)
        assert heads_of(mail) == harmless
        judge_bytes(mail)


@pytest.mark.parametrize("kind", MessageKind)
def test_the_body_is_the_same_but_for_what_was_typed(kind: MessageKind) -> None:
    harmless = body_with(a_mail_with(kind, "Ana"), "Ana")
    for value in HOSTILE[:8]:
        assert body_with(a_mail_with(kind, value), value) == harmless


@pytest.mark.parametrize("kind", MessageKind)
def test_an_address_to_answer_that_is_none_is_not_used(kind: MessageKind) -> None:
    for value in HOSTILE:
        event = an_event(organiser=OrganiserIdentity("House of Rivers", value))
        assert header_of(write(letter_of(kind), event))["Reply-To"] == "desk@example.org"


@pytest.mark.parametrize("value", [*HOSTILE, *NAMES])
def test_the_calendar_names_one_attendee_whatever_is_typed(value: str) -> None:
    mail = header_of(a_mail_with(MessageKind.CONFIRMATION, value))
    [part] = [one for one in mail.walk() if one.get_content_type() == "text/calendar"]
    raw = part.get_payload(decode=True)
    assert isinstance(raw, bytes)
    calendar = icalendar.Calendar.from_ical(raw)
    [entry] = calendar.walk("VEVENT")
    assert entry["ATTENDEE"] == "mailto:meret.aalders@example.org"
    assert entry["ORGANIZER"] == "mailto:organiser@example.org"


@pytest.mark.parametrize("name", NAMES)
def test_both_parsers_of_python_read_a_name_as_it_was_typed(name: str) -> None:
    # one of them leaves the spaces between encoded words, which RFC 2047 section 6.2 takes away
    registration = a_registration(name=name)
    raw = write(letter_of(MessageKind.CONFIRMATION), registration=registration).raw
    new, old = (message_from_bytes(raw, policy=policy) for policy in (default, compat32))
    wanted = header_text(name)
    assert unspaced(new["To"].addresses[0].display_name) == unspaced(wanted)
    told = str(make_header(decode_header(old["To"].replace("\r\n", ""))))
    assert told.rpartition(" <")[0].strip('"') == wanted


@pytest.mark.parametrize("name", NAMES[:-1])
def test_no_encoded_word_is_too_long_or_ends_inside_a_character(name: str) -> None:
    words = re.findall(r"=\?utf-8\?[bq]\?[^?]*\?=", unstructured(name) + mailbox(name, "a@b.c"))
    assert words
    for word in words:
        assert len(word) <= 75  # RFC 2047, section 2
        [(told, charset)] = decode_header(word)
        assert isinstance(told, bytes)
        assert told.decode(charset or "") in header_text(name)


@pytest.mark.parametrize("sign", ["👨‍👩‍👧‍👦", "🏳️‍🌈", "👩🏽‍🔬", "Ж\u0301", "नि"])
def test_no_encoded_word_ends_inside_what_is_seen_as_one_sign(sign: str) -> None:
    words = re.findall(r"=\?utf-8\?[bq]\?[^?]*\?=", unstructured(sign * 30))
    told = [decode_header(word)[0][0] for word in words]
    assert len(told) > 1
    for one in told:
        assert isinstance(one, bytes)
        assert one.decode().replace(sign, "") == ""


def unspaced(text: str) -> str:
    return "".join(text.split())
