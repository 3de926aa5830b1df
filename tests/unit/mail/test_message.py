"""Messages as mails: structure, header fields, calendar part, words."""

from __future__ import annotations

import icalendar
import pytest

from shared.domain.entry import Method
from shared.domain.errors import Invalid
from shared.domain.event import OrganiserIdentity
from shared.domain.message import MessageKind
from shared.domain.place import Contact
from shared.domain.registration import State
from shared.domain.session import Status
from shared.domain.token import make_link_token
from shared.render.mail.message import recipient_of
from tests.builders import EVENT, a_registration, an_entry, an_event, an_id
from tests.unit.mail.reading import (
    FIELDS,
    PUBLIC_URL,
    REGISTRATION_KINDS,
    WITH_CALENDAR,
    a_letter,
    a_refusal,
    html_of,
    part,
    read,
    recipients,
    text_of,
    write,
)

LINK = f"{PUBLIC_URL}/registration/self/" + make_link_token(
    an_event().signing_key, EVENT, an_id(), 1
)
AGENDA = f"{PUBLIC_URL}/agenda/{EVENT}/agenda.html"


def types(kind: MessageKind) -> list[str]:
    return [one.get_content_type() for one in read(write(a_letter(kind))).walk()]


@pytest.mark.parametrize("kind", WITH_CALENDAR)
def test_a_mail_with_an_entry_offers_it_once_and_attaches_it_once(kind: MessageKind) -> None:
    assert types(kind) == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]


@pytest.mark.parametrize(
    "kind",
    [MessageKind.WAITLISTED, MessageKind.PENDING, MessageKind.DECLINED, MessageKind.LINK],
)
def test_a_mail_without_an_entry_has_no_calendar_part(kind: MessageKind) -> None:
    assert types(kind) == ["multipart/alternative", "text/plain", "text/html"]


@pytest.mark.parametrize(("kind", "method"), WITH_CALENDAR.items())
def test_the_mime_method_is_the_method_of_the_calendar(kind: MessageKind, method: Method) -> None:
    mail = read(write(a_letter(kind)))
    calendar, attached = part(mail, "text/calendar"), part(mail, "application/ics")
    assert dict(calendar["Content-Type"].params) == {"charset": "utf-8", "method": method}
    assert calendar.get_payload(decode=True) == attached.get_payload(decode=True)
    assert attached.get_filename() == "invite.ics"
    read_back = icalendar.Calendar.from_ical(attached.get_payload(decode=True))
    assert str(read_back["METHOD"]) == method


def test_the_calendar_part_says_what_the_entry_said_when_the_message_was_written() -> None:
    message = a_letter(MessageKind.CHANGED, entry=an_entry(sequence=3))
    registration = a_registration(entry=an_entry(sequence=5))
    calendar = part(read(write(message, registration=registration)), "text/calendar")
    [entry] = icalendar.Calendar.from_ical(calendar.get_payload(decode=True)).walk("VEVENT")
    assert (entry["UID"], entry["SEQUENCE"]) == ("entry-1@example.org", 3)
    assert entry["ORGANIZER"] == "mailto:organiser@example.org"
    assert entry["ATTENDEE"] == "mailto:meret.aalders@example.org"
    assert entry["ATTENDEE"].params["CN"] == "Meret Aalders"


def test_an_event_without_any_day_has_no_calendar_part() -> None:
    mail = write(a_letter(MessageKind.CONFIRMATION), an_event(span=None, dates=()))
    assert read(mail).get_content_type() == "multipart/alternative"
    assert "calendar" not in text_of(read(mail))


def test_the_header_names_the_organiser_the_person_and_the_key() -> None:
    mail = read(write(a_letter(MessageKind.CONFIRMATION)))
    assert mail.keys() == FIELDS
    assert mail["From"] == "House of Rivers <desk@example.org>"
    assert mail["To"] == "Meret Aalders <meret.aalders@example.org>"
    assert mail["Reply-To"] == "organiser@example.org"
    assert mail["Subject"] == "Your place is confirmed: Workshop on shared river basins"
    assert mail["Date"] == "Mon, 01 Mar 2027 09:00:00 +0000"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Secretariat-Message"] == f"{an_id()}-000001-confirmation"


def test_the_provider_gets_bare_addresses_and_our_tags() -> None:
    mail = write(a_letter(MessageKind.CONFIRMATION))
    assert (mail.source, mail.to) == ("desk@example.org", "meret.aalders@example.org")
    assert mail.tags == {
        "event": EVENT,
        "registration": an_id(),
        "kind": "confirmation",
        "message": f"{an_id()}-000001-confirmation",
    }


