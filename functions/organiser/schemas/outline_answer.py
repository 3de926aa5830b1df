"""The outline as JSON, out: everything that was read, and what to look at."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from functions.organiser.schemas.answers import Shown
from shared.domain.session import Kind, Role


class ReadPlace(Shown):
    """The place, every part as printed or null."""

    text: str | None
    venue: str | None
    room: str | None
    city: str | None
    country: str | None


class ReadContact(Shown):
    """Whom to ask, as printed."""

    name: str | None
    post: str | None
    organisation: str | None
    email: str | None
    phone: str | None


class ReadSpeaker(Shown):
    """A person or, where `organisation` is true, an institution."""

    name: str
    affiliation: str | None
    role: Role
    organisation: bool


class ReadItem(Shown):
    """A talk or a point inside an entry, without a time of its own."""

    title: str
    speakers: list[ReadSpeaker]


class ReadSession(Shown):
    """One entry; `start` is null where no time is printed, `month_day` stands where the year is
    printed nowhere, `line` is its line.
    """

    day: int
    date: date | None
    month_day: str = Field(default_factory=str)
    start: str | None
    end: str | None
    end_source: Literal["printed", "inferred"] | None
    title: str | None
    kind: Kind
    room: str | None
    speakers: list[ReadSpeaker]
    items: list[ReadItem]
    description: str | None
    line: int


class ReadWarning(Shown):
    """Something to look at before publishing."""

    line: int | None
    code: str
    message: str


class OutlineAnswer(Shown):
    """An outline as it was read; what it does not say is null or empty."""

    title: str | None
    project: str | None
    reference: str | None
    dates: list[date]
    location: ReadPlace | None
    contact: ReadContact | None
    timezone: str | None
    sections: list[str]
    background: str | None
    expected_outcome: str | None
    participants: list[str]
    sessions: list[ReadSession]
    warnings: list[ReadWarning]
