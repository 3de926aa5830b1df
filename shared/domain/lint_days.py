"""What is odd about one day of a draft: nothing on, clocks that change, a day that is none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from shared.domain.event import Event
from shared.domain.finding import FindingCode, Spot, Wording, say_day, say_title, spot
from shared.domain.place import instant_of
from shared.domain.session import Kind, Session, Status

LONG_GAP = timedelta(minutes=15)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def on_programme(ordered: Sequence[Session], *kinds: Kind) -> list[Session]:
    """Sessions that are not cancelled; of these kinds, if any are given."""
    on = [one for one in ordered if one.status is not Status.CANCELLED]
    return [one for one in on if one.kind in kinds] if kinds else on


def find_gaps(event: Event, ordered: Sequence[Session]) -> Iterator[Spot]:
    """Times between a day's first start and last end when nobody has anything on.

    A session without an end, or with a wrong one, is taken to go on until the next start.
    """
    wording, on = Wording(event.timezone), on_programme(ordered)
    over = _ends(on)
    last = before = on[0] if on else None
    for session in on[1:]:
        assert last is not None
        assert before is not None
        long = session.start - over[last.id] >= LONG_GAP
        if long and wording.day_of(before) == wording.day_of(session):
            yield _say_gap(last, session, over[last.id], wording)
        last = session if over[session.id] > over[last.id] else last
        before = session


def find_clock_changes(event: Event, ordered: Sequence[Session]) -> Iterator[Spot]:
    """Days with sessions on which the zone's clocks change."""
    wording = Wording(event.timezone)
    days: dict[date, list[Session]] = defaultdict(list)
    for session in on_programme(ordered):
        until = session.end if session.end and session.end > session.start else session.start
        last = max(session.start, until - SECOND)
        for day in {wording.day_of(session), wording.local(last).date()}:
            days[day].append(session)
    for day in sorted(days):
        change = _change_on(day, wording)
        if change is not None:
            yield _say_change(change, day, days[day], wording)


def find_off_days(event: Event, ordered: Sequence[Session]) -> Iterator[Spot]:
    """Days with sessions that are none of the event's dates; cancelled ones are printed, too."""
    wording = Wording(event.timezone)
    days: dict[date, list[Session]] = defaultdict(list)
    for session in ordered:
        days[wording.day_of(session)].append(session)
    for day, sessions in sorted(days.items()):
        if event.dates and day not in event.dates:
            yield _say_off_day(day, sessions, wording)


def _ends(on: Sequence[Session]) -> dict[str, datetime]:
    """When each session is over, by its id."""
    starts = sorted({one.start for one in on})
    following = dict(pairwise(starts))
    return {
        one.id: one.end if one.end and one.end > one.start else following.get(one.start, one.start)
        for one in on
    }


def _say_gap(last: Session, following: Session, since: datetime, wording: Wording) -> Spot:
    day = wording.day_of(following)
    minutes = (following.start - since) // timedelta(minutes=1)
    told = (
        f"On {say_day(day)} nothing is on from {wording.clock(since, day)} to "
        f"{wording.clock(following.start, day)} ({minutes} minutes), between {say_title(last)} and "
        f"{say_title(following)}. Add what is missing, such as a break, or move one of the two."
    )
    return spot(following.start, FindingCode.GAP, told, (last, following))


def _change_on(day: date, wording: Wording) -> datetime | None:
    """The instant from which the clocks of a day show another offset; None if they do not."""
    low, high = (instant_of(one, time(0), wording.zone_name) - SECOND for one in (day, day + DAY))
    before = wording.local(low).utcoffset()
    if wording.local(high).utcoffset() == before:
        return None
    while high - low > SECOND:
        middle = low + (high - low) // SECOND // 2 * SECOND
        same = wording.local(middle).utcoffset() == before
        low, high = (middle, high) if same else (low, middle)
    return high


def _say_change(change: datetime, day: date, sessions: Sequence[Session], wording: Wording) -> Spot:
    before, after = wording.local(change - SECOND).utcoffset(), wording.local(change).utcoffset()
    assert before is not None
    assert after is not None
    there = (wording.local(change).replace(tzinfo=None) - (after - before)).strftime("%H:%M")
    here = f"{wording.local(change):%H:%M}"
    if after > before:
        what = f"forward from {there} to {here}: the times between do not exist, and who misses "
        what += "it comes late."
    else:
        what = f"back from {there} to {here}: the times between come twice, and who misses it "
        what += "comes early."
    told = f"On {say_day(day)} the clocks go {what} Tell people beforehand"
    busy = [one for one in sessions if one.start < change < (one.end or one.start)]
    also = f", and check {say_title(busy[0])}, which is on at that time." if busy else "."
    return spot(change, FindingCode.CLOCK_CHANGE, told + also, busy or sessions[:1])


def _say_off_day(day: date, sessions: Sequence[Session], wording: Wording) -> Spot:
    first, others = sessions[0], len(sessions) - 1
    what = f"{say_title(first)} at {wording.clock(first.start, day)}"
    if others:
        what += f" and {others} more are"
    else:
        what += " is"
    them = "them" if others else "it"
    told = (
        f"{what} on {say_day(day)}, which is none of the event's dates. Move {them}, or add that "
        "day to the dates."
    )
    return spot(first.start, FindingCode.OFF_DAYS, told, sessions)
