"""A batch of the mailer killed between any two steps, on every store: nothing is lost.

What a killed batch had leased is not sent on that lease, and stays counted; a mail repeats only in
the window between the provider's taking it and our record of it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest

from functions.mailer.app import answer, app
from functions.timer.run_due import run_due
from shared.domain.allotment import SendLimits
from shared.domain.message import MessageKind, MessageState, message_key, queue_message
from shared.domain.writes import Add
from shared.edge.stream import Doorbell
from shared.ports import Ports, Store
from tests.builders import EVENT, NOW, a_message, a_registration, an_id
from tests.edge.mailer.hands import FailingMail
from tests.edge.mailer.test_crash import Killed, Trap, TrappedMail, TrappedStore
from tests.fakes import FakeClock, put_event, some_ports

KEYS = [message_key(MessageKind.LINK, an_id(), number) for number in (1, 2)]
OF_A_BATCH = (
    "before the first message is read",
    "before the second message is read",
    "before the allotment is read",
    "before the lease",
    "after the lease",
)
OF_A_MESSAGE = (
    "before the claim",
    "after the claim",
    "before the registration is read",
    "before the suppression is read",
    "before the provider takes the mail",
    "before the provider's answer is heard",
    "before the result is kept",
    "after the result is kept",
)
STEPS = OF_A_BATCH + tuple(f"{which}: {step}" for which in ("1", "2") for step in OF_A_MESSAGE)
WINDOW = frozenset(
    f"{which}: {step}"
    for which in ("1", "2")
    for step in ("before the provider's answer is heard", "before the result is kept")
)


def bells() -> list[Doorbell]:
    return [Doorbell(key, EVENT, key) for key in KEYS]


def ready(store: Store) -> tuple[Ports, FailingMail]:
    """Two pending links to one person, and a provider with limits."""
    clock, mail = FakeClock(), FailingMail(allowed=SendLimits(14, 50_000))
    ports = replace(some_ports(store, clock), mail=mail, patience=clock)
    put_event(ports)
    links = [queue_message(a_message(kind=MessageKind.LINK, key=key)) for key in KEYS]
    store.commit([Add(a_registration()), *(Add(one) for one in links)], "ready")
    return ports, mail


def kill(ports: Ports, mail: FailingMail, number: int) -> None:
    """Answer the bells until the step of that number; nothing of ours runs after it."""
    trap = Trap(number)
    store = cast("Store", TrappedStore(ports.store, trap))
    app.use(replace(ports, store=store, mail=TrappedMail(mail, trap)))
    with pytest.raises(Killed):
        answer(bells())


def go_on(ports: Ports) -> None:
    """What timer and mailer do until nothing is due any more."""
    app.use(ports)
    clock, far = cast("FakeClock", ports.clock), NOW + timedelta(days=9)
    while due := ports.store.due(far, 9):
        clock.wait_until(due[0].at)
        run_due(ports)
        assert answer(bells()) == []


def states(ports: Ports) -> list[MessageState | None]:
    found = [ports.store.message(EVENT, key) for key in KEYS]
    return [one.state if one else None for one in found]


def leased(ports: Ports) -> int:
    row = ports.store.allotment()
    return sum(one.sends for one in row.hours) if row else 0


@pytest.mark.parametrize("number", range(1, len(STEPS) + 1), ids=STEPS)
def test_killed_at_any_step_a_batch_loses_nothing_but_leased_sends(
    store: Store, number: int
) -> None:
    ports, mail = ready(store)
    kill(ports, mail, number)
    before = leased(ports)
    assert before == (0 if number < OF_A_BATCH.index("after the lease") + 1 else 2)
    unsent = sum(state is not MessageState.SENT for state in states(ports))
    go_on(ports)
    assert states(ports) == [MessageState.SENT] * 2
    assert len(mail.sent) == (3 if STEPS[number - 1] in WINDOW else 2)
    assert leased(ports) == before + unsent


def test_there_are_no_more_steps_than_those_tried(store: Store) -> None:
    ports, mail = ready(store)
    trap = Trap(len(STEPS) + 1)
    trapped = cast("Store", TrappedStore(ports.store, trap))
    app.use(replace(ports, store=trapped, mail=TrappedMail(mail, trap)))
    assert answer(bells()) == []
    assert states(ports) == [MessageState.SENT] * 2
