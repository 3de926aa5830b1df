"""Nouns, read from the items that hold them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from shared.adapters.dynamodb.codec import Item, from_item, read_fields
from shared.adapters.dynamodb.keys import PK, SK, Key, key_of_part
from shared.domain.agenda import Draft, Imported, Release, Rendition

T = TypeVar("T")
WRITTEN = "written"
PACKED: Mapping[type[Any], str] = {
    Draft: "sessions",
    Imported: "sessions",
    Release: "sessions",
}
"""The field that is kept as compressed JSON."""


def noun_of(kind: type[T], item: Item) -> T:
    """The noun that an item holds."""
    plain = from_item(item)
    packed = PACKED.get(kind)
    if packed:
        plain[packed] = json.loads(gzip.decompress(plain[packed]))
    return read_fields(kind, plain)


def is_whole(first: Item) -> bool:
    """Whether a rendition's first item holds all of it."""
    return "parts" not in first


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


def _count_parts(first: Item) -> int:
    return int(first["parts"]["N"]) if "parts" in first else 1
