"""What changed, in sentences: for the feed of changes, and for organisers before they publish."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from shared.domain.agenda import Revision
from shared.domain.changes import Note, Span, What
from shared.domain.place import zone
from shared.render.agenda.dates import TO, date_range, long_date
from shared.render.agenda.words import Words

ONE_DAY = timedelta(days=1)
FROM_NOTHING = (What.ROOM, What.SPEAKERS, What.EVENT_DATES, What.EVENT_PLACE)
"""What may not have been there before, or be there no more: that is told in other words."""


def sentence(note: Note, words: Words, timezone: str) -> str:
    """One change as a sentence; times are the wall clock of `timezone`."""
    if note.what is What.MOVED:
        return _moved(note, words, timezone)
    if note.what in (What.ADDED, What.REMOVED):
        span = note.span_after if note.what is What.ADDED else note.span_before
        told = {"date": _day(span[0], words, timezone), "time": time_span(span, words, timezone)}
        return words.fill(f"change.{note.what}", title=note.title, **told)
    key = f"change.{note.what}{_which(note)}"
    before, after = (_shown(note.what, one, words) for one in (note.before, note.after))
    return words.fill(key, title=note.title, before=before, after=after)


def headline(revision: Revision, words: Words) -> str:
    """A revision in one line: the release it shows, and how much of what changed."""
    counts = Counter(note.what for note in revision.notes)
    told = [_counted(what, counts[what], words) for what in What if counts[what]]
    further = words.fill_count("change.further", revision.further) if revision.further else None
    what = words.join([*told, further]) if told else words["change.short.first"]
    return words.fill("change.release", release=revision.release, what=what)


def sentences(revision: Revision, words: Words, timezone: str) -> Iterator[str]:
    """A revision as sentences: what is noted, else that the agenda is there at last."""
    if not revision.notes:
        yield words["change.first"]
    for note in revision.notes:
        yield sentence(note, words, timezone)
    if revision.further:
        yield words.fill_count("change.further", revision.further)


def time_span(span: Span, words: Words, timezone: str) -> str:
    """From 09:00 to 09:30, by the clock; an end that is not within a day has its date."""
    start, end = span[0].astimezone(zone(timezone)), _end(span, words, timezone)
    return f"{start:%H:%M}{TO}{end}" if end else f"{start:%H:%M}"


def _moved(note: Note, words: Words, timezone: str) -> str:
    was, now = note.span_before, note.span_after
    day, old_day = (_day(one[0], words, timezone) for one in (now, was))
    times = [time_span(one, words, timezone) for one in (was, now)]
    if day != old_day:
        return words.fill(
            "change.moved_day",
            title=note.title, date=day, time=times[1], old_date=old_day, old_time=times[0],
        )  # fmt: skip
    key = "change.moved_time"
    if _length(was) == _length(now):
        key, times = "change.moved_start", [_clock(one[0], timezone) for one in (was, now)]
    elif was[0] == now[0] and was[1] and now[1]:
        key, times = "change.moved_end", [_end(one, words, timezone) for one in (was, now)]
    return words.fill(key, title=note.title, date=day, before=times[0], after=times[1])


def _which(note: Note) -> str:
    """Which wording of a change fits what was there before and is there now."""
    if note.what is What.SPEAKERS and note.before == note.after:
        return "_details"
    if note.what not in FROM_NOTHING:
        return ""
    return "_gone" if note.after is None else "_new" if note.before is None else ""


def _shown(what: What, value: str | None, words: Words) -> str:
    if value and what is What.EVENT_DATES:
        return date_range(value.split(), words)
    if value and what is What.SPEAKERS:
        return words.join(value.split("; "))
    return value or ""


def _counted(what: What, count: int, words: Words) -> str:
    if what.startswith("event_"):
        return words[f"change.short.{what}"]
    return words.fill_count(f"change.count.{what}", count)


def _day(instant: datetime, words: Words, timezone: str) -> str:
    return long_date(instant.astimezone(zone(timezone)).date().isoformat(), words)


def _clock(instant: datetime, timezone: str) -> str:
    return instant.astimezone(zone(timezone)).strftime("%H:%M")


def _end(span: Span, words: Words, timezone: str) -> str:
    start, end = span
    if end is None:
        return ""
    if timedelta(0) <= end - start < ONE_DAY:
        return _clock(end, timezone)
    return words.join((_day(end, words, timezone), _clock(end, timezone)))


def _length(span: Span) -> timedelta | None:
    return span[1] - span[0] if span[1] else None
