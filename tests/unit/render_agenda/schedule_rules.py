"""What every schedule file must be, read back as the conference apps read it."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import Any

CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
LENGTH = re.compile(r"\d\d:[0-5]\d", re.ASCII)
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SLUG = re.compile(r"[a-z0-9_]{4,}-[a-z0-9_-]{3,}[a-z0-9]")
SNIFFED = 1024


@dataclass(frozen=True)
class Read:
    """An event as an app has it."""

    id: int
    guid: str
    slug: str
    room: str
    column: str
    title: str
    kind: str
    track: str
    date: str
    start: str
    duration: str
    abstract: str
    description: str
    language: str
    persons: tuple[tuple[str, str], ...]
    url: str
    day: int

    @property
    def begins(self) -> datetime:
        return datetime.fromisoformat(self.date)

    @property
    def ends(self) -> datetime:
        hours, minutes = self.duration.split(":")
        return self.begins + timedelta(hours=int(hours), minutes=int(minutes))


@dataclass(frozen=True)
class ReadDay:
    """A day as an app has it."""

    index: int
    date: str
    start: str
    end: str


def read_xml(raw: bytes) -> tuple[list[ReadDay], list[Read]]:
    """The days and the events of a schedule.xml."""
    root = ET.fromstring(raw)
    days = [
        ReadDay(int(day.attrib["index"]), *(day.attrib[name] for name in ("date", "start", "end")))
        for day in root.iter("day")
    ]
    return days, [_of_element(*found) for found in _events_in(root)]


def _events_in(root: ET.Element) -> Iterator[tuple[int, str, ET.Element]]:
    for day in root.iter("day"):
        for room in day.iter("room"):
            for event in room.findall("event"):
                yield int(day.attrib["index"]), room.attrib["name"], event


def _of_element(day: int, column: str, event: ET.Element) -> Read:
    def text(name: str) -> str:
        return event.findtext(name) or ""

    return Read(
        id=int(event.attrib["id"]),
        guid=event.attrib["guid"],
        column=column,
        kind=text("type"),
        persons=tuple((one.text or "", one.attrib["guid"]) for one in event.iter("person")),
        day=day,
        **{
            name: text(name)
            for name in (
                "slug", "room", "title", "track", "date", "start", "duration", "abstract",
                "description", "language", "url",
            )
        },
    )  # fmt: skip


def read_json(raw: bytes) -> tuple[list[ReadDay], list[Read]]:
    """The days and the events of a schedule.json."""
    conference = json.loads(raw)["schedule"]["conference"]
    days = [
        ReadDay(day["index"], day["date"], day["day_start"], day["day_end"])
        for day in conference["days"]
    ]
    return days, [
        _of_object(day["index"], column, event)
        for day in conference["days"]
        for column, events in day["rooms"].items()
        for event in events
    ]


def _of_object(day: int, column: str, event: dict[str, Any]) -> Read:
    return Read(
        column=column,
        kind=event["type"],
        persons=tuple((one["name"], one["guid"]) for one in event["persons"]),
        day=day,
        **{
            name: event[name]
            for name in (
                "id", "guid", "slug", "room", "title", "track", "date", "start", "duration",
                "abstract", "description", "language", "url",
            )
        },
    )  # fmt: skip


def faults_of(days: list[ReadDay], events: list[Read]) -> list[str]:
    """What is wrong with a schedule, one line each."""
    return [
        *_repeated("id", [one.id for one in events]),
        *_repeated("guid", [one.guid for one in events]),
        *_repeated("slug", [one.slug for one in events]),
        *(fault for day in days for fault in _day_faults(day, events)),
        *(f"{one.id}: {name}" for one in events for name in _misspelled(one)),
        *_overlaps(events),
    ]


def _repeated(name: str, values: list[Any]) -> Iterator[str]:
    yield from (f"{name} {value} twice" for value, times in Counter(values).items() if times > 1)


def _misspelled(event: Read) -> Iterator[str]:
    spelled = {
        "clock": CLOCK.fullmatch(event.start) and event.date[11:16] == event.start,
        "length": LENGTH.fullmatch(event.duration) and event.duration != "00:00",
        "guid": GUID.fullmatch(event.guid),
        "slug": SLUG.fullmatch(event.slug),
        "id": event.id > 0,
        "room": event.room and event.room == event.column,
        "title": event.title,
        "person": all(name and GUID.fullmatch(guid) for name, guid in event.persons),
    }
    yield from (name for name, right in spelled.items() if not right)


def _day_faults(day: ReadDay, events: list[Read]) -> Iterator[str]:
    start, end = datetime.fromisoformat(day.start), datetime.fromisoformat(day.end)
    if day.start[:10] != day.date:
        yield f"day {day.index} begins on another date"
    for one in events:
        if one.day == day.index and not (start <= one.begins < one.ends <= end):
            yield f"{one.id} is outside its day"
        if one.day == day.index and one.start < day.end[11:16]:
            yield f"{one.id} would be taken for one of the night after"


def _overlaps(events: list[Read]) -> Iterator[str]:
    ordered = sorted(events, key=lambda one: (one.room, one.begins))
    for room, group in groupby(ordered, key=lambda one: one.room):
        there = list(group)
        for earlier, later in pairwise(there):
            if later.begins < earlier.ends:
                yield f"{earlier.id} and {later.id} overlap in {room}"
