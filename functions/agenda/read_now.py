"""Read what is on at an instant, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from functions.agenda.load import load_shown, load_source
from functions.agenda.query import Query
from functions.agenda.reading import FRESH_S, code
from shared.agenda_ports import AgendaPorts
from shared.domain.place import instant_of, zone
from shared.render.agenda.encode import encode_json

if TYPE_CHECKING:
    from shared.render.agenda.document import AgendaDocument, SessionDocument


@dataclass(frozen=True)
class Now:
    """The answer in its coding and language, and for how many seconds it stays true."""

    body: bytes
    coding: str
    max_age_s: int
    public: bool
    locale: str


@dataclass(frozen=True)
class Slot:
    """A session and the UTC instants from which and until which it is on."""

    session: SessionDocument
    start: datetime
    end: datetime


def read_now(ports: AgendaPorts, event_id: str, query: Query, coding: str) -> Now:
    """What is on at `query.at`, by default now. Raises Missing, Invalid, StoreUnavailable."""
    shown = load_shown(ports, event_id)
    locale = query.choose_locale(shown.locales)
    at = query.at or ports.clock.now()
    document = load_source(ports, shown, locale)["agenda"]
    slots = list(_slots(document))
    timezone = document["event"]["timezone"]
    body = encode_json(
        {
            "at": at.astimezone(zone(timezone)).isoformat(),
            "release": shown.release,
            "now": [one.session for one in slots if one.start <= at < one.end],
            "next": _next(slots, at),
        }
    )
    body = code(body, coding)
    return Now(body, coding, _true_for(slots, at), shown.public, locale)


def _slots(document: AgendaDocument) -> Iterator[Slot]:
    timezone = document["event"]["timezone"]
    sessions = document["sessions"]
    for session in sessions:
        start = _utc(session["start"])
        end = _utc(session["end"]) if session["end"] else _open_end(session, sessions, timezone)
        yield Slot(session, start, end)


def _open_end(session: SessionDocument, sessions: list[SessionDocument], timezone: str) -> datetime:
    """Until when a session without an end is on: the next start of its day, else midnight."""
    start = _utc(session["start"])
    starts = [_utc(one["start"]) for one in sessions if one["date"] == session["date"]]
    morrow = date.fromisoformat(session["date"]) + timedelta(days=1)
    later = [one for one in starts if one > start]
    return min(later) if later else instant_of(morrow, time(0), timezone)


def _next(slots: list[Slot], at: datetime) -> list[SessionDocument]:
    later = [one.start for one in slots if one.start > at]
    return [one.session for one in slots if later and one.start == min(later)]


def _true_for(slots: list[Slot], at: datetime) -> int:
    """Whole seconds until the next session starts or ends, FRESH_S at most."""
    boundaries = [edge for one in slots for edge in (one.start, one.end) if edge > at]
    left = [int((edge - at).total_seconds()) for edge in boundaries]
    return min([FRESH_S, *left])


def _utc(instant: str) -> datetime:
    return datetime.fromisoformat(instant).astimezone(UTC)
