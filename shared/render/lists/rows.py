"""Rows of lists: what stands in each column, as text, number, day or instant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from shared.domain.event import Event
from shared.domain.form import CONTACT_KEYS, NAME_KEYS, Field, FieldType
from shared.domain.place import zone
from shared.domain.registration import Registration

Cell = str | Decimal | date | datetime | None
"""None is an empty cell. Instants are of the event's zone."""
Row = tuple[Cell, ...]
Reader = Callable[[Registration, int | None], Cell]
_PLAIN_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,14})?")
"""A number whose spelling says nothing more than the number, as 007 would."""
CONTACT = ("name", "email", "institution")
FACTS = ("state", "position", "source", "registered_at", "updated_at", "attended_at")
VERSION = ".version"
EXTRA = ("institution_id", "delegation", *NAME_KEYS[:3], "post", "phone")


@dataclass(frozen=True)
class Column:
    """One column: the key at its head, and how a registration and its place in the line fill it."""

    key: str
    read: Reader


def default_columns(event: Event) -> tuple[str, ...]:
    """What a list shows unless columns were chosen: everything the form asks, and the facts."""
    asked = (key for one in event.form for key in _keys_of(one) if one.key not in CONTACT_KEYS)
    return tuple(dict.fromkeys(("id", *CONTACT, *asked, *FACTS)))


def _keys_of(question: Field) -> tuple[str, ...]:
    """The columns of a question; beside a consent the version of the wording agreed to."""
    consent = question.type is FieldType.CONSENT
    return (question.key, question.key + VERSION) if consent else (question.key,)


def known_columns(event: Event) -> frozenset[str]:
    """All columns that may be chosen."""
    return frozenset((*default_columns(event), *EXTRA))


def columns_of(event: Event, keys: Iterable[str]) -> tuple[Column, ...]:
    """The columns of these keys. A key that is no fact is looked for among the answers."""
    facts = _fact_readers(event.timezone)
    types = {one.key: one.type for one in event.form}
    return tuple(Column(key, facts.get(key) or _answer_reader(key, types)) for key in keys)


def row_of(columns: Iterable[Column], registration: Registration, position: int | None) -> Row:
    """One registration as a row; `position` counts from 1 in the line."""
    return tuple(column.read(registration, position) for column in columns)


def cell_text(cell: Cell) -> str:
    """A cell as text: instants and days after ISO 8601, numbers as they were typed."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    return format(cell, "f") if isinstance(cell, Decimal) else cell.isoformat()


def _fact_readers(zone_name: str) -> Mapping[str, Reader]:
    place = zone(zone_name)

    def local(at: datetime | None) -> datetime | None:
        return None if at is None else at.astimezone(place).replace(microsecond=0)

    return {
        "id": lambda one, _: one.id,
        "name": lambda one, _: one.name or None,
        "email": lambda one, _: one.email,
        "institution": lambda one, _: one.institution,
        "institution_id": lambda one, _: one.institution_id,
        "delegation": lambda one, _: one.delegation.value if one.delegation else None,
        "state": lambda one, _: one.state.value,
        "position": lambda _, position: None if position is None else Decimal(position),
        "source": lambda one, _: one.source,
        "registered_at": lambda one, _: local(one.registered_at),
        "updated_at": lambda one, _: local(one.updated_at),
        "attended_at": lambda one, _: local(one.attended_at),
    }


def _answer_reader(key: str, types: Mapping[str, FieldType]) -> Reader:
    consent = key.removesuffix(VERSION)
    if consent != key:
        return lambda one, _: one.consents.get(consent)
    read = _READERS.get(types.get(key, FieldType.TEXT), _as_text)
    return lambda one, _: read(one.answers.get(key, ""))


def _as_text(answer: str) -> Cell:
    return answer or None


def _as_number(answer: str) -> Cell:
    return Decimal(answer) if _PLAIN_NUMBER.fullmatch(answer) else _as_text(answer)


def _as_day(answer: str) -> Cell:
    try:
        day = date.fromisoformat(answer)
    except ValueError:
        return _as_text(answer)  # typed before the question became one for a day
    return day if day.isoformat() == answer else answer


_READERS: Mapping[FieldType, Callable[[str], Cell]] = {
    FieldType.NUMBER: _as_number,
    FieldType.DATE: _as_day,
}
