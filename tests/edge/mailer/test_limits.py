"""The provider's limits: leased batch by batch, and turned into due items, never into errors."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import cast

import pytest

from functions.mailer.app import answer, app
from functions.mailer.lease_sends import MOST_RACES
from functions.timer.run_due import run_due
from shared.adapters.memory import MemoryStore
from shared.domain.allotment import SPREAD, Allotment, HourCount, SendLimits
from shared.domain.errors import MailFailed, Stale, StoreUnavailable
from shared.domain.message import (
    LIMITED_WAIT,
    Message,
    MessageKind,
    MessageState,
    Recipient,
    queue_message,
)
from shared.domain.writes import Add, Put, Replace, Write
from shared.edge.stream import Doorbell
from shared.mail_ports import OutgoingMail
from shared.ports import Ports, Store
from tests.builders import EVENT, NOW, a_message
from tests.edge.mailer.hands import (
    KEY,
    a_confirmation,
    a_person,
    live,
    message_in,
    person_in,
    ports_with,
    send_message,
)
from tests.edge.mailer.test_crash import Meddler, Trap, TrappedStore
from tests.fakes import FakeClock, FakeMail, put_event, some_ports

SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=24)
SANDBOX = SendLimits(1, 200)
FACTS = {"subject": "News", "text": "All is well.\n", "html": "<p>All is well.</p>\n"}


def a_digest(number: int) -> Message:
    """A mail that is quickly written."""
    return a_message(
        key=f"digest-{number:05d}",
        kind=MessageKind.DIGEST,
        registration=None,
        to=Recipient(f"reader-{number}@example.org"),
        facts=FACTS,
    )


def bells(messages: Sequence[Message]) -> list[Doorbell]:
    return [Doorbell(one.key, one.event, one.key) for one in messages]


def a_batch(number: int, limits: SendLimits | None) -> tuple[Ports, FakeMail, list[Message]]:
    """So many pending messages, and a provider with limits."""
    clock, mail = FakeClock(), FakeMail(allowed=limits)
    ports = replace(some_ports(clock=clock), mail=mail, patience=clock)
    put_event(ports)
    messages = [queue_message(a_digest(one)) for one in range(number)]
    ports.store.commit([Add(one) for one in messages], "messages")
    app.use(ports)
    return ports, mail, messages


def states(ports: Ports, messages: Sequence[Message]) -> list[MessageState]:
    return [message_in(ports, one.key).state for one in messages]


SENT, RETRY, PENDING = MessageState.SENT, MessageState.RETRY, MessageState.PENDING


def test_a_batch_leases_its_sends_at_once_and_waits_for_its_turns() -> None:
    ports, mail, messages = a_batch(4, SANDBOX)
    assert answer(bells(messages)) == []
    assert states(ports, messages) == [SENT] * 4
    assert ports.clock.now() == NOW + 3 * SECOND
    row = ports.store.allotment()
    assert row is not None
    assert (row.version, row.hours, len(mail.sent)) == (1, (HourCount(NOW, 4),), 4)


def test_only_what_is_really_pending_is_leased() -> None:
    ports, _, messages = a_batch(3, SANDBOX)
    answer(bells(messages[:1]))
    answer([*bells(messages), *bells(messages), Doorbell("9", EVENT, "no-such-key")])
    assert ports.store.allotment() == Allotment(
        free_at=NOW + 3 * SECOND,
        hours=(HourCount(NOW, 3),),
        limits=SANDBOX,
        asked_at=NOW,
        version=2,
    )
    answer(bells(messages))
    row = ports.store.allotment()
    assert row is not None
    assert row.version == 2


def test_who_gets_no_turn_comes_back_when_there_is_one_and_has_lost_no_attempt() -> None:
    ports, mail, messages = a_batch(10, SendLimits(14, 7))
    assert answer(bells(messages)) == []
    assert states(ports, messages) == [SENT] * 7 + [RETRY] * 3
    late = [message_in(ports, one.key) for one in messages[7:]]
    assert {(one.attempts, one.error, one.claim) for one in late} == {(0, "limited", None)}
    soon, pace = NOW + SPREAD, DAY / 7
    assert [one.due_at for one in late] == [soon, soon + pace, soon]
    assert len(mail.sent) == 7


def is_lease(write: Write) -> bool:
    return isinstance(write, Add | Replace) and isinstance(write.noun, Allotment)


def test_a_lost_race_is_run_again_with_what_the_winner_left() -> None:
    ports, mail, messages = a_batch(2, SANDBOX)
    lost: list[Write] = []

    def win_once(store: Store, writes: Sequence[Write]) -> None:
        if not lost and is_lease(writes[0]):
            lost.append(writes[0])
            won = Allotment(NOW + 5 * SECOND, limits=SANDBOX, asked_at=NOW)
            store.commit([Add(won)], "won")

    app.use(replace(ports, store=cast("Store", Meddler(ports.store, win_once))))
    assert answer(bells(messages)) == []
    row = ports.store.allotment()
    assert row is not None
    assert (row.version, row.free_at) == (2, NOW + 7 * SECOND)
    assert len(mail.sent) == 2


def test_a_batch_that_loses_every_race_comes_back_in_a_minute() -> None:
    ports, mail, messages = a_batch(2, SANDBOX)
    races: list[Write] = []

    def always_win(_store: Store, writes: Sequence[Write]) -> None:
        if is_lease(writes[0]):
            races.append(writes[0])
            raise Stale("Allotment")

    app.use(replace(ports, store=cast("Store", Meddler(ports.store, always_win))))
    assert answer(bells(messages)) == []
    assert states(ports, messages) == [RETRY] * 2
    assert [message_in(ports, one.key).due_at for one in messages] == [NOW + MINUTE] * 2
    assert (len(races), mail.sent) == (MOST_RACES, [])


def test_a_store_that_does_not_answer_for_the_lease_has_the_whole_batch_rung_again() -> None:
    ports, mail, messages = a_batch(2, SANDBOX)
    trap = Trap(3, StoreUnavailable)
    app.use(replace(ports, store=cast("Store", TrappedStore(ports.store, trap))))
    assert answer(bells(messages)) == bells(messages)
    assert (states(ports, messages), mail.sent) == ([PENDING] * 2, [])


def test_limits_that_nobody_knows_hold_nothing_back_and_are_asked_for_once_in_an_hour() -> None:
    ports, mail, messages = a_batch(30, None)
    assert answer(bells(messages[:10])) == []
    mail.allowed = SendLimits(14, 15)
    assert answer(bells(messages[10:20])) == []
    assert len(mail.sent) == 20
    cast("FakeClock", ports.clock).advance(hours=1)
    assert answer(bells(messages[20:])) == []
    assert (len(mail.sent), states(ports, messages[20:])) == (20, [RETRY] * 10)


@pytest.mark.parametrize("code", ["TooManyRequestsException", "SendingPausedException"])
def test_a_limit_that_the_provider_tells_of_uses_up_no_attempt(code: str) -> None:
    ports, mail = ports_with(a_confirmation(), a_person(), [MailFailed("limited", code)] * 99)
    states = live(ports)
    assert states == [RETRY] * 99 + [SENT]
    assert (message_in(ports).attempts, len(mail.sent)) == (1, 1)
    assert ports.clock.now() == NOW + 99 * LIMITED_WAIT


def test_a_limit_is_noted_with_the_person_as_any_wait() -> None:
    ports, _ = ports_with(a_confirmation(), a_person(), [MailFailed("limited", "Throttling")])
    assert send_message(ports, EVENT, KEY) is RETRY
    message, note = message_in(ports), person_in(ports).mail
    assert (message.due_at, message.error) == (NOW + LIMITED_WAIT, "Throttling")
    assert note is not None
    assert note.state == "retry"


@dataclass
class NotingMail(FakeMail):
    """A provider that notes when it took each mail; each takes it a while."""

    clock: FakeClock = field(default_factory=FakeClock)
    at: list[datetime] = field(default_factory=list)

    def send(self, mail: OutgoingMail) -> str:
        self.at.append(self.clock.now())
        return super().send(mail)


class Week:
    """A stream, a mailer and a timer that ticks every minute, on one clock."""

    def __init__(self, limits: SendLimits, number: int) -> None:
        self.clock, self.store = FakeClock(), MemoryStore()
        self.mail = NotingMail(allowed=limits, clock=self.clock)
        self.ports = replace(
            some_ports(self.store, self.clock), mail=self.mail, patience=self.clock
        )
        self.rung: deque[Doorbell] = deque()
        self.store.subscribe(self.listen)
        self.next_tick = NOW + MINUTE
        put_event(self.ports)
        for one in range(number):
            self.store.commit([Add(queue_message(a_digest(one)))], f"message-{one}")
        app.use(self.ports)

    def listen(self, writes: Sequence[Write]) -> None:
        nouns = [one.noun for one in writes if isinstance(one, Add | Put | Replace)]
        pending = [one for one in nouns if isinstance(one, Message) and one.state is PENDING]
        self.rung.extend(bells(pending))

    def pass_by(self) -> None:
        """Let time go on until nothing is rung or due any more."""
        far = NOW + timedelta(days=400)
        while self.rung or self.store.due(far, 1):
            if self.rung:
                missed = answer([self.rung.popleft() for _ in range(min(10, len(self.rung)))])
                assert missed == []
            else:
                [first] = self.store.due(far, 1)
                self.clock.wait_until(max(self.next_tick, first.at))
            if self.clock.now() >= self.next_tick:
                run_due(self.ports)
                self.next_tick = self.clock.now() + MINUTE


def most_within(at: Sequence[datetime], span: timedelta) -> int:
    """The most sends that any half-open span holds; `at` is in order."""
    most, first = 0, 0
    for number, one in enumerate(at):
        while at[first] <= one - span:
            first += 1
        most = max(most, number - first + 1)
    return most


@pytest.mark.parametrize(
    ("number", "limits", "took"),
    [
        (10_000, SendLimits(14, 50_000), timedelta(minutes=12)),
        (1_000, SANDBOX, timedelta(days=5)),
    ],
    ids=["ten thousand at 14 a second", "a thousand in the sandbox"],
)
def test_everything_arrives_once_and_no_limit_is_passed(
    number: int, limits: SendLimits, took: timedelta
) -> None:
    week = Week(limits, number)
    week.pass_by()
    sent, at = week.mail.sent, week.mail.at
    assert sorted(one.to for one in sent) == sorted(
        f"reader-{one}@example.org" for one in range(number)
    )
    assert most_within(at, SECOND) <= (limits.per_second or 0)
    assert most_within(at, DAY) <= (limits.per_day or 0)
    assert at[-1] - NOW <= took
