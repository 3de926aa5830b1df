"""Mails about one registration answer the first one, so that mail programs show them together."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.policy import strict
from typing import Any

import pytest

from shared.domain.entry import Method
from shared.domain.errors import MailFailed
from shared.domain.message import Message, MessageKind, MessageState, Recipient, message_key
from shared.domain.registration import Registration
from shared.domain.writes import Add, Replace
from shared.ports import Ports
from shared.verbs.cancel import cancel
from shared.verbs.change import change
from shared.verbs.letters import write_letter
from shared.verbs.register import Origin, register
from shared.verbs.substitute import substitute
from tests.builders import EVENT, NOW, a_mail_note, a_message, a_submission, an_id
from tests.edge.mailer.hands import (
    KEY,
    FailingMail,
    a_confirmation,
    a_person,
    person_in,
    ports_with,
    send_message,
)
from tests.fakes import put_event, some_ports

FIRST = "<provider-1@mail.example.org>"


def write_next(ports: Ports, kind: MessageKind = MessageKind.CHANGED, **changes: Any) -> str:
    """One more message about the person, who is changed so; its key."""
    person = replace(person_in(ports), **changes)
    method = Method.REQUEST if kind is MessageKind.CHANGED else None
    told, message = write_letter(person, kind, NOW, method=method)
    told = replace(told, version=person.version + 1)
    ports.store.commit([Add(message), Replace(told)], f"next-{message.key}")
    return message.key


def fields_of(mail: FailingMail) -> list[tuple[str | None, str | None]]:
    """In-Reply-To and References of each mail."""
    read = [message_from_bytes(one.raw, policy=strict) for one in mail.sent]
    return [(one["In-Reply-To"], one["References"]) for one in read]


def test_later_mails_answer_the_first_one() -> None:
    ports, mail = ports_with(a_confirmation(), a_person())
    send_message(ports, EVENT, KEY)
    for _ in range(2):
        send_message(ports, EVENT, write_next(ports))
    assert fields_of(mail) == [(None, None), (FIRST, FIRST), (FIRST, FIRST)]
    assert person_in(ports).thread == "provider-1"


def test_the_subject_of_an_answer_is_its_own() -> None:
    ports, mail = ports_with(a_confirmation(), a_person())
    send_message(ports, EVENT, KEY)
    send_message(ports, EVENT, write_next(ports))
    subject = str(message_from_bytes(mail.sent[1].raw, policy=strict)["Subject"])
    assert not subject.lower().startswith("re:")


def test_a_link_stands_by_itself() -> None:
    ports, mail = ports_with(a_confirmation(), a_person())
    send_message(ports, EVENT, KEY)
    send_message(ports, EVENT, write_next(ports, MessageKind.LINK))
    assert fields_of(mail)[1] == (None, None)


def test_a_link_begins_no_thread() -> None:
    link = a_message(kind=MessageKind.LINK)
    ports, _ = ports_with(link, a_person(mail=a_mail_note(key=link.key)))
    assert send_message(ports, EVENT, link.key) is MessageState.SENT
    assert person_in(ports).thread is None


def test_a_mail_to_somebody_else_about_the_registration_answers_nothing() -> None:
    other: Message = replace(
        a_message(kind=MessageKind.SUBSTITUTED, key=message_key(MessageKind.LINK, an_id(), 7)),
        to=Recipient("former@example.org", "Former"),
        entry=a_person().entry,
        method=Method.CANCEL,
    )
    ports, mail = ports_with(other, a_person(thread="provider-0"))
    send_message(ports, EVENT, other.key)
    assert fields_of(mail) == [(None, None)] * len(mail.sent)


@pytest.mark.parametrize("outcome", ["transient", "limited", "unknown"])
def test_a_mail_that_was_not_taken_begins_no_thread(outcome: str) -> None:
    ports, _ = ports_with(a_confirmation(), a_person(), [MailFailed(outcome, "code")])
    send_message(ports, EVENT, KEY)
    assert person_in(ports).thread is None


def test_the_reply_fields_of_a_long_id_are_read_as_they_were_written() -> None:
    ports, mail = ports_with(a_confirmation(), a_person(thread=f"{'0' * 40}-{'1' * 20}"))
    send_message(ports, EVENT, KEY)
    written = f"<{'0' * 40}-{'1' * 20}@mail.example.org>"
    assert fields_of(mail) == [(written, written)]


def hold(ports: Ports) -> Registration:
    """Meret Aalders, registered, and her confirmation sent."""
    event = ports.store.event(EVENT)
    done = register(ports, event, a_submission(), Origin("form"))
    person = ports.store.registration(EVENT, done.registration or "")
    assert person is not None
    assert person.mail is not None
    send_message(ports, EVENT, person.mail.key)
    return person


def thread_of(ports: Ports, registration: str) -> str | None:
    person = ports.store.registration(EVENT, registration)
    assert person is not None
    return person.thread


def registered() -> tuple[Ports, str]:
    ports = some_ports()
    put_event(ports)
    person = hold(ports)
    assert thread_of(ports, person.id) == "provider-1"
    return ports, person.id


def test_a_corrected_name_stays_in_the_thread_and_a_corrected_address_begins_one() -> None:
    ports, person = registered()
    event = ports.store.event(EVENT)
    change(ports, event, person, a_submission(name="Meret A. Aalders"))
    assert thread_of(ports, person) == "provider-1"
    change(ports, event, person, a_submission(email="meret@example.net"))
    assert thread_of(ports, person) is None


def test_who_comes_back_goes_on_in_the_thread() -> None:
    ports, person = registered()
    cancel(ports, EVENT, person)
    again = register(ports, ports.store.event(EVENT), a_submission(), Origin("form"))
    assert (again.registration, thread_of(ports, person)) == (person, "provider-1")


def test_a_colleague_in_somebodys_place_begins_a_thread() -> None:
    ports, person = registered()
    said = a_submission(email="ivo.kranz@example.net", name="Ivo Kranz")
    came = substitute(ports, EVENT, person, said)
    assert came.id != person
    assert (thread_of(ports, came.id), thread_of(ports, person)) == (None, "provider-1")
