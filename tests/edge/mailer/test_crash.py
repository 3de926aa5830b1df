"""The mailer killed between any two steps: nothing is lost, and only one window repeats a mail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import cast

import pytest

from functions.feedback.note_feedback import Feedback, note_feedback
from shared.domain.errors import StoreUnavailable
from shared.domain.message import MessageState, News
from shared.domain.registration import MailNote
from shared.domain.writes import Add, Replace, Write
from shared.mail_ports import OutgoingMail
from shared.ports import Ports, Store
from tests.builders import EVENT, a_mail_note, a_message, an_id
from tests.edge.mailer.hands import (
    KEY,
    FailingMail,
    a_confirmation,
    a_person,
    live,
    message_in,
    person_in,
    ports_with,
    send_message,
)
from tests.fakes import FakeMail


class Killed(BaseException):
    """The process is gone: no code of ours runs after it."""


class Trap:
    """Counts the steps to the outside and springs once, before step number `at`."""

    def __init__(self, at: int, fault: type[BaseException] = Killed) -> None:
        self._left = at
        self._fault = fault

    def step(self) -> None:
        self._left -= 1
        if self._left == 0:
            raise self._fault


class TrappedStore:
    """A store with a trap before and after each commit and before each read."""

    def __init__(self, store: Store, trap: Trap) -> None:
        self._store = store
        self._trap = trap

    def __getattr__(self, name: str) -> Callable[..., object]:
        self._trap.step()
        return cast("Callable[..., object]", getattr(self._store, name))

    def commit(self, writes: Sequence[Write], token: str) -> None:
        self._trap.step()
        self._store.commit(writes, token)
        self._trap.step()


class TrappedMail(FakeMail):
    """A provider with a trap before it takes a mail, and one before its answer is heard."""

    def __init__(self, mail: FailingMail, trap: Trap) -> None:
        super().__init__()
        self._mail = mail
        self._trap = trap

    def send(self, mail: OutgoingMail) -> str:
        self._trap.step()
        answer = self._mail.send(mail)
        self._trap.step()
        return answer


STEPS = (
    "before the message is read",
    "before the claim",
    "after the claim",
    "before the registration is read",
    "before the suppression is read",
    "before the provider takes the mail",
    "before the provider's answer is heard",
    "before the result is kept",
    "after the result is kept",
)
WINDOW = frozenset({"before the provider's answer is heard", "before the result is kept"})


def trapped(ports: Ports, mail: FailingMail, trap: Trap) -> Ports:
    store = cast("Store", TrappedStore(ports.store, trap))
    return replace(ports, store=store, mail=TrappedMail(mail, trap))


@pytest.mark.parametrize("number", range(1, len(STEPS) + 1), ids=STEPS)
def test_killed_at_any_step_nothing_is_lost_and_only_the_window_repeats(number: int) -> None:
    ports, mail = ports_with(a_confirmation(), a_person())
    with pytest.raises(Killed):
        send_message(trapped(ports, mail, Trap(number)), EVENT, KEY)
    live(ports)
    assert message_in(ports).state is MessageState.SENT
    assert len(mail.sent) == (2 if STEPS[number - 1] in WINDOW else 1)
    note = person_in(ports).mail
    assert note is not None
    assert (note.key, note.state) == (KEY, "sent")


def test_there_are_no_more_steps_than_those_tried() -> None:
    ports, mail = ports_with(a_confirmation(), a_person())
    beyond = Trap(len(STEPS) + 1)
    assert send_message(trapped(ports, mail, beyond), EVENT, KEY) is MessageState.SENT


@pytest.mark.parametrize("name", ["before the claim", "before the result is kept"])
def test_a_store_that_does_not_answer_is_reported_and_the_mail_comes_later(name: str) -> None:
    ports, mail = ports_with(a_confirmation(), a_person())
    trap = Trap(STEPS.index(name) + 1, StoreUnavailable)
    with pytest.raises(StoreUnavailable):
        send_message(trapped(ports, mail, trap), EVENT, KEY)
    live(ports)
    assert message_in(ports).state is MessageState.SENT
    assert len(mail.sent) == (2 if name in WINDOW else 1)


class Meddler:
    """A store on which somebody else writes just before each commit of ours."""

    def __init__(self, store: Store, meddle: Callable[[Store, Sequence[Write]], None]) -> None:
        self._store = store
        self._meddle = meddle

    def __getattr__(self, name: str) -> Callable[..., object]:
        return cast("Callable[..., object]", getattr(self._store, name))

    def commit(self, writes: Sequence[Write], token: str) -> None:
        self._meddle(self._store, writes)
        self._store.commit(writes, token)


def meddled(ports: Ports, meddle: Callable[[Store, Sequence[Write]], None]) -> Ports:
    return replace(ports, store=cast("Store", Meddler(ports.store, meddle)))


def test_a_claim_lost_to_another_sender_ends_quietly() -> None:
    ports, mail = ports_with(a_confirmation(), a_person())

    def claim_first(store: Store, writes: Sequence[Write]) -> None:
        store.commit(writes, "the other sender")

    assert send_message(meddled(ports, claim_first), EVENT, KEY) is None
    assert (message_in(ports).state, mail.sent) == (MessageState.SENDING, [])


def test_a_message_written_during_the_sending_keeps_its_own_note() -> None:
    ports, mail = ports_with(a_confirmation(), a_person())
    later = a_mail_note(key=f"{an_id()}-000002-changed", kind="changed")

    def write_later(store: Store, writes: Sequence[Write]) -> None:
        person = store.registration(EVENT, an_id())
        assert person is not None
        if mail.sent and person.mail != later:
            changed = replace(person, mail=later, version=person.version + 1)
            store.commit([Replace(changed)], "later message")

    assert send_message(meddled(ports, write_later), EVENT, KEY) is MessageState.SENT
    assert person_in(ports).mail == later
    assert message_in(ports).state is MessageState.SENT


def heard(reason: str, key: str) -> Feedback:
    """Bad news of one mail of the person's."""
    address = a_person().email
    news = {"bounced": News.BOUNCED, "complained": News.COMPLAINED}[reason]
    return Feedback(
        f"{reason}-{key}", news, (address,), "0100-unknown", reason=reason, event=EVENT, message=key
    )


