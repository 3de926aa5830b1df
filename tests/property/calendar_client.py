"""A calendar program that keeps to iTIP: it knows nothing but the mails it got."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from tests.mail_checks import parse
from tests.unit.calendar.reading import instants_of, lines_of, unescape


@dataclass(frozen=True)
class Shown:
    """What somebody sees of an entry."""

    start: datetime
    end: datetime
    place: str
    status: str


@dataclass(frozen=True)
class Part:
    """What the calendar part of a mail asks for."""

    uid: str
    sequence: int
    stamp: datetime
    method: str
    shown: Shown


class Calendar:
    """The entries of one mailbox (RFC 5546 section 2.1.5): the higher SEQUENCE wins, of two that
    are equal the later DTSTAMP; what is lower is ignored, whether the entry is still there or not.
    """

    def __init__(self) -> None:
        self._last: dict[str, Part] = {}

    def take(self, raw: bytes) -> None:
        """A mail comes in."""
        part = read_part(raw)
        if part is None:
            return
        known = self._last.get(part.uid)
        if known is None or (part.sequence, part.stamp) >= (known.sequence, known.stamp):
            self._last[part.uid] = part

    def shown(self) -> dict[str, Shown]:
        """The live entries by UID."""
        return {one.uid: one.shown for one in self._last.values() if one.method == "REQUEST"}


@lru_cache(maxsize=4096)
def read_part(raw: bytes) -> Part | None:
    """The calendar part of a mail; None without one."""
    found = [one for one in parse(raw).walk() if one.get_content_type() == "text/calendar"]
    if not found:
        return None
    calendar = found[0].get_payload(decode=True)
    assert isinstance(calendar, bytes)
    [(start, end)] = instants_of(calendar)
    shown = Shown(
        start,
        end,
        unescape(_value(calendar, "LOCATION")),
        _value(calendar, "STATUS"),
    )
    stamp = datetime.strptime(_value(calendar, "DTSTAMP"), "%Y%m%dT%H%M%S%z")
    method = _value(calendar, "METHOD")
    return Part(_value(calendar, "UID"), int(_value(calendar, "SEQUENCE")), stamp, method, shown)


def _value(calendar: bytes, name: str) -> str:
    return next((line.partition(":")[2] for line in lines_of(calendar, name)), "")
