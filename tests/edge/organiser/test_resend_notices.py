"""Notices and reminders written again: only while what they tell is still true."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from functions.organiser.app import app
from shared.domain.entry import facts_of
from shared.domain.message import Message, MessageKind, MessageState
from shared.domain.place import Location
from shared.domain.reminder import Reminder
from shared.domain.session import Status
from shared.domain.writes import Add, Replace
from tests.builders import EVENT
from tests.changing import Meeting
from tests.edge.organiser.conftest import Desk

NOTICE, REMINDER = MessageKind.NOTICE, MessageKind.REMINDER
OUTDATED = "What this mail told is no longer true, so it is not written again."


def a_meeting(desk: Desk) -> tuple[Meeting, str]:
    """A meeting that the desk runs, with somebody who has a place."""
    meeting = Meeting()
    meeting.store.commit([Add(desk.chief)], "the chief")
    app.use(meeting.ports)
    return meeting, meeting.register()


def lose(meeting: Meeting, kind: MessageKind) -> Message:
    """The only message of that kind, which was not taken by the provider."""
    (message,) = meeting.letters(kind)
    lost = replace(message, state=MessageState.DEAD, due_at=None, version=message.version + 1)
    meeting.store.commit([Replace(lost)], f"lose-{lost.key}")
    return lost


def resend(desk: Desk, message: Message) -> tuple[int, str]:
    answer = desk.ask("POST", f"/events/{EVENT}/messages/{message.key}/resend")
    return answer.status, answer.json().get("detail", "")


def test_a_lost_notice_is_written_again_with_the_entry_while_nothing_has_changed(
    empty_desk: Desk,
) -> None:
    meeting, ana = a_meeting(empty_desk)
    meeting.revise(location=Location("Lake House, Mtskheta"))
    meeting.wait()
    lost = lose(meeting, NOTICE)
    meeting.revise(capacity=30)
    assert resend(empty_desk, lost) == (201, "")
    again = meeting.letters(NOTICE, ana)[-1]
    assert (again.facts, again.entry) == (lost.facts, meeting.person(ana).entry)
    assert again.entry == lost.entry


CHANGES: dict[str, Callable[[Meeting], Any]] = {
    "room": lambda meeting: meeting.edit(room="Green Hall"),
    "place": lambda meeting: meeting.revise(location=Location("Old Mill")),
    "off": lambda meeting: meeting.revise(status=Status.CANCELLED),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_lost_notice_is_not_written_again_once_something_has_changed(
    empty_desk: Desk, change: Callable[[Meeting], Any]
) -> None:
    meeting, _ = a_meeting(empty_desk)
    meeting.edit(room="Red Hall")
    meeting.wait()
    lost = lose(meeting, NOTICE)
    change(meeting)
    assert resend(empty_desk, lost) == (409, OUTDATED)


def test_a_lost_reminder_is_not_written_again_once_the_meeting_is_put_off(empty_desk: Desk) -> None:
    meeting, _ = a_meeting(empty_desk)
    meeting.revise(reminders=(Reminder(24),))
    starts_at = meeting.event.starts_at
    assert starts_at
    meeting.clock.at = starts_at.replace(day=starts_at.day - 1)
    meeting.wait(1)
    lost = lose(meeting, REMINDER)
    meeting.revise(status=Status.POSTPONED)
    assert resend(empty_desk, lost) == (409, OUTDATED)
    meeting.revise(status=Status.SCHEDULED)
    assert resend(empty_desk, lost) == (201, "")


def test_a_lost_confirmation_carries_the_meeting_as_it_is_and_what_changed_is_still_told(
    empty_desk: Desk,
) -> None:
    meeting, ana = a_meeting(empty_desk)
    lost = lose(meeting, MessageKind.CONFIRMATION)
    meeting.revise(location=Location("Lake House, Mtskheta"))
    assert resend(empty_desk, lost) == (201, "")
    again = meeting.letters(MessageKind.CONFIRMATION, ana)[-1]
    assert again.entry
    assert (again.entry.sequence, again.entry.facts) == (1, facts_of(meeting.event))
    meeting.wait()
    assert len(meeting.told(ana)) == 1
    assert meeting.person(ana).entry == again.entry
    meeting.revise(status=Status.CANCELLED)
    assert resend(empty_desk, lost) == (409, OUTDATED)
