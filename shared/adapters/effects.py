"""What each write makes of the noun it finds, and what its failed condition means."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from shared.adapters.commit import Stored
from shared.domain.allowance import Allowance
from shared.domain.due import DueItem
from shared.domain.errors import (
    AllowanceSpent,
    AlreadyThere,
    ConditionFailed,
    GateRefused,
    QuotaFull,
    Stale,
)
from shared.domain.event import Event
from shared.domain.gate import Gate, LinePlace, Tally, move_gate
from shared.domain.registration import Registration, State
from shared.domain.writes import (
    Add,
    CountTally,
    LookedAtGate,
    MoveGate,
    NoteFeedback,
    NoteMail,
    Promote,
    Put,
    Remove,
    Replace,
    ReplaceEvent,
    SetGate,
    Spend,
    Versioned,
    Write,
)


def refusal(write: Write, there: Stored | None) -> ConditionFailed:
    """The error of a write whose condition does not hold for the noun that is there."""
    if isinstance(write, Add):
        return AlreadyThere(there)
    if isinstance(write, MoveGate | SetGate | LookedAtGate):
        return GateRefused(there)
    if isinstance(write, CountTally):
        return QuotaFull(write.key)
    if isinstance(write, Spend):
        return AllowanceSpent(write.source, there)
    if isinstance(write, Replace | Remove):
        return Stale(type(write.noun).__name__)
    return Stale("Event" if isinstance(write, ReplaceEvent) else "Registration")


def effect(write: Write, there: Stored | None) -> Stored | None:
    """The noun after the write (None: gone), given the one that is there (None: none is).

    Raises AlreadyThere, Stale or GateRefused when the write's condition does not hold.
    """
    if isinstance(write, MoveGate | SetGate | LookedAtGate):
        return _effect_on_gate(write, cast("Gate | None", there))
    if isinstance(write, Promote | NoteMail | NoteFeedback):
        return _effect_on_registration(write, cast("Registration | None", there))
    if isinstance(write, CountTally):
        return _count(write, cast("Tally | None", there))
    if isinstance(write, Spend):
        return _spend(write, cast("Allowance | None", there))
    if not _holds(write, there):
        raise refusal(write, there)
    if isinstance(write, Remove):
        return None
    return write.event if isinstance(write, ReplaceEvent) else write.noun


def _holds(write: Add | Put | Replace | ReplaceEvent | Remove, there: Stored | None) -> bool:
    if isinstance(write, Put):
        return True
    if isinstance(write, Add):
        return there is None
    if there is None:
        return False
    if isinstance(write, ReplaceEvent):
        return cast("Event", there).settings_version == write.event.settings_version - 1
    if isinstance(write, Replace):
        return cast("Versioned", there).version == write.noun.version - 1
    return _same_version(write.noun, there)


def _same_version(noun: Stored, there: Stored) -> bool:
    if isinstance(noun, DueItem):
        return noun == there
    if isinstance(noun, LinePlace):
        return noun.tallies == cast("LinePlace", there).tallies
    return bool(getattr(noun, "version", None) == getattr(there, "version", None))


def _effect_on_gate(write: MoveGate | SetGate | LookedAtGate, there: Gate | None) -> Gate:
    if there is None:
        raise GateRefused(None)
    if isinstance(write, MoveGate):
        return move_gate(there, write.move, write.settings_version, write.held, write.look_at)
    if isinstance(write, LookedAtGate):
        if (there.taken, there.look_at) != (write.seen.taken, write.seen.look_at):
            raise GateRefused(there)
        return replace(there, look_at=None)
    if there.settings_version != write.seen_version:
        raise GateRefused(there)
    return replace(there, limit=write.limit, settings_version=write.settings_version)


def _effect_on_registration(
    write: Promote | NoteMail | NoteFeedback, there: Registration | None
) -> Registration:
    if there is None:
        raise Stale("Registration")
    version = there.version + 1
    if isinstance(write, NoteFeedback):
        return replace(there, feedback=write.feedback, version=version)
    if isinstance(write, NoteMail):
        if there.mail is None or there.mail.key != write.note.key:
            raise Stale("Registration")
        if write.lifted not in (None, there.version):
            raise Stale("Registration")
        feedback = there.feedback if write.lifted is None else None
        thread = there.thread or write.thread
        return replace(there, mail=write.note, feedback=feedback, thread=thread, version=version)
    if there.state is not State.WAITLISTED or there.line_key != write.line_key:
        raise Stale("Registration")
    return replace(
        there,
        state=State.CONFIRMED,
        line_key=None,
        entry=write.entry,
        revision=write.revision,
        mail=write.mail,
        updated_at=write.at,
        version=version,
    )


def _count(write: CountTally, there: Tally | None) -> Tally:
    before = there or Tally(write.event, write.key)
    if write.limit is not None and write.taken > 0 and before.taken >= write.limit:
        raise QuotaFull(write.key)
    return replace(
        before,
        taken=before.taken + write.taken,
        waiting=before.waiting + write.waiting,
        name=before.name or write.name,
    )


def _spend(write: Spend, there: Allowance | None) -> Allowance:
    if there is None or not there.lasts(write.at) or there.used >= write.limit:
        raise AllowanceSpent(write.source, there)
    return replace(there, used=there.used + 1, version=there.version + 1)
