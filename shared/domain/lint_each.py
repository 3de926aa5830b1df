"""What is odd about one session of a draft by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from shared.domain.event import Event
from shared.domain.finding import FindingCode, Spot, Wording, say_day, say_title, spot
from shared.domain.lint_days import on_programme
from shared.domain.lint_words import is_lunch
from shared.domain.place import Hall
from shared.domain.session import Kind, Session

SHORTEST_LUNCH = timedelta(minutes=45)
NOTHING, MINUTE = timedelta(0), timedelta(minutes=1)


def find_negative_lengths(event: Event, ordered: Sequence[Session]) -> Iterator[Spot]:
    """Sessions that end when they start, or earlier; cancelled ones are printed, too."""
    wording = Wording(event.timezone)
    for session in ordered:
        if session.end is not None and session.end <= session.start:
            day = wording.day_of(session)
            told = (
                f"{say_title(session)} on {say_day(day)} starts at "
                f"{wording.clock(session.start, day)} but ends at "
                f"{wording.clock(session.end, day)}. Give it an end after its start."
            )
            yield spot(session.start, FindingCode.NEGATIVE_LENGTH, told, (session,))


def find_short_lunches(event: Event, ordered: Sequence[Session]) -> Iterator[Spot]:
    """Breaks that are lunch by their title and shorter than 45 minutes."""
    wording = Wording(event.timezone)
    for session in on_programme(ordered, Kind.BREAK):
        length = session.end - session.start if session.end else SHORTEST_LUNCH
        if NOTHING < length < SHORTEST_LUNCH and is_lunch(session.title):
            day = wording.day_of(session)
            told = (
                f"{say_title(session)} on {say_day(day)} has only {length // MINUTE} minutes "
                f"({wording.span(session, day)}). Give people 45 minutes at least to eat."
            )
            yield spot(session.start, FindingCode.SHORT_LUNCH, told, (session,))


def find_missing_presenters(event: Event, ordered: Sequence[Session]) -> Iterator[Spot]:
    """Sessions in which nobody is, neither a person nor an institution."""
    wording = Wording(event.timezone)
    for session in on_programme(ordered, Kind.SESSION):
        if not session.speakers:
            day = wording.day_of(session)
            told = (
                f"{say_title(session)} on {say_day(day)} at {wording.clock(session.start, day)} "
                "names nobody who presents it. Add a speaker, or give it another kind if it "
                "needs none."
            )
            yield spot(session.start, FindingCode.NO_PRESENTER, told, (session,))


def find_out_of_hall(event: Event, ordered: Sequence[Session]) -> Iterator[Spot]:
    """Sessions that start before the hall opens or end after it is given back."""
    if event.hall is None:
        return
    wording = Wording(event.timezone)
    for session in on_programme(ordered):
        wrong = _hall_troubles(session, event.hall, wording)
        if wrong:
            told = (
                f"{say_title(session)} on {say_day(wording.day_of(session))} "
                f"{', and it '.join(wrong)}. Move it, or ask for the hall for longer."
            )
            yield spot(session.start, FindingCode.AFTER_HALL, told, (session,))


def _hall_troubles(session: Session, hall: Hall, wording: Wording) -> list[str]:
    day = wording.day_of(session)
    opens, closes = hall.times_on(day, wording.zone_name)
    start, end = wording.clock(session.start, day), max(session.end or session.start, session.start)
    troubles = []
    if session.start < opens:
        troubles.append(f"starts at {start}, but the hall opens at {hall.opens_at}")
    if session.start >= closes:
        troubles.append(f"starts at {start}, but the hall is given back at {hall.closes_at}")
    elif end > closes:
        over = wording.clock(end, day)
        troubles.append(f"ends at {over}, but the hall is given back at {hall.closes_at}")
    return troubles
