"""Dates and times as people read them; spelled here, since strftime depends on the locale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from shared.domain.place import zone
from shared.render.agenda.document import SessionDocument
from shared.render.agenda.words import Words

TO = "\N{EN DASH}"


def long_date(day: str, words: Words) -> str:
    """An ISO date in words: Monday, 10 April 2017."""
    when = date.fromisoformat(day)
    return words.patterns["long_date"].format(
        weekday=words.days[when.weekday()], **_parts(when, words)
    )


def day_heading(day: str, words: Words) -> str:
    """An ISO date in words at the head of a day: with a capital, where the script has them."""
    words_of_day = long_date(day, words)
    return words_of_day[:1].upper() + words_of_day[1:]


def date_range(days: Sequence[str], words: Words) -> str:
    """The dates of an event in words: one day, the first and the last of a run, or each one."""
    dates = sorted({date.fromisoformat(day) for day in days})
    if not dates or len(dates) != (dates[-1] - dates[0]).days + 1:
        return words.join(_date(one, words) for one in dates)
    first, last = dates[0], dates[-1]
    if first == last:
        return _date(first, words)
    return words.patterns[_range(first, last)].format(
        first=_date(first, words),
        last=_date(last, words),
        first_day=first.day,
        first_month=words.months[first.month - 1],
        **_parts(last, words),
    )


def _range(first: date, last: date) -> str:
    if first.year != last.year:
        return "range"
    return "range_in_month" if first.month == last.month else "range_in_year"


def time_range(session: SessionDocument) -> str:
    """The wall clock of a session, 24 hours: from 09:30 to 10:30, or 17:00 without an end."""
    start = _clock(session["start"])
    return f"{start}{TO}{_clock(session['end'])}" if session["end"] else start


def day_in(instant: str, timezone: str) -> str:
    """The ISO date of an ISO instant, as the zone counts days."""
    return datetime.fromisoformat(instant).astimezone(zone(timezone)).date().isoformat()


def _clock(instant: str) -> str:
    return datetime.fromisoformat(instant).strftime("%H:%M")


def _date(day: date, words: Words) -> str:
    return words.patterns["date"].format(**_parts(day, words))


def _parts(day: date, words: Words) -> dict[str, object]:
    return {"day": day.day, "month": words.months[day.month - 1], "year": day.year}
