"""Sending one message: claim, truth, suppression, provider, result."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.domain.entry import Method
from shared.domain.errors import MailFailed
from shared.domain.journal import Change, ChangeKind
from shared.domain.message import (
    BACKOFF,
    LEASE,
    MessageKind,
    MessageState,
    Recipient,
    SentMail,
    claim_message,
)
from shared.domain.registration import MailNote, State
from shared.domain.session import Status
from shared.domain.writes import Add, Put, Replace
from shared.ports import Ports
from tests.builders import (
    EVENT,
    NOW,
    a_line_place,
    a_mail_note,
    a_message,
    a_suppression,
    a_waiting_registration,
    an_entry,
    an_id,
)
from tests.edge.mailer.hands import (
    KEY,
    a_confirmation,
    a_person,
    change_event,
    live,
    message_in,
    pass_time,
    person_in,
    ports_with,
    send_message,
)
from tests.fakes import FakeClock
from tests.unit.mail.reading import FACTS

TRANSIENT = MailFailed("transient", "TooManyRequestsException")
UNKNOWN = MailFailed("unknown", "ReadTimeoutError")
PERMANENT = MailFailed("permanent", "MessageRejected")


def undelivered(ports: Ports) -> list[tuple[str | None, str | None]]:
    journal: list[Change] = list(ports.store.changes(EVENT, NOW, NOW + timedelta(days=9)))
    assert {change.kind for change in journal} <= {ChangeKind.UNDELIVERED}
    return [(change.registration, change.detail) for change in journal]


def test_a_message_is_sent_and_its_result_is_everywhere() -> None:
    ports, mail = ports_with(a_confirmation(), a_person())
    assert send_message(ports, EVENT, KEY) is MessageState.SENT
    message = message_in(ports)
    assert [one.to for one in mail.sent] == ["meret.aalders@example.org"]
    assert (message.provider_id, message.due_at, message.attempts) == ("provider-1", None, 1)
    assert ports.store.sent_mail("provider-1") == SentMail("provider-1", EVENT, KEY)
    assert person_in(ports).mail == MailNote(KEY, "confirmation", "sent", NOW)
    assert undelivered(ports) == []


def test_who_can_be_sent_mail_again_is_marked_no_more() -> None:
    ports, _ = ports_with(a_confirmation(), a_person(feedback="bounced"))
    assert send_message(ports, EVENT, KEY) is MessageState.SENT
    assert person_in(ports).feedback is None


def test_a_mark_stays_while_nothing_goes_out() -> None:
    ports, _ = ports_with(a_confirmation(), a_person(feedback="bounced"), [PERMANENT])
    assert send_message(ports, EVENT, KEY) is MessageState.DEAD
    assert person_in(ports).feedback == "bounced"


def test_a_message_is_sent_once_however_often_the_bell_rings() -> None:
    ports, mail = ports_with(a_confirmation(), a_person())
    states = [send_message(ports, EVENT, KEY) for _ in range(3)]
    assert (states, len(mail.sent)) == ([MessageState.SENT, None, None], 1)


def test_a_message_that_is_not_there_or_claimed_by_another_is_left_alone() -> None:
    ports, mail = ports_with(a_confirmation(), a_person())
    claimed = claim_message(message_in(ports), "somebody-else", NOW)
    ports.store.commit([Replace(claimed)], "claim")
    assert send_message(ports, EVENT, KEY) is None
    assert send_message(ports, EVENT, "no-such-key") is None
    assert (message_in(ports), mail.sent) == (claimed, [])


def test_a_suppressed_address_is_not_written_to_and_the_organisers_hear_it() -> None:
    ports, mail = ports_with(a_confirmation(), a_person(email="Meret.Aalders@EXAMPLE.org"))
    ports.store.commit([Put(a_suppression(address="meret.aalders@example.org"))], "suppress")
    assert send_message(ports, EVENT, KEY) is MessageState.SKIPPED
    assert (message_in(ports).error, mail.sent) == ("suppressed", [])
    assert undelivered(ports) == [(an_id(), "suppressed")]


def test_an_address_that_no_mail_reaches_ends_the_message() -> None:
    ports, mail = ports_with(a_confirmation(), a_person(email="žarko@example.org"))
    assert send_message(ports, EVENT, KEY) is MessageState.DEAD
    assert (message_in(ports).error, mail.sent) == ("address", [])
    assert undelivered(ports) == [(an_id(), "address")]


def test_a_registration_that_is_gone_ends_its_messages_quietly() -> None:
    ports, mail = ports_with(a_confirmation())
    assert send_message(ports, EVENT, KEY) is MessageState.SKIPPED
    assert (message_in(ports).error, mail.sent, undelivered(ports)) == ("gone", [], [])


def test_an_event_that_is_gone_ends_its_messages_quietly() -> None:
    ports, mail = ports_with(a_message(event="no-such-event"), None)
    assert send_message(ports, "no-such-event", KEY) is MessageState.SKIPPED
    assert mail.sent == []


@pytest.mark.parametrize(
    ("kind", "method", "state", "sent"),
    [
        (MessageKind.CONFIRMATION, Method.REQUEST, State.CONFIRMED, True),
        (MessageKind.CONFIRMATION, Method.REQUEST, State.CANCELLED, False),
        (MessageKind.PROMOTED, Method.REQUEST, State.CANCELLED, False),
        (MessageKind.WAITLISTED, None, State.WAITLISTED, True),
        (MessageKind.WAITLISTED, None, State.CONFIRMED, False),
        (MessageKind.PENDING, None, State.PENDING, True),
        (MessageKind.PENDING, None, State.CONFIRMED, False),
        (MessageKind.APPROVED, Method.REQUEST, State.CONFIRMED, True),
        (MessageKind.APPROVED, Method.REQUEST, State.CANCELLED, False),
        (MessageKind.DECLINED, None, State.DECLINED, True),
        (MessageKind.DECLINED, None, State.PENDING, False),
        (MessageKind.CHANGED, None, State.WAITLISTED, True),
        (MessageKind.CHANGED, Method.REQUEST, State.CANCELLED, False),
        (MessageKind.NOTICE, Method.REQUEST, State.CONFIRMED, True),
        (MessageKind.NOTICE, Method.REQUEST, State.WAITLISTED, False),
        (MessageKind.CANCELLED, Method.CANCEL, State.CANCELLED, True),
        (MessageKind.CANCELLED, Method.CANCEL, State.CONFIRMED, False),
        (MessageKind.CANCELLED, Method.CANCEL, State.WAITLISTED, True),
        (MessageKind.CANCELLED, None, State.WAITLISTED, False),
        (MessageKind.LINK, None, State.CANCELLED, True),
    ],
)
def test_a_message_that_would_lie_by_now_is_skipped(
    kind: MessageKind, method: Method | None, state: State, sent: bool
) -> None:
    entry, facts = a_person().entry if method else None, FACTS.get(kind, {})
    message = a_message(kind=kind, entry=entry, method=method, facts=facts)
    ports, mail = ports_with(message, a_person(state=state))
    told = send_message(ports, EVENT, KEY)
    assert told is (MessageState.SENT if sent else MessageState.SKIPPED)
    assert len(mail.sent) == sent
    assert message_in(ports).error == (None if sent else "outdated")
    assert undelivered(ports) == []


def test_when_the_meeting_itself_is_off_even_the_confirmed_are_told() -> None:
    message = a_message(kind=MessageKind.CANCELLED, entry=a_person().entry, method=Method.CANCEL)
    ports, mail = ports_with(message, a_person())
    change_event(ports, status=Status.CANCELLED)
    assert send_message(ports, EVENT, KEY) is MessageState.SENT
    assert b"Subject: The meeting is cancelled" in mail.sent[0].raw


def test_of_a_meeting_that_is_off_no_other_change_is_told() -> None:
    message = a_message(kind=MessageKind.NOTICE, entry=a_person().entry, method=Method.REQUEST)
    ports, mail = ports_with(message, a_person())
    change_event(ports, status=Status.CANCELLED)
    assert send_message(ports, EVENT, KEY) is MessageState.SKIPPED
    assert (message_in(ports).error, mail.sent) == ("outdated", [])


def test_a_mail_without_registration_is_sent_and_noted_nowhere_else() -> None:
    message = a_message(
        kind=MessageKind.REFUSED,
        registration=None,
        to=Recipient("late@example.net", "Lee Ott"),
        facts={"reason": "full", "name": "Lee Ott"},
    )
    ports, mail = ports_with(message)
    assert send_message(ports, EVENT, KEY) is MessageState.SENT
    assert [one.to for one in mail.sent] == ["late@example.net"]


def test_a_refusal_that_dies_makes_no_line_in_the_journal() -> None:
    message = a_message(
        kind=MessageKind.REFUSED,
        registration=None,
        to=Recipient("late@example.net", "Lee Ott"),
        facts={"reason": "full", "name": "Lee Ott"},
    )
    ports, _ = ports_with(message, fails=[PERMANENT])
    assert (send_message(ports, EVENT, KEY), undelivered(ports)) == (MessageState.DEAD, [])


def test_who_waits_is_told_the_number_in_the_line() -> None:
    waiting = a_waiting_registration(mail=a_mail_note(key=KEY))
    message = a_message(kind=MessageKind.WAITLISTED, registration=waiting.id)
    ports, mail = ports_with(message, waiting)
    ahead = a_line_place(key=an_id(1), registration=an_id(1))
    ports.store.commit([Add(ahead), Add(a_line_place())], "line")
    assert send_message(ports, EVENT, KEY) is MessageState.SENT
    assert b"You are number 2 on the waiting list." in mail.sent[0].raw


def test_a_mail_tells_the_place_as_it_is_when_it_is_sent() -> None:
    ports, mail = ports_with(a_confirmation(), a_person())
    change_event(ports, title="Workshop on flooded river basins")
    send_message(ports, EVENT, KEY)
    assert b"confirmed: Workshop on flooded river basins" in mail.sent[0].raw


@pytest.mark.parametrize(
    ("failure", "state"),
    [
        (TRANSIENT, MessageState.RETRY),
        (UNKNOWN, MessageState.UNKNOWN),
        (PERMANENT, MessageState.DEAD),
    ],
)
def test_a_failure_is_settled_as_what_it_is(failure: MailFailed, state: MessageState) -> None:
    ports, _ = ports_with(a_confirmation(), a_person(), [failure])
    assert send_message(ports, EVENT, KEY) is state
    message = message_in(ports)
    comes_back = state is not MessageState.DEAD
    assert message.error == failure.code
    assert message.due_at == (NOW + BACKOFF[0] if comes_back else None)
    assert person_in(ports).mail == MailNote(KEY, "confirmation", state, NOW)
    assert undelivered(ports) == ([] if comes_back else [(an_id(), "MessageRejected")])


def test_a_failure_that_passes_ends_in_one_mail() -> None:
    ports, mail = ports_with(a_confirmation(), a_person(), [TRANSIENT, UNKNOWN])
    assert live(ports) == [MessageState.RETRY, MessageState.UNKNOWN, MessageState.SENT]
    assert len(mail.sent) == 1


def test_a_failure_that_never_passes_ends_after_all_waits_and_is_told() -> None:
    ports, mail = ports_with(a_confirmation(), a_person(), [TRANSIENT] * 99)
    states = live(ports)
    assert states == [MessageState.RETRY] * len(BACKOFF) + [MessageState.DEAD]
    assert undelivered(ports) == [(an_id(), "TooManyRequestsException")]
    assert mail.sent == []


def test_a_message_that_kills_its_sender_each_time_is_given_up() -> None:
    clock = FakeClock()
    ports, mail = ports_with(a_confirmation(), a_person(), clock=clock)
    for attempt in range(len(BACKOFF) + 1):
        claimed = claim_message(message_in(ports), f"claim-{attempt}", clock.now())
        ports.store.commit([Replace(claimed)], f"claim-{attempt}")
        assert claimed.due_at == clock.now() + LEASE
        assert pass_time(ports)
    assert send_message(ports, EVENT, KEY) is MessageState.DEAD
    assert (message_in(ports).error, mail.sent) == ("attempts", [])


def test_the_note_of_a_later_message_stays() -> None:
    later = a_mail_note(key=f"{an_id()}-000002-changed", kind="changed")
    ports, _ = ports_with(a_confirmation(), a_person(mail=later))
    assert send_message(ports, EVENT, KEY) is MessageState.SENT
    assert person_in(ports).mail == later


def test_an_entry_that_was_taken_back_meanwhile_is_not_brought_any_more() -> None:
    ended = a_person(entry=an_entry(sequence=1, live=False), state=State.CONFIRMED)
    ports, mail = ports_with(a_confirmation(), ended)
    change_event(ports, status=Status.CANCELLED)
    assert send_message(ports, EVENT, KEY) is MessageState.SKIPPED
    assert (message_in(ports).error, mail.sent) == ("outdated", [])


def test_a_meeting_that_takes_place_after_all_brings_the_entry_that_nobody_had_yet() -> None:
    ended = a_person(entry=an_entry(sequence=1, live=False), state=State.CONFIRMED)
    ports, mail = ports_with(a_confirmation(), ended)
    assert send_message(ports, EVENT, KEY) is MessageState.SENT
    assert len(mail.sent) == 1
