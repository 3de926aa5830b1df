"""The questions and answers of the agenda as the outside has them; for its description only."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from shared.domain.session import Kind, Role, Status

WantedKind = Kind
WantedText = Annotated[str, Field(min_length=1)]
WantedRelease = Annotated[int, Field(ge=0)]
WantedInstant = AwareDatetime
WantedLimit = Annotated[int, Field(ge=1, le=500)]
Description = Annotated[dict[str, object], Field(examples=[{"openapi": "3.1.0", "paths": {}}])]


class Answer(BaseModel):
    """An object with exactly the fields named."""

    model_config = ConfigDict(extra="forbid")


class Location(Answer):
    """The place, every part as printed or null."""

    text: str | None
    venue: str | None
    room: str | None
    city: str | None
    country: str | None


class Contact(Answer):
    """Whom to ask; the telephone only if the organiser says so."""

    name: str | None
    post: str | None
    organisation: str | None
    email: str | None
    phone: str | None


class Event(Answer):
    """The gathering; `timezone` is an IANA name."""

    id: str
    title: str
    project: str | None
    reference: str | None
    timezone: str
    dates: list[date]
    location: Location
    contact: Contact
    status: Status


class Speaker(Answer):
    """A person or, where `organisation` is true, an institution."""

    id: str
    name: str
    affiliation: str | None
    role: Role
    organisation: bool


class Session(Answer):
    """One timed entry; `start` and `end` carry the offset of the event's zone."""

    id: str
    title: str
    kind: Kind
    day: int
    date: date
    start: datetime
    end: datetime | None
    room: str | None
    track: str | None
    status: Status
    description: str | None
    speakers: list[Speaker]
    items: list[str]
    url: str


class Agenda(Answer):
    """The agenda; `complete` is false when a filter or `since` narrowed it."""

    event: Event
    release: int
    revision: int
    complete: bool
    published_at: datetime
    sessions: list[Session]
    removed: list[str]


class Now(Answer):
    """What is on at an instant, and all sessions of the first later start."""

    at: datetime
    release: int
    now: list[Session]
    next: list[Session]


class PublicEvent(Answer):
    """A public event; `url` is its agenda as a page."""

    id: str
    title: str
    dates: list[date]
    location: Location
    url: str


class PublicEvents(Answer):
    """Public events, the latest first; `next` is the cursor of the next page, or null."""

    events: list[PublicEvent]
    next: str | None


class ProblemError(Answer):
    """One thing that is wrong: the parameter's name and a sentence."""

    path: str
    message: str


class Problem(BaseModel):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[ProblemError] = Field(default_factory=list)
