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
    `quarantine`: the organiser must hear of deliveries that could not be read. `full`: seats were
    taken or given back, and nine of ten may be taken. `round`: a round of mails goes on. `notice`:
    it has been quiet, and everybody must hear of what changed.
    `reminder`: one of the event's reminders must go out.
    """

    MESSAGE = "message"
    DIGEST = "digest"
    PROMOTION = "promotion"
    CALL_OFF = "call_off"
    MERGE = "merge"
    INVITATION = "invitation"
    ERASURE = "erasure"
    QUARANTINE = "quarantine"
    FULL = "full"
    NOTICE = "notice"
    ROUND = "round"
    REMINDER = "reminder"


@dataclass(frozen=True)
class Due:
    """A pointer out of the index: `key` names the noun of that kind (empty: one per event)."""

    kind: DueKind
    event: str
    key: str
    at: datetime


@dataclass(frozen=True)
class Cut:
    """The end of a digest's window, and the ids of the changes near it that were told by then:
    a change committed late is then told by the next one, and none is told twice.
    """

    at: datetime
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class DigestReader:
    """When one recipient's next digest is due, and the cut at which the last one ended.

    `key` is a hash of the address (shared.domain.digest_plan); `mailed_at` is the instant of the
    last digest that was written to them, at first when they began.
    """

    key: str
    due_at: datetime | None
    since: datetime
    mailed_at: datetime


@dataclass(frozen=True)
class DigestSchedule:
    """When the event's next digest is due to anybody, and up to where the last one told the
    journal (`since`, `told`: a Cut).

    `cuts` are earlier ones at which some reader's last digest ended. `full_at` is when nine places
    of ten were found taken (None: they are not).
    """

    event: str
    due_at: datetime | None
    since: datetime
    told: tuple[str, ...] = ()
    readers: tuple[DigestReader, ...] = ()
    cuts: tuple[Cut, ...] = ()
    full_at: datetime | None = None
    version: int = 1

    def told_at(self, since: datetime) -> tuple[str, ...]:
        """The ids that were told near a cut."""
        found = (cut.told for cut in (Cut(self.since, self.told), *self.cuts) if cut.at == since)
        return next(found, ())


@dataclass(frozen=True)
class DueItem:
    """Work on a whole event that must be done at an instant; one of each kind and event.

    `after` is how far a long piece of work has come (empty: not begun).
    """

    event: str
    kind: DueKind
    due_at: datetime
    after: str = ""
