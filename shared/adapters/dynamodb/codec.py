"""Nouns as plain values, plain values as DynamoDB's AttributeValues, and both back.

What a field becomes is told by its annotation alone, worked out once per noun on first use.
A field that is None is left out; a field that is left out is None, or else its default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
Attribute = dict[str, Any]
Item = dict[str, Attribute]
Turn = Callable[[Any], Any]


@dataclass(frozen=True)
class Coder:
    """How values of one annotation are written and read."""

    write: Turn
    read: Turn


@dataclass(frozen=True)
class FieldCoder:
    """How one field of a noun is written and read; `absent` makes the value of a missing one."""

    name: str
    coder: Coder
    absent: Callable[[], Any] | None


def write_instant(at: datetime) -> str:
    """A UTC instant as text of one width, so that text sorts as time. Raises ValueError."""
    if at.tzinfo is None:
        raise ValueError("an instant needs an offset")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def read_instant(text: str) -> datetime:
    """The instant that `write_instant` wrote."""
    return datetime.fromisoformat(text)


def write_fields(noun: Any) -> dict[str, Any]:
    """A noun's fields as plain values; those that are None are left out."""
    kind: Any = type(noun)
    found = ((one, getattr(noun, one.name)) for one in _coders(kind))
    return {one.name: one.coder.write(value) for one, value in found if value is not None}


def read_fields(kind: type[T], plain: Mapping[str, Any]) -> T:
    """The noun of that kind whose fields were written so; fields it does not have are ignored."""
    values: dict[str, Any] = {}
    hashable: Any = kind
    for one in _coders(hashable):
        if one.name in plain:
            values[one.name] = one.coder.read(plain[one.name])
        elif one.absent is not None:
            values[one.name] = one.absent()
    return kind(**values)


def coder_of(annotation: Any) -> Coder:
    """How values of that annotation are written and read. Raises TypeError when unknown."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is UnionType:
        return _maybe(coder_of(next(one for one in inner if one is not NoneType)))
    if origin is tuple:
        return _tuple_coder(inner)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping_coder(coder_of(inner[1]))
    return _single_coder(annotation)


def to_attribute(value: Any) -> Attribute:
    """A plain value as an AttributeValue. Raises TypeError when it is none."""
    if value is None:
        return {"NULL": True}
    if isinstance(value, str):
        return {"S": value}
    if isinstance(value, bool):
        return {"BOOL": value}
    if isinstance(value, int):
        return {"N": str(value)}
    if isinstance(value, bytes):
        return {"B": value}
    if isinstance(value, list):
        return {"L": [to_attribute(one) for one in value]}
    if isinstance(value, dict):
        return {"M": to_item(value)}
    raise TypeError(f"no attribute holds a {type(value).__name__}")


def from_attribute(attribute: Attribute) -> Any:
    """The plain value of an AttributeValue."""
    ((tag, value),) = attribute.items()
    if tag == "N":
        return int(value)
    if tag == "NULL":
        return None
    if tag == "L":
        return [from_attribute(one) for one in value]
    return from_item(value) if tag == "M" else value


def to_item(plain: Mapping[str, Any]) -> Item:
    """Plain values by name as AttributeValues by name."""
    return {name: to_attribute(value) for name, value in plain.items()}


def from_item(item: Mapping[str, Attribute]) -> dict[str, Any]:
    """AttributeValues by name as plain values by name."""
    return {name: from_attribute(attribute) for name, attribute in item.items()}


@cache
def _coders(kind: Any) -> tuple[FieldCoder, ...]:
    hints = get_type_hints(kind)
    return tuple(
        FieldCoder(one.name, coder_of(hints[one.name]), _absent(one, hints[one.name]))
        for one in fields(kind)
    )


def _absent(field: Any, annotation: Any) -> Callable[[], Any] | None:
    if NoneType in get_args(annotation):
        return NoneType
    if field.default_factory is not MISSING:
        factory: Callable[[], Any] = field.default_factory
        return factory
    return None if field.default is MISSING else lambda: field.default


def _maybe(coder: Coder) -> Coder:
    """A coder that also takes None, as a limit in a mapping may be."""
    return Coder(
        lambda value: None if value is None else coder.write(value),
        lambda plain: None if plain is None else coder.read(plain),
    )


def _single_coder(kind: Any) -> Coder:
    if is_dataclass(kind) and isinstance(kind, type):
        return Coder(write_fields, lambda plain: read_fields(kind, plain))
    if kind is datetime:
        return Coder(write_instant, read_instant)
    if kind is date:
        return Coder(date.isoformat, date.fromisoformat)
    if issubclass(kind, StrEnum):
        return Coder(str, kind)
    if kind is int:
        return Coder(int, int)  # True counts as one, but is written as a number
    if kind in (str, bool, bytes):
        return Coder(_same, _same)
    raise TypeError(f"no coder for {kind}")


def _tuple_coder(inner: tuple[Any, ...]) -> Coder:
    if inner[1:] == (Ellipsis,):
        one = coder_of(inner[0])
        return Coder(
            lambda values: [one.write(value) for value in values],
            lambda plain: tuple(one.read(value) for value in plain),
        )
    each = [coder_of(annotation) for annotation in inner]
    return Coder(
        lambda values: [one.write(value) for one, value in zip(each, values, strict=True)],
        lambda plain: tuple(one.read(value) for one, value in zip(each, plain, strict=True)),
    )


def _mapping_coder(one: Coder) -> Coder:
    return Coder(
        lambda values: {key: one.write(value) for key, value in values.items()},
        lambda plain: {key: one.read(value) for key, value in plain.items()},
    )


def _same(value: Any) -> Any:
    return value
