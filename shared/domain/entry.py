"""The calendar entry of a registration: one UID for life and the counter SEQUENCE.

RFC 5546 (iTIP) section 2.1.4: SEQUENCE rises when the time, the place or the status of an entry
changes, and at each CANCEL; a repeat of what was sent keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from shared.domain.event import Event
from shared.domain.place import Location, place_line
from shared.domain.session import Status


class Method(StrEnum):
    """The iTIP method of a mail's calendar part."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True)
class Entry:
    """`sequence` is the last one written (None: no entry yet); `live` means that the last part
    written was a REQUEST; `facts` are the time, place and status that it told. `since` is the
    event's settings version when it came to life: its holder was told all that was true by then.
    """

    uid: str
    sequence: int | None = None
    live: bool = False
    facts: str = ""
    since: int = 0

    @property
    def withdrawn(self) -> bool:
        """Whether there was an entry, and a CANCEL took it back."""
        return self.sequence is not None and not self.live


def new_entry(registration: str, host: str) -> Entry:
    """The entry of a new registration, not written yet; its UID stays whatever becomes of `host`.

    An id at a host, so that no two are alike anywhere (RFC 5545 section 3.8.4.7).
    """
    return Entry(f"{registration}@{host}")


def facts_of(event: Event) -> str:
    """What an entry tells of the event and what makes SEQUENCE rise when it changes; an event
    without sessions is entered by its dates.
    """
    days = (min(event.dates), max(event.dates)) if event.dates else (None, None)
    start, end = event.span or days
    return f"{start}|{end}|{place_line(event.location)}|{event.status}"


def event_as_told(event: Event, facts: str) -> Event:
    """The event with the time, the place and the status of these facts; as it is if none were told.

    One SEQUENCE tells one thing, however late its mail goes out and whatever changed meanwhile.
    """
    if not facts:
        return event
    times, place, status = _parts_of(facts)
    start, _, end = times.partition("|")
    told = replace(event, location=Location(text=place or None), status=Status(status))
    if start == "None":
        return told
    if len(start) == len("YYYY-MM-DD"):
        return replace(told, span=None, dates=(date.fromisoformat(start), date.fromisoformat(end)))
    return replace(told, span=(datetime.fromisoformat(start), datetime.fromisoformat(end)))


def differing_facts(before: str, after: str) -> frozenset[str]:
    """Which of `time`, `place` and `status` differ between two facts; none if none were told."""
    if not before:
        return frozenset()
    pairs = zip(_parts_of(before), _parts_of(after), strict=True)
    named = zip(("time", "place", "status"), pairs, strict=True)
    return frozenset(name for name, (was, now) in named if was != now)


def _parts_of(facts: str) -> tuple[str, str, str]:
    start, _, rest = facts.partition("|")
    end, _, rest = rest.partition("|")
    place, _, status = rest.rpartition("|")
    return f"{start}|{end}", place, status


def request(entry: Entry, facts: str, version: int = 0) -> Entry:
    """The entry after a REQUEST that tells `facts`, those of the event at that settings version."""
    told = replace(entry, live=True, facts=facts, since=entry.since if entry.live else version)
    if entry.sequence is None:
        return replace(told, sequence=0)
    same = entry.live and entry.facts == facts
    return replace(told, sequence=entry.sequence + (not same))


def withdraw(entry: Entry) -> Entry:
    """The entry after a CANCEL; only a live one may be withdrawn."""
    assert entry.live
    assert entry.sequence is not None
    return replace(entry, sequence=entry.sequence + 1, live=False)


def withdraw_again(entry: Entry) -> Entry:
    """The entry after one more CANCEL, for somebody whom the first may never reach."""
    assert not entry.live
    assert entry.sequence is not None
    return replace(entry, sequence=entry.sequence + 1)
