"""Items of the table and the nouns they hold.

Every item carries `v` (the version of its schema), `noun` (the type's name) and `written` (the
token of the commit that wrote it last).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from shared.adapters.dynamodb.codec import (
    Attribute,
    Item,
    from_item,
    read_fields,
    to_item,
    write_fields,
)
from shared.adapters.dynamodb.keys import PK, SK, Key, due_attributes, key_of_noun, key_of_part
from shared.adapters.places import Stored
from shared.domain.agenda import Delta, Draft, Release, Rendition
from shared.domain.desk import Delivery, Receipt
from shared.domain.due import DigestSchedule, Due, DueItem, DueKind
from shared.domain.event import Event
from shared.domain.message import Message, Suppression
from shared.domain.organiser import Grant, Organiser
from shared.domain.registration import Registration

T = TypeVar("T")
SCHEMA = 1
WRITTEN = "written"
EXPIRES = "expires"
KEPT_FOR = timedelta(days=400)
LARGEST_BODY = 350_000
"""Bytes of a rendition in one item; DynamoDB's limit is 400 KB for all of an item."""
_PACKED: Mapping[type[Any], str] = {Draft: "sessions", Release: "sessions"}


@dataclass(frozen=True)
class PersonalData:
    """Which attributes of a noun's item tell of people, and until when they are kept."""

    noun: type[Any]
    attributes: tuple[str, ...]
    retention: str


_WITH_EVENT = "as long as the event"
_400_DAYS = f"{KEPT_FOR.days} days (TTL)"
PERSONAL_DATA: tuple[PersonalData, ...] = (
    PersonalData(Registration, ("email", "name", "institution", "answers"), _WITH_EVENT),
    PersonalData(Message, ("to", "facts"), _400_DAYS),
    PersonalData(Delivery, ("body",), _400_DAYS),
    PersonalData(Suppression, ("address",), "until it is lifted"),
    PersonalData(Event, ("contact", "digest", "organiser"), _WITH_EVENT),
    PersonalData(Draft, ("sessions",), _WITH_EVENT),
    PersonalData(Release, ("sessions",), _WITH_EVENT),
    PersonalData(Rendition, ("body",), _WITH_EVENT),
    PersonalData(Delta, ("body",), _WITH_EVENT),
    PersonalData(Organiser, ("email",), "until it is revoked"),
    PersonalData(Grant, ("email",), "until it is revoked"),
)
"""All personal data there is: items not named here hold ids, numbers and keyed hashes."""


def items_of(noun: Stored, token: str) -> list[Item]:
    """The items that hold a noun: one, but for a rendition too large for one."""
    if isinstance(noun, Rendition) and len(noun.body) > LARGEST_BODY:
        return _parts_of(noun, token)
    return [_item_of(noun, token)]


def noun_of(kind: type[T], item: Item) -> T:
    """The noun that an item holds."""
    plain = from_item(item)
    packed = _PACKED.get(kind)
    if packed:
        plain[packed] = json.loads(gzip.decompress(plain[packed]))
    return read_fields(kind, plain)


def further_parts(first: Item) -> list[Key]:
    """The keys of the parts in which the rest of a rendition stands."""
    key = Key(first[PK]["S"], first[SK]["S"])
    return [key_of_part(key, part) for part in range(1, _count_parts(first))]


def join_parts(first: Item, rest: Sequence[Item]) -> Rendition | None:
    """The rendition in these parts; None when they were not all written by one commit."""
    items = [first, *sorted(rest, key=lambda item: item[SK]["S"])]
    if len(items) < _count_parts(first) or len({item[WRITTEN]["S"] for item in items}) > 1:
        return None
    body = b"".join(item["body"]["B"] for item in items)
    return replace(noun_of(Rendition, first), body=body)


def marks(kind: type[Any]) -> dict[str, Attribute]:
    """What every item of that kind carries beside its key, its fields and `written`."""
    return to_item({"v": SCHEMA, "noun": kind.__name__})


def _item_of(noun: Stored, token: str) -> Item:
    plain = write_fields(noun)
    packed = _PACKED.get(type(noun))
    if packed:
        text = json.dumps(plain[packed], ensure_ascii=False, separators=(",", ":"))
        plain[packed] = gzip.compress(text.encode(), mtime=0)
    key, due, expires = key_of_noun(noun), _due_of(noun), _expiry_of(noun)
    if due is not None:
        plain |= due_attributes(due, key)
    if expires is not None:
        plain[EXPIRES] = int((expires + KEPT_FOR).timestamp())
    return to_item({PK: key.pk, SK: key.sk, WRITTEN: token, **plain}) | marks(type(noun))


def _parts_of(whole: Rendition, token: str) -> list[Item]:
    starts = range(0, len(whole.body), LARGEST_BODY)
    bodies = [whole.body[start : start + LARGEST_BODY] for start in starts]
    first = _item_of(replace(whole, body=bodies[0]), token) | to_item({"parts": len(bodies)})
    rest = zip(further_parts(first), bodies[1:], strict=True)
    return [first] + [
        to_item({PK: key.pk, SK: key.sk, WRITTEN: token, "body": body}) | marks(Rendition)
        for key, body in rest
    ]


def _due_of(noun: Stored) -> Due | None:
    if isinstance(noun, Message) and noun.due_at:
        return Due(DueKind.MESSAGE, noun.event, noun.key, noun.due_at)
    if isinstance(noun, DigestSchedule) and noun.due_at:
        return Due(DueKind.DIGEST, noun.event, "", noun.due_at)
    if isinstance(noun, DueItem):
        return Due(noun.kind, noun.event, "", noun.due_at)
    return None


def _expiry_of(noun: Stored) -> datetime | None:
    if isinstance(noun, Message):
        return noun.created_at
    if isinstance(noun, Delivery):
        return noun.received_at
    return noun.at if isinstance(noun, Receipt) else None


def _count_parts(first: Item) -> int:
    return int(first["parts"]["N"]) if "parts" in first else 1
