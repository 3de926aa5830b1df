"""Each write as parts of one TransactWriteItems, its condition spelled as an expression.

Names stand in the text as `#name` and are listed from it, so that no word of ours can be one
that DynamoDB reserves. What a condition asks equals `shared.adapters.effects.effect`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from shared.adapters.commit import place_of_write
from shared.adapters.dynamodb.codec import to_attribute, to_item, write_fields, write_instant
from shared.adapters.dynamodb.items import items_of, keys_of_noun, marks
from shared.adapters.dynamodb.keys import (
    DUE_ORDER,
    DUE_SHARD,
    PK,
    Key,
    due_attributes,
    key_of_place,
    names_in,
    primary_key,
)
from shared.adapters.dynamodb.nouns import WRITTEN
from shared.domain.allowance import WINDOW
from shared.domain.due import Due, DueItem, DueKind
from shared.domain.gate import DELTAS, GateMove, LinePlace
from shared.domain.registration import State
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
    Write,
)

LOOK = "look_at"
_VALUE = re.compile(r":\w+")
_NOT_YET = f"(attribute_not_exists(#{WRITTEN}) OR #{WRITTEN} <> :token)"
_HAS_ROOM = "(attribute_not_exists(#limit) OR #taken < #limit)"
_IS_FULL = "(attribute_exists(#limit) AND #taken >= #limit)"
_IS_OVER = "(attribute_exists(#limit) AND #taken > #limit)"
_NOT_OVER = "(attribute_not_exists(#limit) OR #taken <= #limit)"

GATE_CONDITIONS: dict[GateMove, str] = {
    GateMove.TAKE_SEAT: f"{_HAS_ROOM} AND #waiting = :held",
    GateMove.JOIN_LINE: f"({_IS_FULL} OR #waiting > :held)",
    GateMove.HOLD_BACK: f"attribute_exists(#{PK})",
    GateMove.STAND: f"attribute_exists(#{PK})",
    GateMove.LEAVE_SEAT: f"#taken > :none AND (#waiting = :held OR {_IS_OVER})",
    GateMove.PASS_SEAT: f"#taken > :none AND #waiting > :none AND {_NOT_OVER}",
    GateMove.LEAVE_LINE: "#waiting > :none",
    GateMove.FILL_SEAT: f"#waiting > :none AND {_HAS_ROOM}",
}
"""`shared.domain.gate.allows` in DynamoDB's words; a gate without limit has no `limit`."""

Action = dict[str, dict[str, Any]]


def actions_of(write: Write, token: str, table: str) -> list[Action]:
    """The parts of a transaction that make this write: one, but for a noun of several items."""
    if isinstance(write, Add | Put | Replace | ReplaceEvent):
        return _put(write, token, table)
    if isinstance(write, Remove):
        return _remove(write, table)
    key = key_of_place(place_of_write(write))
    if isinstance(write, MoveGate | SetGate | LookedAtGate):
        return [_change_gate(write, key, token, table)]
    if isinstance(write, CountTally):
        return [_count(write, key, token, table)]
    if isinstance(write, Spend):
        return [_spend(write, key, token, table)]
    if isinstance(write, Promote):
        return [_promote(write, key, token, table)]
    return [_note(write, key, token, table)]


def _put(write: Add | Put | Replace | ReplaceEvent, token: str, table: str) -> list[Action]:
    noun = write.event if isinstance(write, ReplaceEvent) else write.noun
    condition, values = _condition_of_put(write, token)
    return [
        {"Put": {"Item": item, **_conditional(table, condition, values)}}
        for item in items_of(noun, token)
    ]


def _condition_of_put(
    write: Add | Put | Replace | ReplaceEvent, token: str
) -> tuple[str, dict[str, Any]]:
    if isinstance(write, Add):
        return f"attribute_not_exists(#{PK})", {}
    if isinstance(write, Put):
        return _NOT_YET, {":token": token}
    if isinstance(write, Replace):
        return "#version = :before", {":before": write.noun.version - 1}
    return "#settings_version = :before", {":before": write.event.settings_version - 1}


def _remove(write: Remove, table: str) -> list[Action]:
    seen = _seen_by(write)
    asked = (
        _conditional(table, f"attribute_exists(#{PK})", {})
        if seen is None
        else _conditional(table, f"#{seen[0]} = :seen", {":seen": seen[1]})
    )
    return [{"Delete": {"Key": primary_key(key), **asked}} for key in keys_of_noun(write.noun)]


def _seen_by(write: Remove) -> tuple[str, Any] | None:
    """The attribute that tells whether the noun is still the one that was seen."""
    if isinstance(write.noun, DueItem):
        return "due_at", write_instant(write.noun.due_at)
    if isinstance(write.noun, LinePlace):
        return "tallies", list(write.noun.tallies)
    version = getattr(write.noun, "version", None)
    return None if version is None else ("version", version)


def _change_gate(
    write: MoveGate | SetGate | LookedAtGate, key: Key, token: str, table: str
) -> Action:
    if isinstance(write, MoveGate):
        return _move_gate(write, key, token, table)
    if isinstance(write, LookedAtGate):
        return _looked_at(write, key, token, table)
    return _set_gate(write, key, token, table)


