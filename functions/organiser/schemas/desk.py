"""The desk, in and out: replays, rejected attempts, the journal."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from functions.organiser.schemas.answers import Shown
from functions.organiser.schemas.reading import Strict
from shared.domain.desk import Outcome
from shared.domain.journal import Deed

WantedOutcome = Outcome | Literal["quarantined"]


class ReplayBody(Strict):
    """Which deliveries are to be replayed: all that stand in quarantine."""

    quarantined: Literal[True]


class ReplayAnswer(Shown):
    """What a delivery comes to now, in the words of the webhook's answer."""

    outcome: Outcome
    registration: str | None
    reason: str | None


class ReplayedAnswer(Shown):
    """How many deliveries were replayed, and how many came to what; `next` is where to go on."""

    replayed: int
    outcomes: dict[Outcome, int]
    next: str | None


class AttemptAnswer(Shown):
    """One delivery that was not genuine: why not, its size, its headers' names.

    `secret` has for each secret that was configured the first digits of its SHA-256.
    """

    at: datetime
    reason: str
    bytes: int
    headers: list[str]
    secret: str


class RejectedSender(Shown):
    """How many deliveries of a sender were not genuine, and the last 20, latest first."""

    sender: str
    count: int
    last: list[AttemptAnswer] = Field(max_length=20)


class RejectedAnswer(Shown):
    """Every sender of which a delivery was not genuine."""

    senders: list[RejectedSender]


class EntryAnswer(Shown):
    """What an organiser (`who`, an id) did; `detail` says to what, and why."""

    at: datetime
    who: str
    what: Deed
    detail: str | None


class JournalPage(Shown):
    """One page, newest first; `next` is the cursor of the page after it."""

    entries: list[EntryAnswer]
    next: str | None
