"""The nouns that a reading of an outline gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from shared.domain.place import Contact, Location
from shared.domain.session import Kind, Role


class EndSource(StrEnum):
    """Where a session's end comes from."""

    PRINTED = "printed"
    INFERRED = "inferred"


@dataclass(frozen=True)
class PrintedSpeaker:
    """A person, or a body (`organisation` true), named in a session."""

    name: str
    affiliation: str | None = None
    role: Role = Role.SPEAKER
    organisation: bool = False


@dataclass(frozen=True)
class PrintedItem:
    """A talk or a point inside an entry, without a time of its own."""

    title: str
    speakers: tuple[PrintedSpeaker, ...] = ()


@dataclass(frozen=True)
class PrintedSession:
    """One entry. Times are local; an end before the start is after midnight or a slip; `start` is
    None where no time is printed.

    `month_day` (MM-DD) stands only where the year is unknown; `line` counts from 1.
    """

    day: int
    date: date | None
    month_day: str | None
    start: time | None
    end: time | None
    end_source: EndSource | None
    title: str | None
    kind: Kind
    speakers: tuple[PrintedSpeaker, ...]
    items: tuple[PrintedItem, ...]
    description: str | None
    line: int
    room: str | None = None


@dataclass(frozen=True)
class Diagnostic:
    """Something the organiser should look at; `message` is a plain sentence."""

    line: int | None
    code: str
    message: str


@dataclass(frozen=True)
class Outline:
    """Everything that the outline says; what it does not say is None or empty."""

    title: str | None
    project: str | None
    reference: str | None
    dates: tuple[date, ...]
    location: Location | None
    contact: Contact | None
    timezone: str | None
    sections: tuple[str, ...]
    background: str | None
    expected_outcome: str | None
    participants: tuple[str, ...]
    sessions: tuple[PrintedSession, ...]
    warnings: tuple[Diagnostic, ...]
