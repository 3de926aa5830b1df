"""What changes is told once, when it has been quiet, to whoever it touches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest

from functions.timer.run_due import run_due
from functions.timer.tell_changes import tell_changes
from shared.domain.due import Due, DueKind
from shared.domain.entry import Method, facts_of
from shared.domain.message import MessageKind
from shared.domain.place import Location
from shared.domain.registration import State
from shared.domain.session import Status
from shared.domain.writes import Add
from shared.verbs.cancel import cancel
from tests.builders import EVENT, a_registration, a_session, an_id
from tests.changing import Crash, Meeting

ELSEWHERE = Location("Lake House, Mtskheta")
RED = "“Closing” is now in Red Hall instead of Blue Hall."
NOTICE = MessageKind.NOTICE


def test_a_change_is_told_once_when_it_has_been_quiet_with_the_entry_as_it_is() -> None:
    meeting = Meeting()
    ana = meeting.register()
    was = meeting.person(ana).entry
    meeting.revise(location=ELSEWHERE)
    meeting.wait(29)
    assert meeting.told(ana) == []
    meeting.wait(60)
    (message,) = meeting.letters(NOTICE)
    assert message.entry is not None
    assert (message.registration, message.method) == (ana, Method.REQUEST)
    assert message.entry == meeting.person(ana).entry
    assert (message.entry.uid, message.entry.sequence) == (was.uid, 1)
    assert message.entry.facts == facts_of(meeting.event)
    assert dict(message.facts) == {
        "changes": "The meeting is now here: Lake House, Mtskheta; before: Blue Hall, "
        "House of Rivers, Tbilisi, Georgia.",
        "further": "",
        "whole": "place",
    }
    assert meeting.notice is None


def test_a_move_inside_the_day_keeps_the_number_of_the_entry() -> None:
    meeting = Meeting()
    ana = meeting.register()
    meeting.edit(room="Red Hall")
    meeting.wait()
    (message,) = meeting.letters(NOTICE)
    assert meeting.told(ana) == [[RED]]
    assert (message.entry and message.entry.sequence, message.facts["whole"]) == (0, "")


def test_another_first_hour_is_another_time_of_the_whole_meeting() -> None:
    meeting = Meeting()
    ana = meeting.register()
    early = a_session(id="tea", title="Tea", start=a_session().start - timedelta(hours=1))
    meeting.publish((early, *meeting.sessions))
    meeting.wait()
    (message,) = meeting.letters(NOTICE, ana)
    assert message.facts["whole"] == "time"
    assert message.entry is not None
    assert message.entry.sequence == 1
    assert meeting.told(ana) == [["“Tea” is new: Monday, 15 March 2027, 08:00\N{EN DASH}09:30."]]


def test_ten_edits_that_cancel_out_lead_to_no_mail() -> None:
    meeting = Meeting()
    meeting.register()
    closing = meeting.sessions[-1]
    for _ in range(5):
        meeting.edit(room="Red Hall", start=closing.start - timedelta(hours=1))
        meeting.edit(room=closing.room, start=closing.start)
    meeting.wait(150)
    assert meeting.letters(NOTICE) == []
    assert meeting.notice is None


def test_a_session_added_and_taken_away_again_leads_to_no_mail() -> None:
    meeting = Meeting()
    meeting.register()
    whole = meeting.sessions
    meeting.publish((*whole, replace(whole[1], id="extra", title="Extra")))
    meeting.publish(whole)
    meeting.wait(150)
    assert meeting.letters(NOTICE) == []


def test_each_change_starts_the_quiet_anew_up_to_the_ceiling() -> None:
    meeting = Meeting()
    ana = meeting.register()
    for number in range(6):
        meeting.edit(room=f"Room {number}")
        meeting.wait(19)
        assert meeting.told(ana) == []
    meeting.edit(room="Red Hall")
    meeting.wait(1)
    assert meeting.told(ana) == [[RED]]


def test_who_registers_meanwhile_hears_the_truth_once() -> None:
    meeting = Meeting()
    ana = meeting.register(1)
    meeting.edit(room="Green Hall")
    bor = meeting.register(2)
    meeting.edit(room="Red Hall")
    cene = meeting.register(3)
    meeting.wait()
    assert meeting.told(ana) == [[RED]]
    assert meeting.told(bor) == [["“Closing” is now in Red Hall instead of Green Hall."]]
    assert meeting.told(cene) == []
    assert len(meeting.letters(MessageKind.CONFIRMATION, cene)) == 1


def test_who_registers_before_it_is_as_it_was_hears_that_it_is() -> None:
    meeting = Meeting()
    ana = meeting.register(1)
    meeting.edit(room="Red Hall")
    bor = meeting.register(2)
    meeting.edit(room="Blue Hall")
    meeting.wait()
    assert meeting.told(ana) == []
    assert meeting.told(bor) == [["“Closing” is now in Blue Hall instead of Red Hall."]]


def test_who_moves_up_meanwhile_was_told_the_truth_with_the_place() -> None:
    meeting = Meeting(lambda event: replace(event, capacity=1))
    ana, bor = meeting.register(1), meeting.register(2)
    meeting.revise(location=ELSEWHERE)
    cancel(meeting.ports, EVENT, ana)
    meeting.wait()
    assert meeting.person(bor).state is State.CONFIRMED
    assert meeting.letters(NOTICE) == []
    meeting.edit(room="Red Hall")
    meeting.wait()
    assert meeting.told(bor) == [[RED]]


def test_only_people_with_a_place_hear_of_it() -> None:
    meeting = Meeting(lambda event: replace(event, capacity=1))
    ana, bor, cene = (meeting.register(number) for number in range(3))
    cancel(meeting.ports, EVENT, bor)
    meeting.revise(location=ELSEWHERE)
    meeting.wait()
    assert [len(meeting.told(one)) for one in (ana, bor, cene)] == [1, 0, 0]


def test_organisers_may_have_nothing_told_or_everything() -> None:
    meeting = Meeting()
    ana = meeting.register()
    meeting.edit("none", room="Red Hall")
    meeting.wait()
    assert meeting.told(ana) == []
    meeting.edit(title="Farewell")
    meeting.wait()
    assert meeting.told(ana) == []
    meeting.edit("all", title="Goodbye")
    meeting.wait()
    assert meeting.told(ana) == [["“Farewell” is now called “Goodbye”."]]


def test_what_is_told_anyway_is_told_as_it_is_at_last() -> None:
    meeting = Meeting()
    ana = meeting.register()
    meeting.edit(room="Green Hall")
    meeting.edit("none", room="Red Hall")
    meeting.wait()
    assert meeting.told(ana) == [[RED]]
    meeting.edit(room="Green Hall")
    meeting.edit("none", room="Red Hall")
    meeting.wait()
    assert meeting.told(ana) == [[RED]]


def test_a_meeting_called_off_is_told_by_one_mail_alone() -> None:
    meeting = Meeting()
    ana = meeting.register()
    meeting.revise(location=ELSEWHERE)
    meeting.revise(status=Status.CANCELLED, dates=(date(2027, 3, 16),))
    meeting.edit(room="Red Hall")
    meeting.wait(150)
    assert meeting.notice is None
    assert meeting.told(ana) == []
    assert len(meeting.letters(MessageKind.CANCELLED, ana)) == 1


def test_a_meeting_called_off_while_a_notice_goes_out_is_told_no_further() -> None:
    meeting = Meeting()
    ana = meeting.register()
    meeting.revise(location=ELSEWHERE)
    meeting.clock.advance(minutes=30)
    assert tell_changes(meeting.ports, Due(DueKind.NOTICE, EVENT, "", meeting.clock.at))
    assert meeting.notice is None
    meeting.revise(status=Status.CANCELLED)
    meeting.wait()
    assert meeting.told(ana) == []
    assert len(meeting.letters(MessageKind.CANCELLED, ana)) == 1


def test_a_meeting_that_takes_place_after_all_comes_back_to_the_calendar() -> None:
    meeting = Meeting()
    ana = meeting.register()
    meeting.revise(status=Status.CANCELLED)
    meeting.wait(5)
    meeting.revise(status=Status.SCHEDULED)
    meeting.wait()
    assert meeting.told(ana) == [["The meeting takes place after all."]]
    entry = meeting.person(ana).entry
    assert (entry.live, entry.sequence) == (True, 2)


def test_who_never_heard_that_it_would_not_hears_not_that_it_will() -> None:
    meeting = Meeting()
    ana = meeting.register()
    meeting.revise(status=Status.CANCELLED)
    meeting.revise(status=Status.SCHEDULED)
    meeting.wait()
    assert meeting.told(ana) == []
    assert meeting.person(ana).entry.sequence == 0


def test_a_meeting_that_is_postponed_is_told_and_so_is_its_new_date() -> None:
    meeting = Meeting()
    ana = meeting.register()
    meeting.revise(status=Status.POSTPONED)
    meeting.wait()
    assert meeting.told(ana) == [["The meeting is postponed."]]
    assert meeting.person(ana).entry.sequence == 1


def test_of_a_meeting_that_is_over_nothing_is_told() -> None:
    meeting = Meeting()
    meeting.register()
    meeting.clock.at = meeting.sessions[-1].start + timedelta(minutes=25)
    meeting.edit(room="Red Hall")
    assert meeting.notice is not None
    meeting.clock.advance(hours=1)
    meeting.edit(room="Green Hall")
    assert meeting.notice is None


def test_more_changes_than_anybody_reads_are_counted() -> None:
    meeting = Meeting()
    ana = meeting.register()
    many = tuple(a_session(id=f"s{n:02d}", title=f"Talk {n}") for n in range(50))
    meeting.publish((*meeting.sessions, *many), "all")
    meeting.wait()
    (message,) = meeting.letters(NOTICE, ana)
    assert (len(meeting.told(ana)[0]), message.facts["further"]) == (40, "10")


SEEDS: dict[str, Callable[[Meeting], None]] = {
    "publish": lambda meeting: meeting.edit(room="Red Hall"),
    "revise": lambda meeting: meeting.revise(location=ELSEWHERE),
}


@pytest.mark.parametrize("change", SEEDS.values(), ids=SEEDS)
def test_the_seed_is_written_with_the_change_or_not_at_all(
    change: Callable[[Meeting], None],
) -> None:
    for left in count():
        meeting = Meeting()
        ana = meeting.register()
        revision = meeting.event.revision
        meeting.store.left = left
        try:
            change(meeting)
        except Crash:
            assert (meeting.notice is not None) == (meeting.event.revision > revision)
            change(meeting)
            assert meeting.event.revision == revision + 1
        else:
            break
        meeting.wait(40)
        assert len(meeting.told(ana)) == 1
    assert left >= 2


def test_a_thousand_people_are_told_once_each_although_the_process_dies_again_and_again() -> None:
    meeting = Meeting(lambda event: replace(event, capacity=None))
    people = [an_id(number) for number in range(1000)]
    for one in people:
        meeting.store.commit([Add(a_registration(id=one, mail=None))], f"person-{one}")
    meeting.edit(room="Red Hall")
    meeting.clock.advance(minutes=30)
    for commits in (0, 0, 1, 48, 49, 50, 51, 333):
        meeting.store.left = commits
        with pytest.raises(Crash):
            run_due(meeting.ports)
        meeting.clock.advance(minutes=1)
    meeting.wait(3)
    told = meeting.letters(NOTICE)
    assert sorted(str(one.registration) for one in told) == people
    assert {one.facts["changes"] for one in told} == {RED}
    assert {meeting.person(one).entry.sequence for one in people} == {1}