def _move_gate(write: MoveGate, key: Key, token: str, table: str) -> Action:
    taken, waiting = DELTAS[write.move]
    condition = GATE_CONDITIONS[write.move]
    values: dict[str, Any] = {":none": 0, ":held": write.held, ":taken": taken, ":waiting": waiting}
    if write.settings_version is not None:
        condition += " AND #settings_version = :seen"
        values[":seen"] = write.settings_version
    update = "ADD #taken :taken, #waiting :waiting"
    if write.look_at is not None and taken:
        due = Due(DueKind.FULL, write.event, "", write.look_at)
        look = {LOOK: write_instant(write.look_at), **due_attributes(due, key)}
        update += " SET " + ", ".join(f"#{one} = if_not_exists(#{one}, :{one})" for one in look)
        values |= {f":{one}": value for one, value in look.items()}
    return _update(key, token, table, condition, update, values)


def _looked_at(write: LookedAtGate, key: Key, token: str, table: str) -> Action:
    assert write.seen.look_at is not None
    values = {":taken": write.seen.taken, ":seen": write_instant(write.seen.look_at)}
    update = f"REMOVE #{LOOK}, #{DUE_SHARD}, #{DUE_ORDER}"
    return _update(key, token, table, f"#taken = :taken AND #{LOOK} = :seen", update, values)


def _set_gate(write: SetGate, key: Key, token: str, table: str) -> Action:
    values = {":seen": write.seen_version, ":settings_version": write.settings_version}
    update = "SET #settings_version = :settings_version"
    if write.limit is None:
        update = f"REMOVE #limit {update}"
    else:
        update += ", #limit = :limit"
        values[":limit"] = write.limit
    return _update(key, token, table, "#settings_version = :seen", update, values)


def _count(write: CountTally, key: Key, token: str, table: str) -> Action:
    facts = {"event": write.event, "key": write.key}
    fixed = to_item(facts) | marks(place_of_write(write).noun)
    sets = ", ".join(f"#{name} = :{name}" for name in fixed)
    if write.name:
        fixed |= to_item({"name": write.name})
        sets += ", #name = if_not_exists(#name, :name)"
    update = f"ADD #taken :taken, #waiting :waiting SET {sets}"
    values = {":taken": int(write.taken), ":waiting": int(write.waiting)}  # a bool counts as 0 or 1
    condition = _NOT_YET
    if write.limit is not None and write.taken > 0:
        condition, values[":limit"] = _below(write.limit), write.limit
    made = _update(key, token, table, condition, update, values)
    made["Update"]["ExpressionAttributeValues"] |= {f":{k}": v for k, v in fixed.items()}
    return made


def _below(limit: int) -> str:
    """Whether a tally, which may not be there yet, is below its limit."""
    if limit > 0:
        return "(attribute_not_exists(#taken) OR #taken < :limit)"
    return "#taken < :limit"


def _spend(write: Spend, key: Key, token: str, table: str) -> Action:
    values = {":open": write_instant(write.at - WINDOW), ":limit": write.limit, ":one": 1}
    condition = "#since > :open AND #used < :limit"
    return _update(key, token, table, condition, "ADD #used :one, #version :one", values)


def _promote(write: Promote, key: Key, token: str, table: str) -> Action:
    values = {
        ":waitlisted": str(State.WAITLISTED),
        ":line_key": write.line_key,
        ":state": str(State.CONFIRMED),
        ":entry": write_fields(write.entry),
        ":revision": write.revision,
        ":mail": write_fields(write.mail),
        ":updated_at": write_instant(write.at),
    }
    condition = "#state = :waitlisted AND #line_key = :line_key"
    update = (
        "REMOVE #line_key ADD #version :one SET #state = :state, #entry = :entry, "
        "#revision = :revision, #mail = :mail, #updated_at = :updated_at"
    )
    return _update(key, token, table, condition, update, values | {":one": 1})


def _note(write: NoteMail | NoteFeedback, key: Key, token: str, table: str) -> Action:
    if isinstance(write, NoteMail):
        return _note_mail(write, key, token, table)
    values = {":one": 1, ":feedback": write.feedback}
    update = "ADD #version :one SET #feedback = :feedback"
    return _update(key, token, table, f"attribute_exists(#{PK})", update, values)


def _note_mail(write: NoteMail, key: Key, token: str, table: str) -> Action:
    values: dict[str, Any] = {":one": 1, ":key": write.note.key, ":mail": write_fields(write.note)}
    condition, update = "#mail.#key = :key", "ADD #version :one SET #mail = :mail"
    if write.thread is not None:
        update += ", #thread = if_not_exists(#thread, :thread)"
        values[":thread"] = write.thread
    if write.lifted is not None:
        condition, update = f"{condition} AND #version = :seen", f"REMOVE #feedback {update}"
        values[":seen"] = write.lifted
    return _update(key, token, table, condition, update, values)


def _update(
    key: Key, token: str, table: str, condition: str, update: str, values: Mapping[str, Any]
) -> Action:
    """An Update that also writes the token, and is refused where the token has been written.

    An `update` with a SET clause ends in it. A repeated transaction would else move or count twice
    on a store that does not remember the client request token.
    """
    guarded = condition if condition == _NOT_YET else f"{condition} AND {_NOT_YET}"
    joint = "," if "SET" in update else " SET"
    whole = f"{update}{joint} #{WRITTEN} = :token"
    used = {name for text in (guarded, whole) for name in _VALUE.findall(text)}
    given = {name: value for name, value in values.items() if name in used}
    asked = _conditional(table, guarded, {**given, ":token": token}, also=whole)
    return {"Update": {"Key": primary_key(key), "UpdateExpression": whole, **asked}}


def _conditional(
    table: str, condition: str, values: Mapping[str, Any], also: str = ""
) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "TableName": table,
        "ConditionExpression": condition,
        "ExpressionAttributeNames": names_in(condition, also),
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    }
    if values:
        asked["ExpressionAttributeValues"] = {k: to_attribute(v) for k, v in values.items()}
    return asked
