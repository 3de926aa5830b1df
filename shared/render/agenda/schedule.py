"""The agenda in the shape of the conference apps' schedule files: days, rooms in them, slots.

The schema (github.com/voc/schedule, `validator/`) and two apps set the rules: EventFahrplan cuts
off what overlaps in a room and drops what has no room (its docs/LIMITATIONS.md), and takes a
session that begins before the wall clock of its day's end for one of the night after.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from shared.domain.session import Role, Status
from shared.domain.text import clean_line
from shared.render.agenda.document import (
    AgendaDocument,
    EventDocument,
    SessionDocument,
)
from shared.render.agenda.room_columns import Wish, assign_rooms
from shared.render.agenda.schedule_times import (
    Timed,
    day_end,
    day_start,
    length_of,
    local,
    stamp,
    time_sessions,
)
from shared.render.agenda.select import days_of
from shared.render.agenda.text import speaker_line
from shared.render.agenda.words import Words, words_for

GENERATOR = "secretariat"
TIMESLOT = "00:05"
SHORTEST_NAME = 4
_LINE_ENDS = re.compile(r"\r\n?")
_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


@dataclass(frozen=True)
class Person:
    """Who presents."""

    name: str
    guid: str


@dataclass(frozen=True)
class Slot:
    """A session in its place. `start` and `end` are ISO instants with the local offset, `clock`
    is the start as HH:MM, `length` the duration as hh:mm.
    """

    number: int
    guid: str
    slug: str
    url: str
    title: str
    kind: str
    room: str
    track: str
    start: str
    end: str
    clock: str
    length: str
    abstract: str
    description: str
    persons: tuple[Person, ...]


@dataclass(frozen=True)
class Day:
    """A day of the agenda, from a local midnight to one that no session outlasts."""

    number: int
    date: str
    start: str
    end: str
    rooms: Mapping[str, Sequence[Slot]]


@dataclass(frozen=True)
class Schedule:
    """The whole schedule. `rooms` maps each room's name to its guid, in the order of columns."""

    title: str
    acronym: str
    version: str
    timezone: str
    language: str
    page: str
    folder: str
    days: tuple[Day, ...]
    rooms: Mapping[str, str]
    tracks: tuple[str, ...]


def plan_schedule(
    document: AgendaDocument,
    numbers: Mapping[str, int],
    locale: str,
    changed_at: datetime,
    public_url: str,
) -> Schedule:
    """The agenda as days, rooms and slots; `numbers` are the sessions' integer ids.

    An agenda without any day has the one on which it changed: the schema wants one.
    """
    event, words = document["event"], words_for(locale)
    timed = time_sessions(event, document["sessions"])
    chosen = assign_rooms([_wish(event, one, words) for one in timed])
    slots = {
        one.session["id"]: _slot(event, one, room, numbers[one.session["id"]], words)
        for one, room in zip(timed, chosen.rooms, strict=True)
    }
    fallback = local(changed_at, event["timezone"]).date().isoformat()
    dates = days_of(event, document["sessions"]) or [fallback]
    folder = f"{public_url}/agenda/{event['id']}"
    return Schedule(
        title=one_line(event["title"]) or event["id"],
        acronym=_acronym(event["id"]),
        version=f"{document['release']}.{document['revision']}",
        timezone=event["timezone"],
        language=locale,
        page=f"{folder}/agenda.html",
        folder=folder,
        days=tuple(_days(event["timezone"], dates, timed, slots)),
        rooms={name: _guid(event["id"], "rooms", name) for name in chosen.columns},
        tracks=tuple(dict.fromkeys(one.track for one in slots.values() if one.track)),
    )


def one_line(text: str | None) -> str:
    """The text as one line of characters that XML may hold (XML 1.0, section 2.2)."""
    return clean_line(_NOT_XML.sub("", text or ""))


def lines(text: str | None) -> str:
    """The text, its lines kept, of characters that XML may hold; line ends are LF."""
    return _NOT_XML.sub("", _LINE_ENDS.sub("\n", text or "")).strip()


def _wish(event: EventDocument, timed: Timed, words: Words) -> Wish:
    """The room it asks for; what does not take place makes way for what does."""
    place = event["location"]
    names = (timed.session["room"], place["room"], place["venue"], place["city"])
    room = next(filter(None, map(one_line, names)), words["main_room"])
    return Wish(room, timed.start, timed.end, timed.status is Status.SCHEDULED)


def _slot(event: EventDocument, timed: Timed, room: str, number: int, words: Words) -> Slot:
    session, zone_name = timed.session, event["timezone"]
    return Slot(
        number=number,
        guid=_guid(event["id"], "sessions", session["id"]),
        slug=f"{_acronym(event['id'])}-{session['id'].rjust(SHORTEST_NAME, '_')}",
        url=session["url"],
        title=_title(session, timed.status, words),
        kind=session["kind"],
        room=room,
        track=one_line(session["track"]),
        start=stamp(timed.start, zone_name),
        end=stamp(timed.end, zone_name),
        clock=local(timed.start, zone_name).strftime("%H:%M"),
        length=length_of(timed),
        abstract=lines(session["description"]),
        description="\n".join(_notes(session, words)),
        persons=tuple(_persons(event, session)),
    )


def _title(session: SessionDocument, status: Status, words: Words) -> str:
    title = one_line(session["title"]) or words[f"kind.{session['kind']}"]
    return title if status is Status.SCHEDULED else words.fill(f"mark.{status}", title=title)


def _notes(session: SessionDocument, words: Words) -> list[str]:
    """What the format has no field for: whence the speakers come, their roles, the items."""
    said = [
        one_line(speaker_line(one, words))
        for one in session["speakers"]
        if one_line(one["affiliation"]) or one["role"] != Role.SPEAKER
    ]
    return [line for line in (*said, *map(one_line, session["items"])) if line]


def _persons(event: EventDocument, session: SessionDocument) -> Iterable[Person]:
    for speaker in session["speakers"]:
        name = one_line(speaker["name"])
        if name:
            yield Person(name, _guid(event["id"], "speakers", speaker["id"]))


def _days(
    zone_name: str, dates: Sequence[str], timed: Sequence[Timed], slots: Mapping[str, Slot]
) -> Iterable[Day]:
    there: dict[str, list[Timed]] = {day: [] for day in dates}
    for one in timed:
        there[one.session["date"]].append(one)
    for number, (day, sessions) in enumerate(there.items(), start=1):
        first = date.fromisoformat(day)
        yield Day(
            number=number,
            date=day,
            start=stamp(day_start(first, zone_name), zone_name),
            end=stamp(day_end(first, [one.end for one in sessions], zone_name), zone_name),
            rooms=_fill_rooms([slots[one.session["id"]] for one in sessions]),
        )


def _fill_rooms(slots: Iterable[Slot]) -> Mapping[str, Sequence[Slot]]:
    rooms: dict[str, list[Slot]] = {}
    for slot in slots:
        rooms.setdefault(slot.room, []).append(slot)
    return rooms


def _acronym(event_id: str) -> str:
    return event_id.replace("-", "_").ljust(SHORTEST_NAME, "_")


def _guid(event_id: str, kind: str, name: str) -> str:
    """A name-based UUID (RFC 9562 section 5.5): the same thing has the same one wherever it is."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"secretariat:{event_id}/{kind}/{name}"))
