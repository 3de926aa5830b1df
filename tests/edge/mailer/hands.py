"""A mailer's hands for tests: a table with messages, a provider that fails on order, a timer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from functions.mailer import send_message as sending
from shared.domain.entry import Method
from shared.domain.errors import Illegal, MailFailed
from shared.domain.event import Event
from shared.domain.message import Message, MessageState, queue_message, requeue_message
from shared.domain.registration import Registration
from shared.domain.writes import Add, Replace, ReplaceEvent, Write
from shared.mail_ports import OutgoingMail
from shared.ports import Ports
from tests.builders import EVENT, a_mail_note, a_message, a_registration, an_entry, an_id
from tests.fakes import FakeClock, FakeMail, put_event, some_ports
from tests.mail_checks import check_mail

KEY = a_message().key


@dataclass
class FailingMail(FakeMail):
    """A provider that fails as it is told, in order, and then takes everything."""

    fails: list[MailFailed] = field(default_factory=list)

    def send(self, mail: OutgoingMail) -> str:
        check_mail(mail.to, mail.raw)
        if self.fails:
            raise self.fails.pop(0)
        return super().send(mail)


def send_message(ports: Ports, event_id: str, key: str) -> MessageState | None:
    """Send one message for which a send is leased; None when it is not pending."""
    message = sending.read_pending(ports, event_id, key)
    if message is None:
        return None
    return sending.send_message(ports, message, ports.clock.now())


def ports_with(
    message: Message,
    registration: Registration | None = None,
    fails: Sequence[MailFailed] = (),
    clock: FakeClock | None = None,
) -> tuple[Ports, FailingMail]:
    """Ports with the event, one queued message and its registration, and the provider."""
    mail = FailingMail(fails=list(fails))
    ports = replace(some_ports(clock=clock), mail=mail)
    put_event(ports)
    writes: list[Write] = [Add(queue_message(message))]
    if registration is not None:
        writes.append(Add(registration))
    ports.store.commit(writes, "put-message")
    return ports, mail


def a_confirmation() -> Message:
    """The confirmation of Meret Aalders with her entry."""
    return a_message(entry=an_entry(), method=Method.REQUEST)


def a_person(**changes: Any) -> Registration:
    """Meret Aalders, whose last message is the confirmation."""
    return a_registration(**{"mail": a_mail_note(key=KEY), "entry": an_entry()} | changes)


def change_event(ports: Ports, **changes: Any) -> Event:
    """The event in the store, changed."""
    event = ports.store.event(EVENT)
    changed = replace(event, settings_version=event.settings_version + 1, **changes)
    ports.store.commit([ReplaceEvent(changed)], f"change-{changed.settings_version}")
    return changed


def message_in(ports: Ports, key: str = KEY) -> Message:
    """The message as the store has it."""
    found = ports.store.message(EVENT, key)
    assert found is not None
    return found


def person_in(ports: Ports) -> Registration:
    """The registration as the store has it."""
    found = ports.store.registration(EVENT, an_id())
    assert found is not None
    return found


def pass_time(ports: Ports) -> bool:
    """What the timer does when the message is due; False when it is never due again."""
    message = message_in(ports)
    if message.due_at is None:
        return False
    clock = ports.clock
    assert isinstance(clock, FakeClock)
    clock.at = max(clock.at, message.due_at)
    try:
        pending = requeue_message(message, clock.at)
    except Illegal:
        return False
    ports.store.commit([Replace(pending)], ports.ids.new(clock.at))
    return True


def live(ports: Ports) -> list[MessageState | None]:
    """Send, and send again whenever the message comes back, to the end of its life."""
    states = [send_message(ports, EVENT, KEY)]
    while pass_time(ports):
        states.append(send_message(ports, EVENT, KEY))
    return states
