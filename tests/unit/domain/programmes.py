"""Programmes to be looked at: sessions by the event's clock, and what the lint finds in them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from shared.domain.event import Event
from shared.domain.lint import lint_sessions
from shared.domain.place import instant_of
from shared.domain.session import Kind, Session
from tests.builders import a_session, a_speaker, an_event

DAY, NEXT_DAY = date(2027, 3, 15), date(2027, 3, 16)
ZONE = "Asia/Tbilisi"
MEETING = an_event(hall=None, dates=(DAY, NEXT_DAY))


def at(clock: str, day: date = DAY, zone: str = ZONE) -> datetime:
    """HH:MM by the event's clock."""
    return instant_of(day, datetime.strptime(clock, "%H:%M").time(), zone)


def on(
    name: str, start: str, end: str | None = None, *, day: date = DAY, zone: str = ZONE, **more: Any
) -> Session:
    """A session with a speaker of its own, in the main room."""
    changes = {"title": name.title(), "kind": Kind.SESSION, "room": None, **more}
    changes.setdefault("speakers", (a_speaker(id=f"sp-{name}", name=f"Ms {name.title()}"),))
    until = at(end, day, zone) if end else None
    return a_session(id=name, start=at(start, day, zone), end=until, **changes)


def found(*sessions: Session, event: Event = MEETING) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.code.value, one.sessions) for one in lint_sessions(event, sessions)]


def message(*sessions: Session, event: Event = MEETING) -> str:
    (only,) = lint_sessions(event, sessions)
    return only.message
