"""A person's calendar entry: one VEVENT, in a mail for its one attendee (RFC 5546 sections 3.2.2,
3.2.5), or as a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import quote

from shared.calendar.content_line import quote_parameter, text_line, uri, write_lines
from shared.calendar.when import day_line, instant_line, utc_stamp, zone_lines
from shared.domain.entry import Entry, Method
from shared.domain.event import Event
from shared.domain.place import place_line
from shared.domain.session import Status

PRODUCT = "-//secretariat//secretariat//EN"
PLAIN_IN_URI = "!$&'*+=~"
STATUS = {
    Status.SCHEDULED: "CONFIRMED",
    Status.POSTPONED: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
}


def invitation(
    event: Event,
    entry: Entry,
    method: Method,
    attendee_name: str,
    attendee_address: str,
    organiser_name: str,
    organiser_address: str,
    stamp: datetime,
    description: str = "",
    url: str = "",
) -> bytes:
    """A REQUEST or CANCEL for one attendee, who has registered and so has accepted.

    `entry` is the entry as written for this mail, `stamp` when the mail is made. An event
    without sessions is entered by its dates. Addresses have their domain as A-labels.
    """
    name = _common_name(attendee_name)
    attendee = f"ATTENDEE;{name}PARTSTAT=ACCEPTED;RSVP=FALSE:{mailto(attendee_address)}"
    over = method is Method.CANCEL
    organiser = _organiser(organiser_name, organiser_address)
    people = (organiser, attendee)
    return _calendar(event, entry, method, over, stamp, description, url, people)


def publication(
    event: Event,
    entry: Entry,
    organiser_name: str,
    organiser_address: str,
    stamp: datetime,
    description: str = "",
    url: str = "",
) -> bytes:
    """The same entry as a file to take over by hand: it names no attendee (RFC 5546, 3.2.1).

    One that was taken back is cancelled.
    """
    people = (_organiser(organiser_name, organiser_address),)
    return _calendar(event, entry, "PUBLISH", not entry.live, stamp, description, url, people)


def _calendar(
    event: Event,
    entry: Entry,
    method: str,
    over: bool,
    stamp: datetime,
    description: str,
    url: str,
    people: tuple[str, ...],
) -> bytes:
    return write_lines(
        (
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            f"PRODID:{PRODUCT}",
            f"METHOD:{method}",
            *(zone_lines(event.timezone, *event.span) if event.span else ()),
            "BEGIN:VEVENT",
            *text_line("UID", entry.uid),
            f"DTSTAMP:{utc_stamp(stamp)}",
            f"SEQUENCE:{entry.sequence or 0}",
            f"STATUS:{'CANCELLED' if over else STATUS[event.status]}",
            *_when(event),
            *(text_line("SUMMARY", event.title) or ("SUMMARY:",)),
            *text_line("LOCATION", place_line(event.location)),
            *text_line("DESCRIPTION", description),
            *((f"URL:{uri(url)}",) if url else ()),
            *people,
            "END:VEVENT",
            "END:VCALENDAR",
        )
    )


def _organiser(name: str, address: str) -> str:
    return f"ORGANIZER;{_common_name(name)}".rstrip(";") + f":{mailto(address)}"


def mailto(address: str) -> str:
    """An address as a URI (RFC 6068): what is not plain in the local part is percent-encoded."""
    local, _, domain = address.rpartition("@")
    return f"mailto:{quote(local, safe=PLAIN_IN_URI)}@{uri(domain)}"


def _common_name(name: str) -> str:
    return f"CN={quote_parameter(name)};" if name else ""


def _when(event: Event) -> Iterator[str]:
    if event.span is None:
        yield day_line("DTSTART", min(event.dates))
        yield day_line("DTEND", max(event.dates) + timedelta(days=1))
        return
    start, end = event.span
    yield instant_line("DTSTART", start, event.timezone)
    if end > start:
        yield instant_line("DTEND", end, event.timezone)
