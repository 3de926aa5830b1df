"""Dates and times as people read them; spelled here, since strftime depends on the locale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from shared.domain.place import zone
from shared.render.agenda.document import SessionDocument

TO = "\N{EN DASH}"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def long_date(day: str) -> str:
    """An ISO date in words: Monday, 10 April 2017."""
    when = date.fromisoformat(day)
    return f"{DAYS[when.weekday()]}, {_day_and_month(when)} {when.year}"


def date_range(days: Sequence[str]) -> str:
    """The dates of an event in words: one day, the first and the last of a run, or each one."""
    dates = sorted({date.fromisoformat(day) for day in days})
    if not dates:
        return ""
    first, last = dates[0], dates[-1]
    if len(dates) != (last - first).days + 1:
        return ", ".join(f"{_day_and_month(one)} {one.year}" for one in dates)
    if first == last:
        return f"{_day_and_month(first)} {first.year}"
    if first.year != last.year:
        return f"{_day_and_month(first)} {first.year} {TO} {_day_and_month(last)} {last.year}"
    if first.month != last.month:
        return f"{_day_and_month(first)} {TO} {_day_and_month(last)} {last.year}"
    return f"{first.day}{TO}{_day_and_month(last)} {last.year}"


def time_range(session: SessionDocument) -> str:
    """The wall clock of a session, 24 hours: from 09:30 to 10:30, or 17:00 without an end."""
    start = _clock(session["start"])
    return f"{start}{TO}{_clock(session['end'])}" if session["end"] else start


def day_in(instant: str, timezone: str) -> str:
    """The ISO date of an ISO instant, as the zone counts days."""
    return datetime.fromisoformat(instant).astimezone(zone(timezone)).date().isoformat()


def _clock(instant: str) -> str:
    return datetime.fromisoformat(instant).strftime("%H:%M")


def _day_and_month(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
