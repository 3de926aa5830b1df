"""Sessions: the timed entries of an agenda, and who presents them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shared.domain.place import zone


class Kind(StrEnum):
    """What a session is for."""

    REGISTRATION = "registration"
    OPENING = "opening"
    SESSION = "session"
    BREAK = "break"
    CLOSING = "closing"
    OTHER = "other"


class Role(StrEnum):
    """What a speaker does in a session."""

    SPEAKER = "speaker"
    PANELLIST = "panellist"
    MODERATOR = "moderator"
    CHAIR = "chair"


class Status(StrEnum):
    """Whether an event, or one session of it, takes place as printed."""

    SCHEDULED = "scheduled"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Speaker:
    """A person or an institution (`organisation` true) in a session."""

    id: str
    name: str
    affiliation: str | None = None
    role: Role = Role.SPEAKER
    organisation: bool = False


@dataclass(frozen=True)
class SessionTranslation:
    """What a session says in another language; what is None or empty is not translated."""

    locale: str
    title: str | None = None
    description: str | None = None
    room: str | None = None
    track: str | None = None
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Session:
    """One timed entry. `start` and `end` are UTC instants; `end` is None when none is known."""

    id: str
    title: str
    kind: Kind
    start: datetime
    end: datetime | None = None
    room: str | None = None
    track: str | None = None
    status: Status = Status.SCHEDULED
    description: str | None = None
    speakers: tuple[Speaker, ...] = ()
    items: tuple[str, ...] = ()
    translations: tuple[SessionTranslation, ...] = ()

    def date_in(self, zone_name: str) -> date:
        """The day on which the session starts, as the event's zone counts days."""
        return self.start.astimezone(zone(zone_name)).date()


def order_sessions(sessions: tuple[Session, ...]) -> tuple[Session, ...]:
    """Sessions by start, longer first among those that start together, then as given."""
    return tuple(sorted(sessions, key=lambda one: (one.start, -_length(one))))


def _length(session: Session) -> float:
    return (session.end - session.start).total_seconds() if session.end else 0.0


def span_of(sessions: tuple[Session, ...]) -> tuple[datetime, datetime] | None:
    """From the first session's start to the last end (a start counts where no end is known)."""
    if not sessions:
        return None
    ends = [one.end or one.start for one in sessions]
    return min(one.start for one in sessions), max(ends)
