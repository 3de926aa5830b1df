"""Notices: which changes lead to a mail, when it goes out, and what it comes to for whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.changes import MOST_BYTES, Note, What, note_event, note_sessions
from shared.domain.event import Event
from shared.domain.notice import Noted, Notice, Notify
from shared.domain.notice_plan import (
    add_to_notice,
    due_of,
    merge_notes,
    note_down,
    told_since,
)
from shared.domain.place import Location
from shared.domain.session import Session, Status
from tests.builders import EVENT, NOW, a_session, an_event
from tests.round_builders import a_note

A = "2027-03-15T05:00:00+00:00/2027-03-15T05:30:00+00:00"
B = "2027-03-15T06:00:00+00:00/2027-03-15T06:30:00+00:00"
C = "2027-03-15T07:00:00+00:00/"
OPENING = a_session()
START = an_event().starts_at
MINUTE = timedelta(minutes=1)
WHOLE = (datetime(2027, 3, 15, 5, tzinfo=UTC), datetime(2027, 3, 15, 13, 30, tzinfo=UTC))


def noted(*notes: Note, told: bool = True) -> tuple[Noted, ...]:
    return tuple(Noted(note, version, told) for version, note in enumerate(notes, 2))


def moved(before: str, after: str) -> Note:
    return a_note(what=What.MOVED, before=before, after=after)


def added(after: str) -> Note:
    return a_note(what=What.ADDED, before=None, after=after)


def removed(before: str) -> Note:
    return a_note(what=What.REMOVED, before=before, after=None)


def room(before: str | None, after: str | None) -> Note:
    return a_note(before=before, after=after)


def test_of_several_changes_the_first_before_and_the_last_after_are_told() -> None:
    assert merge_notes(noted(room("Blue", "Green"), room("Green", "Red"))) == (room("Blue", "Red"),)
    assert merge_notes(noted(moved(A, B), moved(B, C))) == (moved(A, C),)


def test_what_was_changed_and_changed_back_is_not_told() -> None:
    there_and_back = [moved(A, B), room("Blue", "Green"), moved(B, C), room("Green", "Blue")]
    assert merge_notes(noted(*there_and_back, moved(C, A))) == ()
    assert merge_notes(noted(added(A), moved(A, B), room("Blue", "Green"), removed(B))) == ()
    assert merge_notes(noted(removed(A), added(A))) == ()


def test_a_session_that_comes_or_goes_is_told_by_that_alone() -> None:
    assert merge_notes(noted(moved(A, B), room("Blue", "Red"), removed(B))) == (removed(A),)
    assert merge_notes(noted(added(A), moved(A, B), room("Blue", "Red"))) == (added(B),)
    assert merge_notes(noted(removed(A), added(C), room("Blue", "Red"))) == (moved(A, C),)


def test_a_status_is_told_as_what_it_is_at_last() -> None:
    off = a_note(what=What.CANCELLED, before="scheduled", after="cancelled")
    on = a_note(what=What.RESTORED, before="cancelled", after="scheduled")
    late = a_note(what=What.POSTPONED, before="cancelled", after="postponed")
    assert merge_notes(noted(off, on)) == ()
    assert merge_notes(noted(off, late)) == (replace(late, before="scheduled"),)


def test_every_note_has_the_latest_title_and_the_event_stands_first() -> None:
    renamed = a_note(what=What.RETITLED, title="Welcome", before="Opening", after="Welcome")
    place = Note(What.EVENT_PLACE, None, "Workshop", "Here", "There")
    silent = Noted(renamed, 3, told=False)
    told = merge_notes([Noted(room("Blue", "Red"), 2), silent, Noted(place, 4)])
    assert told == (place, replace(room("Blue", "Red"), title="Welcome"))


def test_what_alone_leads_to_no_mail_is_told_only_where_something_else_of_it_does() -> None:
    quiet = noted(room("Blue", "Green"), told=False)
    assert merge_notes(quiet) == ()
    loud = (*quiet, Noted(room("Green", "Red"), 3))
    assert merge_notes(loud) == (room("Blue", "Red"),)
    back = (Noted(room("Blue", "Green"), 2), Noted(room("Green", "Blue"), 3, told=False))
    assert merge_notes(back) == ()


def test_details_that_nobody_wrote_down_are_told_as_they_are() -> None:
    details = a_note(what=What.DETAILS, before=None, after=None)
    assert merge_notes(noted(details, details)) == (details,)


def test_a_person_hears_of_what_came_after_they_were_told_everything() -> None:
    steps = noted(room("Blue", "Green"), room("Green", "Blue"))
    assert told_since(steps, 1) == ()
    assert told_since(steps, 2) == (room("Green", "Blue"),)
    assert told_since(steps, 3) == ()


def test_dates_places_times_cancellations_and_the_meetings_status_lead_to_a_mail() -> None:
    later = an_event(location=Location("Elsewhere"), status=Status.POSTPONED, title="Rivers")
    kept = note_down(note_event(an_event(), later), later)
    assert [one.note.what for one in kept if one.told] == [What.EVENT_PLACE, What.EVENT_POSTPONED]
    assert [one.note.what for one in kept if not one.told] == [What.EVENT_TITLE]


@pytest.mark.parametrize(("notify", "told"), [("default", False), ("all", True), ("none", False)])
def test_organisers_may_tell_all_or_nothing(notify: Notify, told: bool) -> None:
    renamed = note_sessions((OPENING,), (replace(OPENING, title="Welcome"),))
    assert [one.told for one in note_down(renamed, an_event(), notify)] == [told]
    other_room = note_sessions((OPENING,), (replace(OPENING, room="Red"),))
    assert [one.told for one in note_down(other_room, an_event(), notify)] == [notify != "none"]


@pytest.mark.parametrize(
    ("hours", "told"), [((6, 7), False), ((4, 5), True), ((13, 14), True), ((14, None), True)]
)
def test_a_new_session_is_told_when_it_makes_the_meeting_longer(
    hours: tuple[int, int | None], told: bool
) -> None:
    start, end = (hour and datetime(2027, 3, 15, hour, tzinfo=UTC) for hour in hours)
    assert start
    new: Session = a_session(id="new", start=start, end=end)
    kept = note_down(note_sessions((), (new,)), an_event(), was=WHOLE)
    assert [one.told for one in kept] == [told]


def quiet(minutes: int) -> Event:
    return an_event(quiet_minutes=minutes)


def test_a_notice_goes_out_when_it_has_been_quiet_for_the_events_time() -> None:
    assert due_of(an_event(), NOW, NOW, START) == NOW + 30 * MINUTE
    assert due_of(quiet(0), NOW, NOW, START) == NOW
    assert due_of(quiet(90), NOW, NOW, None) == NOW + 90 * MINUTE


def test_it_waits_at_most_four_times_that_and_no_less_than_two_hours() -> None:
    for minutes, ceiling in ((30, 120), (5, 120), (60, 240)):
        late = NOW + (ceiling - 2) * MINUTE
        assert due_of(quiet(minutes), NOW, late, None) == NOW + ceiling * MINUTE
        after = NOW + (ceiling + 2) * MINUTE
        assert due_of(quiet(minutes), NOW, after, None) == after


@pytest.mark.parametrize(
    ("before_start", "waits"), [(121, 30), (120, 5), (60, 5), (3, 3), (0, 5), (-300, 5)]
)
def test_shortly_before_the_meeting_and_during_it_the_quiet_is_short(
    before_start: int, waits: int
) -> None:
    starts = NOW + before_start * MINUTE
    assert due_of(an_event(), NOW, NOW, starts) == NOW + waits * MINUTE


def test_a_long_quiet_ends_with_the_start_of_the_meeting() -> None:
    assert due_of(quiet(1440), NOW, NOW, NOW + 150 * MINUTE) == NOW + 150 * MINUTE


def test_each_change_of_what_is_told_starts_the_quiet_anew() -> None:
    first = add_to_notice(None, noted(room("Blue", "Green")), an_event(), NOW, START)
    assert first == Notice(EVENT, NOW, NOW + 30 * MINUTE, noted(room("Blue", "Green")), version=1)
    further = (Noted(room("Green", "Red"), 3, told=False),)
    second = add_to_notice(first, further, an_event(), NOW + 20 * MINUTE, START)
    assert (second.due_at, second.version) == (NOW + 50 * MINUTE, 2)
    assert second.noted == (*first.noted, *further)


def test_what_nobody_is_told_makes_nobody_wait() -> None:
    first = add_to_notice(None, noted(room("Blue", "Green")), an_event(), NOW, START)
    renamed = (Noted(a_note(what=What.RETITLED), 3, told=False),)
    second = add_to_notice(first, renamed, an_event(), NOW + 20 * MINUTE, START)
    assert (second.due_at, second.version) == (first.due_at, 2)


def test_no_two_notices_of_an_event_have_the_same_version() -> None:
    event = an_event(settings_version=7)
    assert add_to_notice(None, noted(room("Blue", "Green")), event, NOW, START).version == 7


def test_more_than_an_item_holds_is_summed_up_and_then_counted() -> None:
    long = "R" * (MOST_BYTES // 3)
    steps = noted(room(None, long), room(long, "Green"), room("Green", "Red"))
    summed = add_to_notice(None, (*steps, *steps), an_event(), NOW, START)
    assert (summed.noted, summed.further) == ((Noted(room(None, "Red"), 4),), 0)
    many = [a_note(session=str(number), before=None, after=long) for number in range(5)]
    silent = (Noted(a_note(what=What.RETITLED, before=None, after=long), 2, told=False),)
    cut = add_to_notice(None, (*silent, *noted(*many)), an_event(), NOW, START)
    assert [one.note.session for one in cut.noted] == ["0", "1"]
    assert cut.further == 3