@pytest.mark.parametrize("about", [KEY, "earlier"])
@pytest.mark.parametrize("reason", ["bounced", "complained"])
def test_bad_news_that_comes_before_the_result_is_not_wiped_by_it(reason: str, about: str) -> None:
    ports, mail = ports_with(a_confirmation(), a_person(feedback="bounced"))
    ports.store.commit([Add(a_message(key="earlier", state=MessageState.SENT))], "earlier")
    told: list[str] = []

    def tell(_store: Store, _writes: Sequence[Write]) -> None:
        if mail.sent and not told:
            told.append(about)
            note_feedback(ports, heard(reason, about))

    assert send_message(meddled(ports, tell), EVENT, KEY) is MessageState.SENT
    person = person_in(ports)
    assert person.feedback == reason
    assert person.mail is not None
    assert (person.mail.state, person.thread) == ("sent", "provider-1")


def test_a_result_that_comes_after_the_lease_changes_nothing() -> None:
    ports, mail = ports_with(a_confirmation(), a_person())

    def take_over(store: Store, writes: Sequence[Write]) -> None:
        if mail.sent:
            message = message_in(ports)
            newer = replace(message, claim="another", version=message.version + 1)
            store.commit([Replace(newer)], "take over")

    assert send_message(meddled(ports, take_over), EVENT, KEY) is None
    assert message_in(ports).claim == "another"
    assert person_in(ports).mail == MailNote(
        KEY, "confirmation", "pending", person_in(ports).registered_at
    )
