"""Filters of the agenda: judged, in one canonical spelling, applied to the JSON document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from shared.domain.errors import Invalid
from shared.domain.session import Kind
from shared.domain.text import clean_line, fold, search_key

if TYPE_CHECKING:
    from shared.render.agenda.document import (
        AgendaDocument,
        EventDocument,
        SessionDocument,
        SpeakerDocument,
    )

KINDS = tuple(str(kind) for kind in Kind)
_DAY_NUMBER = re.compile(r"[0-9]{1,4}")
_BETWEEN = "\0"  # stands in no line of text, so that no phrase reaches from one into the next
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Selection:
    """What a reader wants of the agenda; None: everything. Words are folded as names are.

    `q` is a phrase to look for in part; every other word has to be the whole one.
    """

    day: str | None = None
    room: str | None = None
    track: str | None = None
    kind: str | None = None
    institution: str | None = None
    q: str | None = None

    @property
    def narrows(self) -> bool:
        """Whether any filter is set."""
        return self != WHOLE

    @property
    def canonical(self) -> str:
        """The one spelling of this selection as a query; empty without filters."""
        return urlencode([(name, value) for name, value in vars(self).items() if value])


FILTERS = tuple(one.name for one in fields(Selection))
WHOLE = Selection()


def read_selection(parameters: Mapping[str, str]) -> Selection:
    """The filters among the parameters. Raises Invalid naming each one with a bad value."""
    errors: list[tuple[str, str]] = []
    chosen: dict[str, str] = {}
    for name in FILTERS:
        if name not in parameters:
            continue
        chosen[name] = fold(parameters[name])
        complaint = _complain(name, chosen[name])
        if complaint:
            errors.append((name, complaint))
    if errors:
        raise Invalid(errors)
    return Selection(**chosen) if chosen else WHOLE


def _complain(name: str, value: str) -> str | None:
    if not value or (name == "q" and not _key(value)):
        return "Please give a value, or leave this parameter out."
    if name == "kind" and value not in KINDS:
        return f"Please give one of {', '.join(KINDS)}."
    if name == "day" and not (_DAY_NUMBER.fullmatch(value) or _is_date(value)):
        return "Please give a day's number, counted from 1, or a date such as 2027-03-31."
    return None


def _is_date(value: str) -> bool:
    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def select(document: AgendaDocument, selection: Selection) -> AgendaDocument:
    """The part of the agenda that is asked for. Raises Invalid for a day it does not have."""
    if not selection.narrows:
        return document
    wanted = replace(
        selection,
        day=_find_day(document, selection.day),
        q=None if selection.q is None else _key(selection.q),
    )
    sessions = [one for one in document["sessions"] if _matches(one, wanted)]
    return {**document, "complete": False, "sessions": sessions}


def _find_day(document: AgendaDocument, day: str | None) -> str | None:
    """The date of a day that is given by number or by date."""
    if day is None:
        return None
    dates = days_of(document["event"], document["sessions"])
    if day in dates:
        return day
    if day.isdigit() and 1 <= int(day) <= len(dates):
        return dates[int(day) - 1]
    raise Invalid.at("day", "The agenda has no such day.")


def days_of(event: EventDocument, sessions: list[SessionDocument]) -> list[str]:
    """The ISO dates of the agenda in order, as its day numbers count them."""
    return sorted({*event["dates"], *(one["date"] for one in sessions)})


def _matches(session: SessionDocument, wanted: Selection) -> bool:
    return (
        wanted.day in (None, session["date"])
        and wanted.kind in (None, session["kind"])
        and wanted.room in (None, fold(session["room"] or ""))
        and wanted.track in (None, fold(session["track"] or ""))
        and (wanted.institution is None or wanted.institution in _institutions(session))
        and (wanted.q is None or wanted.q in _searched(session))
    )


def _institutions(session: SessionDocument) -> list[str]:
    return [fold(name) for one in session["speakers"] for name in _bodies(one)]


def _bodies(speaker: SpeakerDocument) -> list[str]:
    """The institutions that a speaker is or comes from, as printed."""
    own = [speaker["name"]] if speaker["organisation"] else []
    return [*own, *filter(None, [speaker["affiliation"]])]


def _key(q: str) -> str:
    return search_key(clean_line(q))


def _searched(session: SessionDocument) -> str:
    """All that is looked through, in one text: one key of many words costs less than many keys."""
    speakers = [part for one in session["speakers"] for part in (one["name"], one["affiliation"])]
    return search_key(_BETWEEN.join([session["title"], *filter(None, speakers)]))
