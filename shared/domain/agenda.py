"""Draft, release, revision: the agenda as it is edited and as it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from shared.domain.changes import Note
from shared.domain.place import Location
from shared.domain.session import Session, Status

FIRST_REVISION = 1


@dataclass(frozen=True)
class Draft:
    """The agenda being edited; `known` are the session ids of every draft there was."""

    event: str
    sessions: tuple[Session, ...]
    known: tuple[str, ...] = ()
    version: int = 1

    @property
    def numbers(self) -> dict[str, int]:
        """For each session there ever was its number, counted from 1: unique, never reused."""
        ids = dict.fromkeys([*self.known, *(one.id for one in self.sessions)])
        return {one: number for number, one in enumerate(ids, start=1)}


@dataclass(frozen=True)
class Imported:
    """What the outline said when it was last taken in: its sessions under the ids of the draft, and
    the days that it prints. Against it the next outline and what was edited by hand are told apart.
    """

    event: str
    sessions: tuple[Session, ...]
    dates: tuple[date, ...] = ()


@dataclass(frozen=True)
class Release:
    """A published, numbered, immutable version of the sessions."""

    event: str
    number: int
    sessions: tuple[Session, ...]
    published_at: datetime


@dataclass(frozen=True)
class Pointer:
    """The revision that the outside reads. `digest` names the renditions' bytes.

    `changed_at` is when this revision came to be, `published_at` when its release did.
    """

    event: str
    release: int
    revision: int
    published_at: datetime
    changed_at: datetime
    digest: str
    public: bool = False
    version: int = 1


@dataclass(frozen=True)
class Rendition:
    """One representation of one revision in one language, gzip-compressed, rendered once.

    `name` is the representation, the locale and the hash of the revision's bytes, with points
    between (shared/render/agenda/digest.py).
    """

    event: str
    revision: int
    name: str
    body: bytes


@dataclass(frozen=True)
class Delta:
    """What one release changed, in one language, as gzip-compressed JSON.

    `{"sessions":[…],"added":[id…],"removed":[id…]}`
    """

    event: str
    locale: str
    release: int
    body: bytes


@dataclass(frozen=True)
class Edition:
    """A release as it was published: the first revision that showed it, and for good.

    `digest` names that revision's renditions; a redacted edition is shown no more.
    """

    event: str
    release: int
    revision: int
    digest: str
    changed_at: datetime
    redacted: bool = False
    version: int = 1


@dataclass(frozen=True)
class Revision:
    """What one revision changed for its readers; `further` changes are counted, not told.

    `digest` names its renditions.
    """

    event: str
    number: int
    release: int
    digest: str
    at: datetime
    notes: tuple[Note, ...] = ()
    further: int = 0

    @property
    def tells(self) -> bool:
        """Whether readers are told of it: it changed something, or it was the first."""
        return bool(self.notes) or self.number == FIRST_REVISION


@dataclass(frozen=True)
class Listing:
    """A public event's row in the list of events, whose agenda can be read."""

    event: str
    title: str
    dates: tuple[date, ...]
    location: Location
    url: str
    status: Status = Status.SCHEDULED
    locale: str = "en"

    @property
    def key(self) -> str:
        """Its place in the list: by the first day, then by id."""
        first = min(self.dates).isoformat() if self.dates else ""
        return f"{first}#{self.event}"


@dataclass(frozen=True)
class Changes:
    """Session ids by what became of them; one id may stand in more than one list."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    retitled: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def compare_sessions(before: tuple[Session, ...], after: tuple[Session, ...]) -> Changes:
    """What became of the sessions, by identity; `changed` are all that differ in any field."""
    old = {one.id: one for one in before}
    new = {one.id: one for one in after}
    both = [(old[one.id], one) for one in after if one.id in old]
    return Changes(
        added=tuple(one.id for one in after if one.id not in old),
        removed=tuple(one.id for one in before if one.id not in new),
        moved=tuple(b.id for a, b in both if (a.start, a.end, a.room) != (b.start, b.end, b.room)),
        retitled=tuple(b.id for a, b in both if a.title != b.title),
        changed=tuple(b.id for a, b in both if a != b),
    )