def test_a_mail_without_registration_has_no_tag_for_one() -> None:
    assert sorted(write(a_refusal()).tags) == ["event", "kind", "message"]


def test_every_line_ends_with_crlf_and_is_short_and_ascii() -> None:
    raw = write(a_letter(MessageKind.CONFIRMATION), an_event(title="Ћуприја " * 20)).raw
    lines = raw.split(b"\r\n")
    assert raw.isascii()
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    assert max(map(len, lines)) <= 78


def test_the_same_message_at_the_same_time_is_the_same_bytes() -> None:
    message = a_letter(MessageKind.CONFIRMATION)
    assert write(message) == write(message)


@pytest.mark.parametrize(
    "kind",
    [
        MessageKind.CONFIRMATION,
        MessageKind.APPROVED,
        MessageKind.PROMOTED,
        MessageKind.CHANGED,
    ],
)
def test_who_has_a_place_reads_when_where_whom_to_ask_and_how_to_give_it_back(
    kind: MessageKind,
) -> None:
    mail = read(write(a_letter(kind)))
    for words in (
        "Dear Meret Aalders,",
        "Monday 15 March 2027, 09:00–17:30 (Asia/Tbilisi, UTC+4)",
        "Blue Hall, House of Rivers, Tbilisi, Georgia",
        "Nino Abashidze, Workshop secretary, House of Rivers, secretary@example.org",
        AGENDA,
        LINK,
    ):
        assert words in text_of(mail)
        assert words in html_of(mail)
    assert "does not give your place back" in " ".join(text_of(mail).split())
    assert "does not give your place back" in html_of(mail)


@pytest.mark.parametrize(
    "kind", [kind for kind in REGISTRATION_KINDS if kind != MessageKind.ERASED]
)
def test_every_mail_about_a_registration_that_is_somebodys_holds_its_link(
    kind: MessageKind,
) -> None:
    mail = read(write(a_letter(kind)))
    assert (LINK in text_of(mail), LINK in html_of(mail)) == (True, True)


def test_the_link_follows_the_version_of_the_registration() -> None:
    registration = a_registration(link_version=4)
    mail = read(write(a_letter(MessageKind.LINK), registration=registration))
    token = make_link_token(an_event().signing_key, EVENT, an_id(), 4)
    assert f"/registration/self/{token}\n" in text_of(mail)


def test_the_telephone_is_told_only_where_the_event_says_so() -> None:
    message = a_letter(MessageKind.CONFIRMATION)
    phone = "+995 32 555 01 00"
    assert phone not in text_of(read(write(message)))
    assert phone in text_of(read(write(message, an_event(contact_phone=True))))


def test_who_waits_reads_the_number_and_that_this_is_no_place() -> None:
    mail = read(write(a_letter(MessageKind.WAITLISTED), position=3))
    assert mail["Subject"] == "You are on the waiting list: Workshop on shared river basins"
    assert "You are number 3 on the waiting list." in text_of(mail)
    assert "not a confirmation: you do not have a place yet" in text_of(mail)


def test_who_waits_at_an_unknown_place_reads_no_number() -> None:
    assert "You are number" not in text_of(read(write(a_letter(MessageKind.WAITLISTED))))


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("full", "All places are taken, and there is no waiting list."),
        ("closed", "Registration for the meeting is not open."),
        ("not_invited", "The meeting is by invitation"),
        ("unmapped", "The name that came with it is longer than we can take."),
    ],
)
def test_who_is_refused_reads_why(reason: str, words: str) -> None:
    mail = read(write(a_refusal(reason)))
    assert (words in text_of(mail), words in html_of(mail)) == (True, True)


def test_a_person_without_a_name_is_greeted_kindly_and_has_a_bare_address() -> None:
    mail = read(write(a_letter(MessageKind.LINK), registration=a_registration(name="")))
    assert text_of(mail).startswith("Good day,\n")
    assert mail["To"] == "meret.aalders@example.org"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.CONFIRMED, "your place is confirmed"),
        (State.WAITLISTED, "you are on the waiting list and do not have a place yet"),
        (State.PENDING, "your registration is being looked at"),
    ],
)
def test_a_change_tells_how_the_registration_stands(state: State, words: str) -> None:
    message = a_letter(MessageKind.CHANGED, entry=None, method=None)
    assert words in text_of(read(write(message, registration=a_registration(state=state))))


def test_a_meeting_that_is_off_says_so_in_the_subject() -> None:
    event = an_event(status=Status.CANCELLED)
    mail = read(write(a_letter(MessageKind.CANCELLED), event))
    assert mail["Subject"] == "The meeting is cancelled: Workshop on shared river basins"
    assert "the meeting will not take place" in text_of(mail)


