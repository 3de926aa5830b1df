"""The only place that spells keys: PK and SK of every noun, ranges of lists, the due index.

Nouns are named, not imported: who reads one noun loads no other.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from shared.adapters.dynamodb.codec import Item, read_instant, to_item, write_instant

if TYPE_CHECKING:
    from shared.adapters.places import Place
    from shared.domain.due import Due

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
_NAME = re.compile(r"#(\w+)")
_AFTER_ALL = "~"  # sorts after every character of an id
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


_KEYS: dict[str, Callable[..., Key]] = {
    "Event": lambda event: Key(f"EVENT#{event}", "SETTINGS"),
    "Gate": lambda event: Key(f"GATE#{event}", GATE_SK),
    "LinePlace": lambda event, key: Key(f"GATE#{event}", f"LINE#{key}"),
    "Tally": lambda event, one: Key(f"TALLIES#{event}", one),
    "Registration": lambda event, one: Key(f"REGISTRATIONS#{event}", one),
    "Identity": lambda event, key: Key(f"IDENTITY#{event}#{key}", "IDENTITY"),
    "AddressBinding": lambda event, key, one: Key(f"ADDRESS#{event}#{key}", one),
    "ResponseBinding": lambda event, *ids: Key(f"RESPONSE#{event}#{_digest(*ids)}", "RESPONSE"),
    "Delegate": lambda event, body, one: Key(f"DELEGATION#{event}#{body}", one),
    "Invitation": lambda event, one: Key(f"INVITATIONS#{event}", one),
    "InvitationBinding": lambda event, key, one: Key(f"INVITED#{event}#{key}", one),
    "Receipt": lambda event, *ids: Key(f"RECEIPT#{event}#{_digest(*ids)}", "RECEIPT"),
    "Delivery": lambda event, one: Key(f"DELIVERIES#{event}", one),
    "RejectedAttempts": lambda event, one: Key(f"REJECTED#{event}", one),
    "Message": lambda event, key: Key(f"MESSAGES#{event}", key),
    "SentMail": lambda one: Key(f"SENTMAIL#{_digest(one)}", "SENTMAIL"),
    "MailEvent": lambda event, key, one: Key(f"MAILEVENTS#{event}#{key}", one),
    "Suppression": lambda address: Key(f"SUPPRESSION#{_digest(address)}", "SUPPRESSION"),
    "Change": lambda event, at, one: Key(f"JOURNAL#{event}", f"{write_instant(at)}#{one}"),
    "JournalEntry": lambda event, one: Key(f"DEEDS#{event}", one),
    "ListDefinition": lambda event, one: Key(f"LISTS#{event}", one),
    "ListRun": lambda event, one, number, part: Key(f"RUN#{event}#{one}#{number}", f"{part:04d}"),
    "DigestSchedule": lambda event: Key(f"SCHEDULE#{event}", "DIGEST"),
    "DueItem": lambda event, kind: Key(f"SCHEDULE#{event}", f"DUE#{kind}"),
    "Draft": lambda event: Key(f"DRAFT#{event}", "DRAFT"),
    "Imported": lambda event: Key(f"DRAFT#{event}", "IMPORTED"),
    "Release": lambda event, number: Key(f"AGENDA#{event}", f"RELEASE#{number:08d}"),
    "Pointer": lambda event: Key(f"AGENDA#{event}", "POINTER"),
    "Rendition": lambda event, number, name: Key(
        f"AGENDA#{event}", f"RENDITION#{number:08d}#{name}"
    ),
    "Delta": lambda event, locale, number: Key(f"AGENDA#{event}", f"DELTA#{locale}#{number:08d}"),
    "Edition": lambda event, number: Key(f"AGENDA#{event}", f"EDITION#{number:08d}"),
    "Revision": lambda event, number: Key(f"AGENDA#{event}", f"REVISION#{number:08d}"),
    "Listing": lambda one: Key("AGENDA#LISTINGS", one),
    "Organiser": lambda one: Key("ORGANISERS", one),
    "Grant": lambda token_hash: Key(f"GRANT#{token_hash}", "GRANT"),
    "Allowance": lambda event, scope, one: Key(f"ALLOWANCE#{event}#{scope}#{one}", "ALLOWANCE"),
    "Allotment": lambda: Key("MAIL#ALLOTMENT", "ALLOTMENT"),
    "Notice": lambda event: Key(f"SCHEDULE#{event}", "NOTICE"),
    "Round": lambda event, one: Key(f"ROUNDS#{event}", one),
    "Erasure": lambda event, one: Key(f"ERASURES#{event}", one),
}


def key_of(noun: type[Any], *ids: Any) -> Key:
    """The primary key of a noun of that type, by the fields that PLACES names."""
    return _KEYS[noun.__name__](*ids)


def key_of_place(place: Place) -> Key:
    """The primary key of a place."""
    return key_of(place.noun, *place.within, *place.at)


def key_of_part(first: Key, part: int) -> Key:
    """The key of a further part of an item that is too large for one."""
    return Key(first.pk, f"{first.sk}#{part:03d}")


def list_of(noun: type[Any], *within: str, after: str | None = None, newest: bool = False) -> Range:
    """All of one list, or what comes after (`newest`: before) the place named `after`."""
    pk = key_of(noun, *within, "").pk
    if after is None:
        return Range("#PK = :pk", {":pk": pk})
    mark = after.encode(errors="replace")[:LONGEST_SK].decode(errors="ignore")
    compare = "<" if newest else ">"
    return Range(f"#PK = :pk AND #SK {compare} :mark", {":pk": pk, ":mark": mark or "\0"})


def gate_and_line(event_id: str) -> Range:
    """The gate and then the line: they share a partition so that one Query reads both."""
    return Range("#PK = :pk", {":pk": _KEYS["Gate"](event_id).pk})


def line_of(event_id: str) -> Range:
    """The line alone."""
    first = _KEYS["LinePlace"](event_id, "")
    return Range("#PK = :pk AND begins_with(#SK, :line)", {":pk": first.pk, ":line": first.sk})


def tallies_of(event_id: str, prefix: str) -> Range:
    """The tallies whose key begins with a prefix; an empty one means all."""
    if not prefix:
        return Range("#PK = :pk", {":pk": _KEYS["Tally"](event_id, "").pk})
    first = _KEYS["Tally"](event_id, prefix)
    return Range("#PK = :pk AND begins_with(#SK, :prefix)", {":pk": first.pk, ":prefix": first.sk})


def rounds_of(event_id: str, prefix: str, after: str | None) -> Range:
    """The rounds whose id begins with a prefix, all of them or what comes after one."""
    first = _KEYS["Round"](event_id, prefix if after is None else f"{after}\0")
    return _between(first.pk, first.sk, prefix + _AFTER_ALL)


def run_of(event_id: str, list_key: str, number: int) -> Range:
    """All parts of one run of a list."""
    return Range("#PK = :pk", {":pk": _KEYS["ListRun"](event_id, list_key, number, 0).pk})


def changes_between(event_id: str, since: datetime, until: datetime) -> Range:
    """The journal from `since` to `until`, both counted in."""
    pk = _KEYS["Change"](event_id, since, "").pk
    return _between(pk, write_instant(since), write_instant(until) + _AFTER_HASH)


def deltas_between(event_id: str, locale: str, after: int, until: int) -> Range | None:
    """The deltas of after < release <= until in one language; None when there can be none."""
    low, high = max(after, -1) + 1, min(until, _HIGHEST_NUMBER)
    if low > high:
        return None
    first, last = (_KEYS["Delta"](event_id, locale, number) for number in (low, high))
    return _between(first.pk, first.sk, last.sk)


def revisions_of(event_id: str) -> Range:
    """What each revision of an event's agenda changed."""
    first, last = (_KEYS["Revision"](event_id, number) for number in (0, _HIGHEST_NUMBER))
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


def read_due(item: Item) -> tuple[datetime, str, str, str]:
    """When a row of the due index is due, and the kind, the event and the key of what is."""
    at, kind, event, key = item[DUE_ORDER]["S"].split("#", 3)
    return read_instant(at), kind, event, key


def primary_key(key: Key) -> Item:
    """A key as DynamoDB takes it."""
    return to_item({PK: key.pk, SK: key.sk})


def names_in(*expressions: str) -> dict[str, str]:
    """ExpressionAttributeNames for every `#name` in the expressions."""
    return {f"#{name}": name for text in expressions for name in _NAME.findall(text)}


def _between(pk: str, low: str, high: str) -> Range:
    condition = "#PK = :pk AND #SK BETWEEN :low AND :high"
    return Range(condition, {":pk": pk, ":low": low, ":high": high})
