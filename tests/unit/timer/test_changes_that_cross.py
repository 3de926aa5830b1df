"""Changes that cross with other mails: with a cancellation, with one about somebody's own place."""

from __future__ import annotations

from datetime import timedelta

from functions.timer.call_off import call_off
from functions.timer.run_round import run_round
from functions.timer.tell_changes import tell_changes
from shared.domain.due import Due, DueKind
from shared.domain.entry import facts_of
from shared.domain.message import MessageKind
from shared.domain.place import Location
from shared.domain.session import Status
from shared.verbs.change import change
from tests.builders import EVENT, a_submission
from tests.changing import Meeting

ELSEWHERE = Location("Lake House, Mtskheta")
RED = "“Closing” is now in Red Hall instead of Blue Hall."
NOTICE = MessageKind.NOTICE


def test_what_changed_before_a_mistaken_cancellation_is_told_after_all() -> None:
    moved = "The meeting is now here: Lake House, Mtskheta; before: Blue Hall, "
    moved += "House of Rivers, Tbilisi, Georgia."
    for minutes, back in ((0, []), (3, ["The meeting takes place after all."])):
        meeting = Meeting()
        ana = meeting.register()
        meeting.revise(location=ELSEWHERE)
        meeting.revise(status=Status.POSTPONED)
        meeting.revise(status=Status.CANCELLED)
        meeting.wait(minutes)
        meeting.edit(room="Red Hall")
        meeting.revise(status=Status.SCHEDULED)
        meeting.wait()
        assert meeting.told(ana) == [[*back, moved, RED]]
        assert meeting.person(ana).entry.facts == facts_of(meeting.event)


def test_who_was_told_of_a_postponement_hears_that_it_is_over_however_it_ended() -> None:
    meeting = Meeting()
    ana = meeting.register()
    meeting.revise(status=Status.POSTPONED)
    meeting.wait()
    meeting.revise(status=Status.CANCELLED)
    meeting.revise(status=Status.POSTPONED)
    meeting.wait()
    assert meeting.told(ana) == [["The meeting is postponed."]]
    meeting.revise(status=Status.CANCELLED)
    meeting.revise(status=Status.SCHEDULED)
    meeting.wait()
    assert meeting.told(ana)[1:] == [["The meeting takes place after all."]]
    assert meeting.person(ana).entry.sequence == 2


def test_an_entry_told_in_between_is_set_right_where_changes_cancel_out() -> None:
    meeting = Meeting()
    ana, bor = meeting.register(1), meeting.register(2)
    place = meeting.event.location
    meeting.revise(location=ELSEWHERE)
    renamed = a_submission(email="p1@example.org", name="P One")
    change(meeting.ports, meeting.event, ana, renamed)
    assert meeting.person(ana).entry.sequence == 1
    meeting.revise(location=place)
    meeting.wait()
    (message,) = meeting.letters(NOTICE)
    assert (message.registration, message.facts["whole"]) == (ana, "place")
    assert meeting.told(bor) == []
    assert meeting.person(ana).entry.sequence == 2
    assert meeting.person(ana).entry.facts == facts_of(meeting.event)


def test_whoever_is_called_off_while_their_notice_is_written_stays_so() -> None:
    meeting = Meeting()
    ana = meeting.register()
    meeting.revise(location=ELSEWHERE)
    meeting.clock.advance(minutes=30)
    assert tell_changes(meeting.ports, Due(DueKind.NOTICE, EVENT, "", meeting.clock.at))
    (due,) = (one for one in meeting.store.due(meeting.clock.at, 10) if one.kind is DueKind.ROUND)

    def call_it_off() -> None:
        meeting.revise(status=Status.CANCELLED)
        call_off(meeting.ports, Due(DueKind.CALL_OFF, EVENT, "", meeting.clock.at))

    meeting.store.before_next = call_it_off
    run_round(meeting.ports, due)
    entry = meeting.person(ana).entry
    assert (entry.live, entry.sequence, meeting.told(ana)) == (False, 1, [])


def test_nothing_is_told_once_the_meeting_is_over_however_late_the_timer_comes() -> None:
    meeting = Meeting()
    ana = meeting.register()
    meeting.edit(room="Red Hall")
    meeting.clock.at = meeting.sessions[-1].start + timedelta(hours=2)
    meeting.wait(3)
    assert (meeting.notice, meeting.told(ana)) == (None, [])
