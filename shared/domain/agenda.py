"""Draft, release, revision: the agenda as it is edited and as it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shared.domain.session import Session


@dataclass(frozen=True)
class Draft:
    """The agenda being edited; `known` are the session ids of every draft there was."""

    event: str
    sessions: tuple[Session, ...]
    known: tuple[str, ...] = ()
    version: int = 1


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
    """One representation of one revision, gzip-compressed, rendered once.

    `name` is head, json, html, txt or ics, a point and the hash of the revision's bytes; `head`
    is the JSON answer without its sessions.
    """

    event: str
    revision: int
    name: str
    body: bytes


@dataclass(frozen=True)
class Delta:
    """What one release changed, as gzip-compressed JSON.

    `{"sessions":[…],"added":[id…],"removed":[id…]}`
    """

    event: str
    release: int
    body: bytes


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
