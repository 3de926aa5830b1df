"""Due items: what must happen at an instant. The timer's only food."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DueKind(StrEnum):
    """Which verb a due item calls.

    `promotion`: free seats may have to go to the line, since a capacity was raised. `call_off`:
    everybody who holds a calendar entry must be told that the event is cancelled. `merge`: people
    must be counted under the institutions as they are now. `invitation`: a round of invitations
    must be sent. `erasure`: messages and deliveries must be blanked of somebody who was erased.
    `quarantine`: the organiser must hear of deliveries that could not be read.
    """

    MESSAGE = "message"
    DIGEST = "digest"
    PROMOTION = "promotion"
    CALL_OFF = "call_off"
    MERGE = "merge"
    INVITATION = "invitation"
    ERASURE = "erasure"
    QUARANTINE = "quarantine"


@dataclass(frozen=True)
class Due:
    """A pointer out of the index: `key` names the noun of that kind (empty: one per event)."""

    kind: DueKind
    event: str
    key: str
    at: datetime


@dataclass(frozen=True)
class DigestSchedule:
    """When the event's next digest is due, and up to where the last one told the journal.

    `told` are the ids of changes near the end of the last digest's window that it has told:
    a change committed late is then told by the next one, and none is told twice.
    """

    event: str
    due_at: datetime | None
    since: datetime
    told: tuple[str, ...] = ()
    version: int = 1


@dataclass(frozen=True)
class DueItem:
    """Work on a whole event that must be done at an instant; one of each kind and event.

    `after` is how far a long piece of work has come (empty: not begun).
    """

    event: str
    kind: DueKind
    due_at: datetime
    after: str = ""
