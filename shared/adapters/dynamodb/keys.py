"""The only place that spells keys: PK and SK of every noun, ranges of lists, the due index."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from shared.adapters.dynamodb.codec import Item, read_instant, write_instant
from shared.adapters.places import Place, Stored, place_of
from shared.domain.agenda import Delta, Draft, Pointer, Release, Rendition
from shared.domain.desk import Delivery, Receipt
from shared.domain.due import DigestSchedule, Due, DueItem, DueKind
from shared.domain.event import Event
from shared.domain.gate import Gate, InstitutionCount, LinePlace
from shared.domain.journal import Change
from shared.domain.message import Message, SentMail, Suppression
from shared.domain.organiser import Grant, Organiser
from shared.domain.registration import (
    AddressBinding,
    Identity,
    Registration,
    ResponseBinding,
)

PK = "PK"
SK = "SK"
GATE_SK = "GATE"
DUE_INDEX = "due"
DUE_SHARD = "due_shard"
DUE_ORDER = "due_order"
DUE_SHARDS = tuple(f"DUE#{shard}" for shard in range(4))
LONGEST_PK = 2048
LONGEST_SK = 1024
_HIGHEST_NUMBER = 99_999_999
_AFTER_HASH = "$"  # the character after "#": ends a range that begins with an instant


class Key(NamedTuple):
    """A primary key."""

    pk: str
    sk: str

    @property
    def is_possible(self) -> bool:
        """Whether an item may have this key; what came out of an address need not fit."""
        try:
            pk, sk = self.pk.encode(), self.sk.encode()
        except UnicodeEncodeError:
            return False
        return len(pk) <= LONGEST_PK and 0 < len(sk) <= LONGEST_SK


@dataclass(frozen=True)
class Range:
    """The condition of one Query: part of one partition of the table or of an index."""

    condition: str
    values: dict[str, str] = field(default_factory=dict)
    index: str | None = None


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode(errors="replace")).hexdigest()


_KEYS: dict[type[Any], Callable[..., Key]] = {
    Event: lambda event: Key(f"EVENT#{event}", "SETTINGS"),
    Gate: lambda event: Key(f"GATE#{event}", GATE_SK),
    LinePlace: lambda event, key: Key(f"GATE#{event}", f"LINE#{key}"),
    InstitutionCount: lambda event, one: Key(f"INSTITUTIONS#{event}", one),
    Registration: lambda event, one: Key(f"REGISTRATIONS#{event}", one),
    Identity: lambda event, key: Key(f"IDENTITY#{event}#{key}", "IDENTITY"),
    AddressBinding: lambda event, key, one: Key(f"ADDRESS#{event}#{key}", one),
    ResponseBinding: lambda event, *ids: Key(f"RESPONSE#{event}#{_digest(*ids)}", "RESPONSE"),
    Receipt: lambda event, *ids: Key(f"RECEIPT#{event}#{_digest(*ids)}", "RECEIPT"),
    Delivery: lambda event, one: Key(f"DELIVERIES#{event}", one),
    Message: lambda event, key: Key(f"MESSAGES#{event}", key),
    SentMail: lambda one: Key(f"SENTMAIL#{_digest(one)}", "SENTMAIL"),
    Suppression: lambda address: Key(f"SUPPRESSION#{_digest(address)}", "SUPPRESSION"),
    Change: lambda event, at, one: Key(f"JOURNAL#{event}", f"{write_instant(at)}#{one}"),
    DigestSchedule: lambda event: Key(f"SCHEDULE#{event}", "DIGEST"),
    DueItem: lambda event, kind: Key(f"SCHEDULE#{event}", f"DUE#{kind}"),
    Draft: lambda event: Key(f"DRAFT#{event}", "DRAFT"),
    Release: lambda event, number: Key(f"AGENDA#{event}", f"RELEASE#{number:08d}"),
    Pointer: lambda event: Key(f"AGENDA#{event}", "POINTER"),
    Rendition: lambda event, number, name: Key(f"AGENDA#{event}", f"RENDITION#{number:08d}#{name}"),
    Delta: lambda event, number: Key(f"AGENDA#{event}", f"DELTA#{number:08d}"),
    Organiser: lambda one: Key("ORGANISERS", one),
    Grant: lambda token_hash: Key(f"GRANT#{token_hash}", "GRANT"),
}


def key_of(place: Place) -> Key:
    """The primary key of a place."""
    return _KEYS[place.noun](*place.within, *place.at)


def key_of_noun(noun: Stored) -> Key:
    """The primary key of a noun."""
    return key_of(place_of(noun))


def key_of_part(first: Key, part: int) -> Key:
    """The key of a further part of an item that is too large for one."""
    return Key(first.pk, f"{first.sk}#{part:03d}")


def list_of(noun: type[Any], *within: str, after: str | None = None, newest: bool = False) -> Range:
    """All of one list, or what comes after (`newest`: before) the place named `after`."""
    pk = key_of(Place(noun, within, ("",))).pk
    if after is None:
        return Range("#PK = :pk", {":pk": pk})
    mark = after.encode(errors="replace")[:LONGEST_SK].decode(errors="ignore")
    compare = "<" if newest else ">"
    return Range(f"#PK = :pk AND #SK {compare} :mark", {":pk": pk, ":mark": mark or "\0"})


def gate_and_line(event_id: str) -> Range:
    """The gate and then the line: they share a partition so that one Query reads both."""
    return Range("#PK = :pk", {":pk": key_of(Place(Gate, (event_id,), ())).pk})


def line_of(event_id: str) -> Range:
    """The line alone."""
    first = key_of(Place(LinePlace, (event_id,), ("",)))
    return Range("#PK = :pk AND begins_with(#SK, :line)", {":pk": first.pk, ":line": first.sk})


def changes_between(event_id: str, since: datetime, until: datetime) -> Range:
    """The journal from `since` to `until`, both counted in."""
    pk = key_of(Place(Change, (event_id,), (since, ""))).pk
    return _between(pk, write_instant(since), write_instant(until) + _AFTER_HASH)


def deltas_between(event_id: str, after: int, until: int) -> Range | None:
    """The deltas of after < release <= until; None when there can be none."""
    low, high = max(after, -1) + 1, min(until, _HIGHEST_NUMBER)
    if low > high:
        return None
    first, last = (key_of(Place(Delta, (event_id,), (number,))) for number in (low, high))
    return _between(first.pk, first.sk, last.sk)


def due_until(shard: str, now: datetime) -> Range:
    """What one shard of the due index holds up to `now`, however long overdue."""
    until = write_instant(now) + _AFTER_HASH
    condition = f"#{DUE_SHARD} = :shard AND #{DUE_ORDER} < :until"
    return Range(condition, {":shard": shard, ":until": until}, DUE_INDEX)


def due_attributes(due: Due, key: Key) -> dict[str, str]:
    """The two attributes that put an item into the due index."""
    shard = DUE_SHARDS[zlib.crc32(f"{key.pk}|{key.sk}".encode()) % len(DUE_SHARDS)]
    return {
        DUE_SHARD: shard,
        DUE_ORDER: f"{write_instant(due.at)}#{due.kind}#{due.event}#{due.key}",
    }


def read_due(item: Item) -> Due:
    """What a row of the due index points to."""
    at, kind, event, key = item[DUE_ORDER]["S"].split("#", 3)
    return Due(DueKind(kind), event, key, read_instant(at))


def _between(pk: str, low: str, high: str) -> Range:
    condition = "#PK = :pk AND #SK BETWEEN :low AND :high"
    return Range(condition, {":pk": pk, ":low": low, ":high": high})
