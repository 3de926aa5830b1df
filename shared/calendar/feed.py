"""A calendar to subscribe to: no METHOD, no attendees, the same bytes until something changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.calendar.content_line import text_line, uri, write_lines
from shared.calendar.invitation import PRODUCT, STATUS
from shared.calendar.when import instant_line, utc_stamp, zone_lines
from shared.domain.session import Status


@dataclass(frozen=True)
class FeedEntry:
    """One entry of a feed. `end` is None, or not after `start`, when no length is known.

    `sequence` rises, and `changed_at` is another, whenever the entry says something else.
    """

    uid: str
    title: str
    start: datetime
    end: datetime | None
    status: Status
    place: str
    description: str
    url: str
    category: str
    sequence: int
    changed_at: datetime


def feed(name: str, timezone: str, entries: Sequence[FeedEntry], changed_at: datetime) -> bytes:
    """The entries as a calendar (RFC 5545, RFC 7986).

    LAST-MODIFIED is `changed_at` (when the calendar last changed), not now; DTSTAMP and
    LAST-MODIFIED of an entry are its own.
    """
    return write_lines(
        (
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            f"PRODID:{PRODUCT}",
            *text_line("NAME", name),
            *text_line("X-WR-CALNAME", name),
            f"X-WR-TIMEZONE:{timezone}",
            f"LAST-MODIFIED:{utc_stamp(changed_at)}",
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
            "X-PUBLISHED-TTL:PT1H",
            *_zone(timezone, entries, changed_at),
            *(line for one in entries for line in _entry(one, timezone)),
            "END:VCALENDAR",
        )
    )


def _zone(timezone: str, entries: Sequence[FeedEntry], changed_at: datetime) -> Iterator[str]:
    """The zone around the entries; a calendar must not be empty, so without entries there too."""
    instants = [at for one in entries for at in (one.start, one.end or one.start)] or [changed_at]
    yield from zone_lines(timezone, min(instants), max(instants))


def _entry(entry: FeedEntry, timezone: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield from text_line("UID", entry.uid)
    yield f"DTSTAMP:{utc_stamp(entry.changed_at)}"
    yield f"LAST-MODIFIED:{utc_stamp(entry.changed_at)}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"STATUS:{STATUS[entry.status]}"
    yield instant_line("DTSTART", entry.start, timezone)
    if entry.end is not None and entry.end > entry.start:
        yield instant_line("DTEND", entry.end, timezone)
    yield from text_line("SUMMARY", entry.title)
    yield from text_line("LOCATION", entry.place)
    yield from text_line("DESCRIPTION", entry.description)
    yield from text_line("CATEGORIES", entry.category)
    yield f"URL:{uri(entry.url)}"
    yield "END:VEVENT"
