"""Items of the table, made of the nouns they hold.

Every item carries `v` (the version of its schema), `noun` (the type's name) and `written` (the
token of the commit that wrote it last).
"""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from shared.adapters.commit import Stored
from shared.adapters.dynamodb.codec import (
    Attribute,
    Item,
    to_item,
    write_fields,
)
from shared.adapters.dynamodb.keys import (
    PK,
    SK,
    Key,
    due_attributes,
    key_of_part,
    key_of_place,
)
from shared.adapters.dynamodb.nouns import PACKED, WRITTEN, further_parts
from shared.adapters.places import place_of
from shared.domain.agenda import Rendition
from shared.domain.allowance import WINDOW, Allowance
from shared.domain.desk import Delivery, Receipt
from shared.domain.due import DigestSchedule, Due, DueItem, DueKind
from shared.domain.erasure import Erasure
from shared.domain.gate import Gate
from shared.domain.lists import ListRun
from shared.domain.message import MailEvent, Message
from shared.domain.notice import Notice
from shared.domain.personal_data import KEPT_FOR
from shared.domain.personal_data import PERSONAL_DATA as PERSONAL_DATA
from shared.domain.round import Round

SCHEMA = 1
EXPIRES = "expires"
ALLOWANCE_LIFE = WINDOW + timedelta(hours=1)
LARGEST_BODY = 350_000
"""Bytes of a rendition in one item; DynamoDB's limit is 400 KB for all of an item."""


def items_of(noun: Stored, token: str) -> list[Item]:
    """The items that hold a noun: one, but for a rendition too large for one."""
    if isinstance(noun, Rendition) and len(noun.body) > LARGEST_BODY:
        return _parts_of(noun, token)
    return [_item_of(noun, token)]


def marks(kind: type[Any]) -> dict[str, Attribute]:
    """What every item of that kind carries beside its key, its fields and `written`."""
    return to_item({"v": SCHEMA, "noun": kind.__name__})


def key_of_noun(noun: Stored) -> Key:
    """The primary key of a noun."""
    return key_of_place(place_of(noun))


def keys_of_noun(noun: Stored) -> list[Key]:
    """The keys of all items that hold a noun."""
    first = key_of_noun(noun)
    if isinstance(noun, Rendition):
        further = range(1, -(-len(noun.body) // LARGEST_BODY))
        return [first, *(key_of_part(first, part) for part in further)]
    return [first]


def _item_of(noun: Stored, token: str) -> Item:
    plain = write_fields(noun)
    packed = PACKED.get(type(noun))
    if packed:
        text = json.dumps(plain[packed], ensure_ascii=False, separators=(",", ":"))
        plain[packed] = gzip.compress(text.encode(), mtime=0)
    key, due, expires = key_of_noun(noun), _due_of(noun), _expiry_of(noun)
    if due is not None:
        plain |= due_attributes(due, key)
    if expires is not None:
        plain[EXPIRES] = int(expires.timestamp())
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
    if isinstance(noun, Gate) and noun.look_at:
        return Due(DueKind.FULL, noun.event, "", noun.look_at)
    if isinstance(noun, DueItem):
        return Due(noun.kind, noun.event, "", noun.due_at)
    if isinstance(noun, Erasure):
        return Due(DueKind.ERASURE, noun.event, noun.registration, noun.due_at)
    if isinstance(noun, Notice):
        return Due(DueKind.NOTICE, noun.event, "", noun.due_at)
    if isinstance(noun, Round) and noun.due_at:
        return Due(DueKind.ROUND, noun.event, noun.id, noun.due_at)
    return None


def _expiry_of(noun: Stored) -> datetime | None:
    if isinstance(noun, Message):
        return noun.created_at + KEPT_FOR
    if isinstance(noun, Delivery):
        return noun.received_at + KEPT_FOR
    if isinstance(noun, Allowance):
        return noun.since + ALLOWANCE_LIFE
    return noun.at + KEPT_FOR if isinstance(noun, Receipt | ListRun | MailEvent) else None
