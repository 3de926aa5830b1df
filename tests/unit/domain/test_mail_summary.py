"""Which changes lead to mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.changes import Note, What, note_sessions
from shared.domain.mail_summary import Mailed, MailLine, mail_summary, sessions_back
from shared.domain.session import Session
from tests.builders import a_session

OPENING = a_session()
TBILISI = "Asia/Tbilisi"


def moved(start: timedelta, end: timedelta, old: Session = OPENING) -> tuple[MailLine, ...]:
    """The mail for a session whose start and end move so far."""
    assert old.end is not None
    new = replace(old, start=old.start + start, end=old.end + end)
    return mail_summary(note_sessions((old,), (new,)), 118, TBILISI)


def line(what: Mailed) -> MailLine:
    return MailLine(what, 118, ("opening",))


def test_a_move_is_told_by_what_the_wall_clock_shows() -> None:
    none, hour, day = timedelta(0), timedelta(hours=1), timedelta(days=1)
    assert moved(hour, none) == (line("start"),)
    assert moved(none, hour) == (line("end"),)
    assert moved(hour, hour) == (line("start"), line("end"))
    assert moved(day, day) == (line("date"),)
    assert moved(day + hour, day + hour) == (line("date"), line("start"), line("end"))
    assert moved(none, day) == (line("end"),)


def test_an_end_that_becomes_known_or_unknown_is_an_end_that_changed() -> None:
    without = replace(OPENING, end=None)
    for pair in ((OPENING, without), (without, OPENING)):
        notes = note_sessions((pair[0],), (pair[1],))
        assert mail_summary(notes, 118, TBILISI) == (line("end"),)


def test_the_day_is_that_of_the_events_zone() -> None:
    late = replace(
        OPENING,
        start=datetime(2027, 3, 15, 19, 30, tzinfo=UTC),
        end=datetime(2027, 3, 15, 21, 30, tzinfo=UTC),
    )
    assert [one.what for one in moved(timedelta(hours=1), timedelta(0), late)] == [
        "date", "start", "end",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "mailed"),
    [
        (What.ROOM, "place"),
        (What.REMOVED, "cancellation"),
        (What.CANCELLED, "cancellation"),
    ],
)
def test_rooms_and_cancellations_of_sessions_lead_to_mail(what: What, mailed: Mailed) -> None:
    notes = (Note(what, "a", "A"), Note(what, "b", "B"), Note(what, "a", "A"))
    assert mail_summary(notes, 2, TBILISI) == (MailLine(mailed, 2, ("a", "b")),)


def test_dates_place_and_cancellation_of_the_event_lead_to_mail() -> None:
    whats = (What.EVENT_CANCELLED, What.EVENT_PLACE, What.EVENT_DATES)
    notes = [Note(what, None, "Workshop") for what in whats]
    assert mail_summary(notes, 2, TBILISI) == (
        MailLine("date", 2), MailLine("place", 2), MailLine("cancellation", 2),
    )  # fmt: skip


def test_nothing_else_leads_to_mail() -> None:
    silent = {
        *(What.ADDED, What.RETITLED, What.SPEAKERS, What.POSTPONED, What.RESTORED, What.DETAILS),
        *(What.EVENT_TITLE, What.EVENT_TIMEZONE, What.EVENT_POSTPONED, What.EVENT_RESTORED),
    }
    assert mail_summary([Note(what, "a", "A") for what in silent], 118, TBILISI) == ()


def test_where_nobody_has_a_seat_nobody_is_mailed() -> None:
    assert mail_summary([Note(What.REMOVED, "a", "A")], 0, TBILISI) == ()


def test_a_new_session_that_makes_the_meeting_longer_moves_its_start_or_end() -> None:
    assert OPENING.end is not None
    hour = timedelta(hours=1)
    meeting = (OPENING.start, OPENING.end)
    early = replace(OPENING, id="early", start=OPENING.start - hour, end=OPENING.start)
    late = replace(OPENING, id="late", start=OPENING.end + hour, end=None)
    notes = note_sessions((OPENING,), (early, OPENING, late))
    assert mail_summary(notes, 2, TBILISI, meeting) == (
        MailLine("start", 2, ("early",)), MailLine("end", 2, ("late",)),
    )  # fmt: skip
    assert mail_summary(notes, 2, TBILISI, (early.start, late.start)) == ()


@pytest.mark.parametrize(
    ("history", "back"),
    [
        ([What.CANCELLED], True),
        ([What.REMOVED], True),
        ([What.POSTPONED, What.CANCELLED], True),
        ([What.ROOM, What.CANCELLED, What.RESTORED], True),
        ([What.RESTORED, What.CANCELLED], False),
        ([What.ADDED, What.REMOVED], False),
        ([What.POSTPONED], False),
        ([], False),
    ],
)
def test_a_session_comes_back_only_after_it_was_off(history: list[What], back: bool) -> None:
    notes = [Note(What.RESTORED, "a", "A"), Note(What.RETITLED, "b", "B")]
    found = sessions_back(notes, [Note(what, one, "") for what in history for one in "ab"])
    assert found == frozenset("a" if back else "")
    line = MailLine("cancellation", 2, ("a",))
    assert mail_summary(notes, 2, TBILISI, None, found) == ((line,) if back else ())
