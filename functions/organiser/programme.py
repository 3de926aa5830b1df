"""What an outline says, and the event's sessions and institutions that come of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from functions.organiser.event_id import fold_to_slug
from shared.domain.agenda_ids import next_session_ids, speaker_id
from shared.domain.errors import Invalid
from shared.domain.event import Event
from shared.domain.institution import Institution
from shared.domain.place import Contact, Location, instant_of
from shared.domain.session import Kind, Session, Speaker
from shared.domain.text import LONGEST_NAME, fold

MIDNIGHT, SMALL_HOURS, EVENING = time(0), time(6), time(18)
MOST_INSTITUTIONS = 200
"""So many names fit into the event; further ones are known when somebody comes from them."""


@dataclass(frozen=True)
class Slot:
    """One entry of the programme as printed: local times, a day counted from 1.

    `speakers` have no ids yet; `month_day` (MM-DD) stands where the year is unknown.
    """

    day: int
    date: date | None
    month_day: str | None
    start: time | None
    end: time | None
    title: str | None
    kind: Kind
    room: str | None
    description: str | None
    speakers: tuple[Speaker, ...]
    items: tuple[str, ...]


@dataclass(frozen=True)
class Programme:
    """What makes an event of an outline. What the outline does not say is None or empty."""

    title: str | None
    project: str | None
    reference: str | None
    dates: tuple[date, ...]
    location: Location
    contact: Contact
    timezone: str | None
    background: str | None
    expected_outcome: str | None
    participants: tuple[str, ...]
    slots: tuple[Slot, ...]


def make_sessions(programme: Programme, event: Event) -> tuple[Session, ...]:
    """The sessions of the slots that have a start, on the event's days and in its zone.

    Raises Invalid naming `sessions` when no slot has a start, `dates` when a day has no date.
    """
    timed = [slot for slot in programme.slots if slot.start is not None]
    if not timed:
        raise Invalid.at("sessions", "No entry of the programme has a start time.")
    moved = event.dates != tuple(sorted(set(programme.dates)))
    days = [_date_of(slot, event.dates, moved) for slot in timed]
    ids = next_session_ids(event.id, (), len(timed))
    return tuple(
        _make_session(slot, day, event, session_id)
        for slot, day, session_id in zip(timed, days, ids, strict=True)
    )


def _date_of(slot: Slot, dates: Sequence[date], moved: bool) -> date:
    """The date of a slot; where the settings gave other dates than the outline, theirs count."""
    if slot.date is not None and (not moved or slot.date in dates):
        return slot.date
    same = [day for day in dates if f"{day:%m-%d}" == slot.month_day]
    if same:
        return same[0]
    if 1 <= slot.day <= len(dates):
        return dates[slot.day - 1]
    raise Invalid.at("dates", f"Day {slot.day} of the programme has no date.")


def _make_session(slot: Slot, day: date, event: Event, session_id: str) -> Session:
    assert slot.start is not None
    return Session(
        id=session_id,
        title=slot.title or slot.kind.value.capitalize(),
        kind=slot.kind,
        start=instant_of(day, slot.start, event.timezone),
        end=_end_of(slot, day, event.timezone),
        room=slot.room,
        description=slot.description,
        speakers=identify_speakers(event.id, slot.speakers),
        items=slot.items,
    )


def _end_of(slot: Slot, day: date, timezone: str) -> datetime | None:
    """The end on the day of the start; midnight is the end of that day, and what begins in the
    evening may end in the small hours after it.

    Another end before the start may be a slip: it stays as printed, for the organiser to see.
    """
    if slot.end is None:
        return None
    late = slot.start is not None and slot.start >= EVENING and slot.end <= SMALL_HOURS
    night = (late or slot.end == MIDNIGHT) and slot.start != MIDNIGHT
    return instant_of(day + timedelta(days=night), slot.end, timezone)


def identify_speakers(event_id: str, speakers: Iterable[Speaker]) -> tuple[Speaker, ...]:
    """The speakers, those without an id given one."""
    return tuple(
        one if one.id else replace(one, id=speaker_id(event_id, one.name, one.affiliation))
        for one in speakers
    )


def seed_institutions(programme: Programme) -> tuple[Institution, ...]:
    """The invited and the presenting bodies, each once however it is spelled."""
    presenting = [one.name for slot in programme.slots for one in slot.speakers if one.organisation]
    by_spelling: dict[str, Institution] = {}
    taken: set[str] = set()
    for name in [*programme.participants, *presenting]:
        if len(by_spelling) == MOST_INSTITUTIONS:
            break
        if fold(name) and fold(name) not in by_spelling and len(name) <= LONGEST_NAME:
            slug = free_slug(name, taken)
            taken.add(slug)
            by_spelling[fold(name)] = Institution(slug, name)
    return tuple(by_spelling.values())


def free_slug(name: str, taken: set[str]) -> str:
    """An institution's id made of its name, other than those taken."""
    slug, number = fold_to_slug(name) or "institution", 1
    candidate = slug
    while candidate in taken:
        number += 1
        candidate = f"{slug}-{number}"
    return candidate
