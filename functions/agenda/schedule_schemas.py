"""The words of schedule.json, as c3voc's schema names them; for the description only."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.domain.session import Kind

Clock = Annotated[str, Field(pattern=r"^[0-9]{2}:[0-9]{2}$")]


class Part(BaseModel):
    """An object with exactly the fields named."""

    model_config = ConfigDict(extra="forbid")


class ScheduleGenerator(Part):
    """What wrote the schedule."""

    name: str


class SchedulePerson(Part):
    """A person or an institution in a slot."""

    name: str
    guid: UUID


class ScheduleLink(Part):
    """A link of a slot."""

    title: str
    url: str


class ScheduleSlot(Part):
    """One session; `id` is a number that is never used again."""

    guid: UUID
    id: int
    date: datetime
    start: Clock
    end: datetime
    duration: Clock
    room: str
    slug: str
    url: str
    title: str
    subtitle: str
    track: str
    type: Kind
    language: str
    abstract: str
    description: str
    persons: list[SchedulePerson]
    links: list[ScheduleLink]


class ScheduleDay(Part):
    """One day; sessions by the name of their room."""

    index: int
    date: date
    day_start: datetime
    day_end: datetime
    rooms: dict[str, list[ScheduleSlot]]


class ScheduleTrack(Part):
    """A track."""

    name: str


class ScheduleRoom(Part):
    """A room."""

    name: str
    guid: UUID


class ScheduleConference(Part):
    """The event."""

    acronym: str
    title: str
    start: date
    end: date
    days_count: Annotated[int, Field(alias="daysCount")]
    timeslot_duration: Clock
    time_zone_name: str = ""
    url: str
    tracks: list[ScheduleTrack]
    rooms: list[ScheduleRoom]
    days: list[ScheduleDay]


class ScheduleBody(Part):
    """The schedule."""

    url: str
    version: str
    conference: ScheduleConference


class Schedule(Part):
    """The agenda in the form that c3voc describes."""

    json_schema: Annotated[str, Field(alias="$schema")]
    generator: ScheduleGenerator
    schedule: ScheduleBody
