"""A draft's sessions, in: the agenda's own fields."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from functions.organiser.programme import Programme
from functions.organiser.schemas.form import Locale
from functions.organiser.schemas.outline import PrintedOutline
from functions.organiser.schemas.reading import (
    Instant,
    Line,
    MaybeInstant,
    Name,
    Strict,
    Text,
    Title,
)
from shared.domain.session import Kind, Role, Session, SessionTranslation, Speaker, Status
from shared.domain.text import LONGEST_NAME

MOST_SESSIONS = 3000
MOST_TRANSLATIONS = 20
"""Languages beside the event's own: every one of them is rendered at each revision."""

SpeakerName = Annotated[Name, StringConstraints(min_length=1, max_length=LONGEST_NAME)]
Affiliation = Annotated[Name, StringConstraints(max_length=500)]


class DraftSpeaker(Strict):
    """Somebody in a session; without an id one is made of the name."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{0,64}$")] | None = None
    name: SpeakerName
    affiliation: Affiliation | None = None
    role: Annotated[Role, Field(strict=False)] = Role.SPEAKER
    organisation: bool = False

    def to_speaker(self) -> Speaker:
        """The speaker; an empty id: none yet."""
        name, body = self.name, self.affiliation or None
        return Speaker(self.id or "", name, body, self.role, self.organisation)


class DraftTranslation(Strict):
    """What a session says in another language; what is left out is not translated."""

    title: Line | None = None
    description: Text | None = None
    room: Line | None = None
    track: Line | None = None
    items: Annotated[list[Title], Field(max_length=200)] = Field(default=[])

    def to_translation(self, locale: str) -> SessionTranslation:
        """The translation as the domain knows it."""
        return SessionTranslation(
            locale=locale,
            title=self.title or None,
            description=self.description or None,
            room=self.room or None,
            track=self.track or None,
            items=tuple(self.items),
        )


class DraftSession(Strict):
    """One session. `day`, `date` and `url` may stand there as the agenda has them: they follow
    from the rest and are not read.
    """

    id: Line | None = None
    title: Line | None = None
    kind: Annotated[Kind, Field(strict=False)] = Kind.SESSION
    day: int | None = None
    date: str | None = None
    start: Instant
    end: MaybeInstant = None
    room: Line | None = None
    track: Line | None = None
    status: Annotated[Status, Field(strict=False)] = Status.SCHEDULED
    description: Text | None = None
    speakers: Annotated[list[DraftSpeaker], Field(max_length=200)] = Field(default=[])
    items: Annotated[list[Title], Field(max_length=200)] = Field(default=[])
    url: str | None = None
    translations: Annotated[dict[Locale, DraftTranslation], Field(max_length=MOST_TRANSLATIONS)] = (
        Field(default={})
    )

    def to_session(self) -> Session:
        """The session to the second; an empty id: none yet; a missing title: the kind's word."""
        return Session(
            id=self.id or "",
            title=self.title or self.kind.value.capitalize(),
            kind=self.kind,
            start=self.start.replace(microsecond=0),
            end=self.end.replace(microsecond=0) if self.end else None,
            room=self.room or None,
            track=self.track or None,
            status=self.status,
            description=self.description or None,
            speakers=tuple(one.to_speaker() for one in self.speakers),
            items=tuple(self.items),
            translations=tuple(
                one.to_translation(locale) for locale, one in sorted(self.translations.items())
            ),
        )


class DraftSessions(Strict):
    """All sessions of a draft. `outline` is the one that they take in: the next import tells what
    changed since it.
    """

    sessions: Annotated[list[DraftSession], Field(max_length=MOST_SESSIONS)]
    outline: PrintedOutline | None = None

    def to_sessions(self) -> tuple[Session, ...]:
        """The sessions in the order given."""
        return tuple(one.to_session() for one in self.sessions)

    def to_programme(self) -> Programme | None:
        """The outline that is taken in, if one is."""
        return self.outline.to_programme() if self.outline else None