def test_a_postponed_meeting_is_called_so() -> None:
    mail = write(a_letter(MessageKind.CONFIRMATION), an_event(status=Status.POSTPONED))
    assert "the meeting is postponed" in text_of(read(mail))


def test_who_gave_up_waiting_reads_of_no_place_given_back() -> None:
    message = a_letter(MessageKind.CANCELLED, entry=None, method=None)
    text = text_of(read(write(message)))
    assert ("given back" in text, "calendar" in text) == (False, False)


def test_an_event_that_names_nobody_speaks_by_its_title_and_is_answered_at_the_sender() -> None:
    event = an_event(organiser=OrganiserIdentity(), contact=Contact())
    mail = read(write(a_letter(MessageKind.CONFIRMATION), event))
    assert mail["From"] == "Workshop on shared river basins <desk@example.org>"
    assert mail["Reply-To"] == "desk@example.org"
    calendar = part(mail, "text/calendar").get_payload(decode=True).decode()
    assert ":mailto:desk@example.org\r\n" in calendar


def test_a_domain_beyond_ascii_stands_as_a_labels_in_headers_and_calendar() -> None:
    registration = a_registration(email="meret@mühle.example.org")
    mail = write(a_letter(MessageKind.CONFIRMATION), registration=registration)
    assert recipients(read(mail)) == ["meret@xn--mhle-0ra.example.org"]
    calendar = part(read(mail), "text/calendar").get_payload(decode=True).decode()
    assert "mailto:meret@xn--mhle-0ra.example.org" in calendar.replace("\r\n ", "")
    assert mail.to == "meret@xn--mhle-0ra.example.org"


def test_a_local_part_beyond_ascii_reaches_nobody() -> None:
    message, registration = a_letter(MessageKind.LINK), a_registration(email="žarko@example.org")
    assert recipient_of(message, registration) is None
    with pytest.raises(Invalid) as wrong:
        write(message, registration=registration)
    assert [path for path, _ in wrong.value.errors] == ["address"]


@pytest.mark.parametrize(
    "nasty",
    [
        "Mira\r\nBcc: thief@example.net",
        "Mira\r\n\r\nNew body",
        "Mira\u2028Cc: thief@example.net",
        "Mira\x0b\x85X-Evil: yes",
        "=?utf-8?b?TWlyYQ0KQmNjOiB0aGllZkBleGFtcGxlLm5ldA==?=",
        "=?utf-8?q?Mira=0D=0ABcc:_thief@example.net?=",
        "=\x00?utf-8?q?Mira?=",
        "Mira <thief@example.net>",
        "Mira, thief@example.net",
        "Mira (thief@example.net)",
        'Mira "the" \\ thief',
        'Ми=?utf-8?q?ра?= Бо, thief@example.net; "x" <y@example.net>' * 3,
        "Fwd: " * 200,
        "x" * 2000,
    ],
)
def test_nothing_that_is_typed_becomes_a_header_field_or_a_recipient(nasty: str) -> None:
    event = an_event(title=nasty, organiser=OrganiserIdentity(nasty, "organiser@example.org"))
    mail = write(a_letter(MessageKind.CONFIRMATION), event, a_registration(name=nasty))
    parsed = read(mail)
    header = mail.raw.split(b"\r\n\r\n")[0]
    assert parsed.keys() == FIELDS
    assert recipients(parsed) == ["meret.aalders@example.org"]
    assert "=?" not in f"{parsed['To']}{parsed['From']}{parsed['Subject']}"
    assert max(map(len, header.split(b"\r\n"))) <= 78
    assert parsed["Reply-To"] == "organiser@example.org"


@pytest.mark.parametrize("name", ["Ђорђе Живковић", "山田 太郎", "Zoë 🎉", "יוסף כהן", "O’Neil"])
def test_names_of_every_script_arrive_as_they_are(name: str) -> None:
    parsed = read(write(a_letter(MessageKind.LINK), registration=a_registration(name=name)))
    assert [one.display_name for one in parsed["To"].addresses] == [name]
    assert text_of(parsed).startswith(f"Dear {name},\n")


def test_markup_in_names_is_text_in_html_and_no_template() -> None:
    name = "<b>Bo</b> & {{ 7 * 7 }}"
    parsed = read(write(a_letter(MessageKind.LINK), registration=a_registration(name=name)))
    assert "Dear &lt;b&gt;Bo&lt;/b&gt; &amp; {{ 7 * 7 }}," in html_of(parsed)
    assert text_of(parsed).startswith(f"Dear {name},\n")
