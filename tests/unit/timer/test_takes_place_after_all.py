"""What was called off and takes place after all: told to whoever heard that it would not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from functions.mailer.send_message import read_pending, send_message
from functions.timer.call_off import call_off
from functions.timer.run_due import run_due
from functions.timer.run_round import run_round
from functions.timer.tell_changes import tell_changes
from shared.domain.due import Due, DueKind
from shared.domain.entry import Method, facts_of
from shared.domain.message import MessageKind, MessageState
from shared.domain.notice import Notify
from shared.domain.place import Location, place_line
from shared.domain.session import Status
from shared.domain.writes import Add
from shared.verbs.cancel import cancel
from tests.builders import EVENT, a_registration, an_event, an_id
from tests.changing import Meeting
from tests.fakes import FakeMail
from tests.property.calendar_client import read_part

ELSEWHERE = Location("Lake House, Mtskheta")
MOVED = "The meeting is now here: Lake House, Mtskheta; before: Blue Hall, "
MOVED += "House of Rivers, Tbilisi, Georgia."
AGAIN, LATER = "The meeting takes place after all.", "The meeting is postponed."
NOTICE, CANCELLED = MessageKind.NOTICE, MessageKind.CANCELLED
SENTENCES = {Status.SCHEDULED: AGAIN, Status.POSTPONED: LATER}


def deliver(meeting: Meeting) -> None:
    """Everything that waits is sent."""
    for one in meeting.store.message_page(EVENT, None, 10**6).items:
        pending = read_pending(meeting.ports, EVENT, one.key)
        if pending:
            send_message(meeting.ports, pending, meeting.clock.at)


def fates(meeting: Meeting, kind: MessageKind) -> list[MessageState]:
    return [one.state for one in meeting.letters(kind)]


@pytest.mark.parametrize("status", SENTENCES)
@pytest.mark.parametrize("before", [Status.SCHEDULED, Status.POSTPONED])
def test_everybody_who_was_told_that_it_is_off_hears_once_what_it_is_now(
    status: Status, before: Status
) -> None:
    meeting = Meeting(lambda event: replace(event, status=before))
    people = [meeting.register(number) for number in range(3)]
    uids = [meeting.person(one).entry.uid for one in people]
    meeting.revise(status=Status.CANCELLED)
    meeting.wait(40)
    deliver(meeting)
    meeting.revise(status=status)
    meeting.wait()
    deliver(meeting)
    letters = meeting.letters(NOTICE)
    assert [meeting.told(one) for one in people] == [[[SENTENCES[status]]]] * 3
    assert [(one.method, one.state) for one in letters] == [(Method.REQUEST, "sent")] * 3
    assert [one.facts["whole"] for one in letters] == ["status"] * 3
    entries = [meeting.person(one).entry for one in people]
    assert [one.entry for one in letters] == entries
    assert [(one.uid, one.live, one.sequence) for one in entries] == [
        (uid, True, 2) for uid in uids
    ]


def test_of_a_round_of_cancellations_cut_short_only_those_hear_who_were_told() -> None:
    meeting = Meeting(lambda event: replace(event, capacity=None))
    people = [an_id(number) for number in range(150)]
    for one in people:
        entry = replace(a_registration().entry, facts=facts_of(meeting.event))
        meeting.store.commit([Add(a_registration(id=one, mail=None, entry=entry))], f"p-{one}")
    meeting.revise(status=Status.CANCELLED)
    assert call_off(meeting.ports, Due(DueKind.CALL_OFF, EVENT, "", meeting.clock.at))
    deliver(meeting)
    meeting.revise(status=Status.SCHEDULED)
    meeting.wait()
    deliver(meeting)
    assert fates(meeting, CANCELLED) == ["sent"] * 100
    assert [meeting.told(one) for one in people] == [[[AGAIN]]] * 100 + [[]] * 50
    assert {meeting.person(one).entry.live for one in people} == {True}


def test_whose_cancellation_was_never_sent_hears_nothing_and_keeps_the_entry() -> None:
    meeting = Meeting()
    ana = meeting.register()
    deliver(meeting)
    meeting.revise(status=Status.CANCELLED)
    run_due(meeting.ports)
    meeting.revise(status=Status.SCHEDULED)
    deliver(meeting)
    meeting.wait()
    assert fates(meeting, CANCELLED) == ["skipped"]
    assert (meeting.told(ana), meeting.person(ana).entry.live) == ([], True)
    meeting.revise(status=Status.CANCELLED)
    meeting.wait(1)
    deliver(meeting)
    assert fates(meeting, CANCELLED) == ["skipped", "sent"]


def test_off_and_on_and_off_again_is_told_once_as_it_is_at_last() -> None:
    meeting = Meeting()
    ana = meeting.register()
    for status in (Status.CANCELLED, Status.SCHEDULED, Status.CANCELLED):
        meeting.revise(status=status)
        meeting.wait(5)
        deliver(meeting)
    meeting.wait(200)
    assert (meeting.told(ana), fates(meeting, CANCELLED)) == ([], ["sent"])
    meeting.revise(status=Status.POSTPONED)
    meeting.wait()
    assert meeting.told(ana) == [[LATER]]


def test_what_moved_meanwhile_is_told_in_the_same_mail() -> None:
    meeting = Meeting()
    ana = meeting.register()
    meeting.revise(status=Status.CANCELLED)
    meeting.wait(40)
    meeting.revise(status=Status.SCHEDULED, location=ELSEWHERE)
    meeting.wait(100)
    assert meeting.told(ana) == [[AGAIN, MOVED]]
    assert meeting.letters(NOTICE)[0].facts["whole"] == "place status"


def test_a_round_of_notices_waits_while_the_meeting_is_being_called_off() -> None:
    meeting = Meeting()
    ana = meeting.register()
    meeting.revise(location=ELSEWHERE)
    meeting.clock.advance(minutes=30)
    assert tell_changes(meeting.ports, Due(DueKind.NOTICE, EVENT, "", meeting.clock.at))
    (due,) = (one for one in meeting.store.due(meeting.clock.at, 10) if one.kind is DueKind.ROUND)
    meeting.revise(status=Status.CANCELLED)
    assert not run_round(meeting.ports, due)
    meeting.revise(status=Status.SCHEDULED)
    meeting.wait(100)
    assert meeting.told(ana) == [[MOVED]]


def test_a_notice_whose_turn_comes_while_the_meeting_is_being_called_off_is_not_lost() -> None:
    meeting = Meeting()
    ana = meeting.register()
    meeting.revise(location=ELSEWHERE)
    meeting.revise(status=Status.CANCELLED)
    meeting.clock.advance(minutes=30)
    assert not tell_changes(meeting.ports, Due(DueKind.NOTICE, EVENT, "", meeting.clock.at))
    meeting.revise(status=Status.SCHEDULED)
    meeting.wait(200)
    assert meeting.told(ana) == [[MOVED]]


def test_a_notice_is_held_by_the_mailer_while_the_meeting_is_being_called_off() -> None:
    for back in (True, False):
        meeting = Meeting()
        ana = meeting.register()
        meeting.revise(location=ELSEWHERE)
        meeting.wait(30)
        meeting.revise(status=Status.CANCELLED)
        deliver(meeting)
        assert fates(meeting, NOTICE) == ["retry"]
        if back:
            meeting.revise(status=Status.SCHEDULED)
        meeting.wait(10)
        deliver(meeting)
        assert fates(meeting, NOTICE) == (["sent"] if back else ["skipped"])
        assert fates(meeting, CANCELLED) == ([] if back else ["sent"])
        meeting.wait(200)
        assert meeting.told(ana) == [[MOVED]]


def test_whoever_an_old_notice_finds_without_an_entry_hears_first_that_it_takes_place() -> None:
    meeting = Meeting()
    ana = meeting.register()
    meeting.revise(location=ELSEWHERE)
    meeting.clock.advance(minutes=30)
    assert tell_changes(meeting.ports, Due(DueKind.NOTICE, EVENT, "", meeting.clock.at))
    meeting.revise(status=Status.CANCELLED)
    call_off(meeting.ports, Due(DueKind.CALL_OFF, EVENT, "", meeting.clock.at))
    deliver(meeting)
    meeting.revise(status=Status.SCHEDULED)
    meeting.wait(200)
    assert meeting.told(ana) == [[AGAIN, MOVED]]


def test_the_rest_of_a_round_is_told_of_no_postponement_that_is_over() -> None:
    meeting = Meeting()
    ana = meeting.register()
    meeting.revise(status=Status.POSTPONED)
    meeting.clock.advance(minutes=30)
    assert tell_changes(meeting.ports, Due(DueKind.NOTICE, EVENT, "", meeting.clock.at))
    meeting.revise(status=Status.SCHEDULED)
    meeting.wait(200)
    assert meeting.told(ana) == [[AGAIN]]


@pytest.mark.parametrize("notify", ["default", "all"])
def test_a_session_told_as_cancelled_is_told_again_however_it_comes_back(notify: Notify) -> None:
    meeting = Meeting()
    ana = meeting.register()
    for status in (Status.CANCELLED, Status.POSTPONED, Status.SCHEDULED):
        meeting.edit(notify, status=status)
        meeting.wait()
    assert meeting.told(ana) == [
        ["“Closing” is cancelled."],
        ["“Closing” is postponed."],
        ["“Closing” takes place after all."],
    ]


def test_a_session_cancelled_and_back_before_anybody_heard_is_told_to_nobody() -> None:
    meeting = Meeting()
    ana = meeting.register()
    meeting.edit(status=Status.CANCELLED)
    meeting.edit(status=Status.SCHEDULED)
    meeting.wait()
    meeting.edit(status=Status.CANCELLED)
    meeting.edit(status=Status.POSTPONED)
    meeting.wait()
    assert meeting.told(ana) == [["“Closing” is postponed."]]


def test_a_session_told_as_gone_is_told_when_it_is_there_again() -> None:
    meeting = Meeting()
    ana = meeting.register()
    whole = meeting.sessions
    coffee = whole[1]
    meeting.publish((whole[0], *whole[2:]))
    meeting.wait()
    meeting.edit(title="Farewell")
    meeting.publish((*meeting.sessions, coffee))
    meeting.wait()
    assert [len(lines) for lines in meeting.told(ana)] == [1, 1]
    assert [coffee.title in lines[0] for lines in meeting.told(ana)] == [True, True]


def test_a_session_that_was_only_put_off_comes_back_without_a_mail() -> None:
    meeting = Meeting()
    ana = meeting.register()
    meeting.edit(status=Status.POSTPONED)
    meeting.wait()
    meeting.edit(status=Status.SCHEDULED)
    meeting.wait()
    assert meeting.told(ana) == []


def test_another_time_zone_is_told_with_what_moved_by_its_clock() -> None:
    meeting = Meeting()
    ana = meeting.register()
    meeting.revise(timezone="Europe/Belgrade")
    meeting.wait()
    assert meeting.told(ana) == [
        ["All times are now those of Europe/Belgrade instead of Asia/Tbilisi."]
    ]
    meeting.revise(timezone="Asia/Tbilisi")
    meeting.revise(timezone="Europe/Belgrade")
    meeting.wait(200)
    assert len(meeting.told(ana)) == 1


def test_who_gets_a_place_while_it_is_off_gets_the_entry_when_it_takes_place_after_all() -> None:
    meeting = Meeting(lambda event: replace(event, capacity=1))
    first, second = meeting.register(1), meeting.register(2)
    meeting.revise(status=Status.CANCELLED)
    meeting.wait(40)
    cancel(meeting.ports, EVENT, first)
    [promoted] = meeting.letters(MessageKind.PROMOTED, second)
    assert (promoted.method, meeting.person(second).entry.live) == (None, False)
    meeting.revise(status=Status.SCHEDULED)
    meeting.wait()
    deliver(meeting)
    [notice] = meeting.letters(NOTICE, second)
    entry = meeting.person(second).entry
    assert (notice.method, notice.state) == (Method.REQUEST, MessageState.SENT)
    assert (entry.sequence, entry.live) == (0, True)


def test_a_mail_that_was_late_does_not_leave_a_time_behind_that_was_taken_back() -> None:
    meeting = Meeting()
    person = meeting.register(1)
    meeting.revise(location=ELSEWHERE)
    deliver(meeting)
    meeting.revise(location=an_event().location)
    meeting.wait()
    deliver(meeting)
    assert isinstance(meeting.ports.mail, FakeMail)
    [mail] = meeting.ports.mail.sent
    part = read_part(mail.raw)
    assert part is not None
    assert part.shown.place == place_line(an_event().location)
    assert meeting.person(person).entry.sequence == 0
