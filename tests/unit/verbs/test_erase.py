"""Erasing somebody: nothing tells of them any more, and the last mail still reaches them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from functions.timer.run_due import run_due
from infra.local.engines import MemoryEngine
from shared.adapters.memory import MemoryStore
from shared.domain.desk import Delivery
from shared.domain.due import DueKind
from shared.domain.entry import Method, withdraw_again
from shared.domain.errors import Missing, StoreUnavailable
from shared.domain.journal import Hand
from shared.domain.message import MessageKind, MessageState
from shared.domain.registration import State, address_key
from shared.domain.writes import Add, Write
from shared.ports import Ports
from shared.verbs.cancel import cancel
from shared.verbs.erase import erase
from shared.verbs.refuse import refuse
from shared.verbs.register import Origin, register
from shared.verbs.revise import revise
from shared.verbs.sum_up import sum_up
from shared.verbs.tell_person import tell_person
from tests.builders import (
    EVENT,
    a_delivery,
    a_submission,
    a_suppression,
    an_id,
    an_invitation,
    an_invitation_binding,
)
from tests.edge.mailer.hands import send_message
from tests.fakes import FakeClock, FakeMail, put_event, some_ports
from tests.unit.verbs.test_cancel import messages, state

TRACES = ("aalders", "Aalders", "Delta Institute", "Hydrologist")


def by_webhook(ports: Ports, number: int = 1, **said: Any) -> str:
    """Meret Aalders, registered by a form service; her registration."""
    words = {"answers": {"post": "Hydrologist"}, **said}
    submission = a_submission(**words)
    body = json.dumps({"email": submission.email, "name": submission.name}).encode()
    origin = Origin("webhook:standard", "standard", f"msg_{number}", f"response-{number}", body)
    event = ports.events.known(EVENT)
    return register(ports, event, submission, origin).registration or ""


def everything(ports: Ports) -> str:
    """All that a store in RAM holds, written out."""
    assert isinstance(ports.store, MemoryStore)
    return repr(ports.store._lists)


def traces(ports: Ports) -> set[str]:
    told = everything(ports)
    return {one for one in TRACES if one in told}


def send_all(ports: Ports) -> list[MessageState | None]:
    """Send what is pending; a Mail of RAM takes it."""
    page = ports.store.message_page(EVENT, None, 500).items
    return [send_message(ports, EVENT, one.key) for one in page]


def test_nothing_in_the_store_tells_of_somebody_who_is_erased() -> None:
    ports = some_ports()
    put_event(ports)
    registration = by_webhook(ports)
    assert traces(ports) == set(TRACES)
    send_all(ports)
    erase(ports, EVENT, registration)
    send_all(ports)
    assert traces(ports) == {"Delta Institute"}  # how a house is spelled that is on no list
    assert [one.body for one in ports.store.delivery_page(EVENT, None, 9).items] == [b""]
    assert ports.store.binding(EVENT, "standard", "response-1") is None


def test_the_last_mail_goes_to_the_address_that_it_alone_still_knows() -> None:
    ports = some_ports()
    put_event(ports)
    registration = by_webhook(ports)
    send_all(ports)
    erase(ports, EVENT, registration)
    assert send_all(ports)[1:] == [MessageState.SENT]
    assert isinstance(ports.mail, FakeMail)
    assert [one.to for one in ports.mail.sent] == ["meret.aalders@example.org"] * 2
    last = messages(ports, registration)[-1]
    assert (last.kind, last.method, last.to) == (MessageKind.ERASED, Method.CANCEL, None)
    assert b"Dear Meret Aalders" in ports.mail.sent[-1].raw


def test_what_was_not_sent_yet_never_is() -> None:
    ports = some_ports()
    put_event(ports)
    registration = by_webhook(ports)
    erase(ports, EVENT, registration)
    confirmation, goodbye = messages(ports, registration)
    assert (confirmation.state, confirmation.due_at) == (MessageState.SKIPPED, None)
    assert goodbye.state is MessageState.PENDING


def test_a_seat_goes_to_the_next_in_the_line() -> None:
    ports = some_ports()
    put_event(ports, lambda one: replace(one, capacity=1))
    first, second = by_webhook(ports), by_webhook(ports, 2, email="t@example.net", name="T")
    after = erase(ports, EVENT, first)
    assert (after.state, after.name, after.email, after.answers) == (State.CANCELLED, "", "", {})
    assert state(ports, second) is State.CONFIRMED
    assert ports.store.gate(EVENT).taken == 1


def test_somebody_who_waits_leaves_the_line() -> None:
    ports = some_ports()
    put_event(ports, lambda one: replace(one, capacity=0))
    erase(ports, EVENT, by_webhook(ports))
    assert (list(ports.store.line(EVENT)), ports.store.gate(EVENT).waiting) == ([], 0)


def test_erasing_twice_is_erasing_once() -> None:
    clock = FakeClock()
    ports = some_ports(clock=clock)
    put_event(ports)
    registration = by_webhook(ports)
    first = erase(ports, EVENT, registration)
    clock.advance(hours=1)
    assert erase(ports, EVENT, registration) == first
    assert [one.kind for one in messages(ports, registration)] == ["confirmation", "erased"]
    with pytest.raises(Missing):
        erase(ports, EVENT, "nobody")


def test_somebody_who_had_cancelled_is_erased_and_still_loses_the_entry() -> None:
    ports = some_ports()
    put_event(ports)
    registration = by_webhook(ports)
    send_all(ports)
    cancel(ports, EVENT, registration)
    erase(ports, EVENT, registration)
    cancelled, last = messages(ports, registration)[-2:]
    assert cancelled.state is MessageState.SKIPPED
    assert cancelled.entry
    assert (last.method, last.entry) == (Method.CANCEL, withdraw_again(cancelled.entry))


def test_the_same_person_may_register_anew_as_somebody_else() -> None:
    ports = some_ports()
    put_event(ports)
    first = by_webhook(ports)
    erase(ports, EVENT, first)
    again = by_webhook(ports, 2)
    assert again != first
    assert state(ports, again) is State.CONFIRMED
    assert state(ports, first) is State.CANCELLED


def test_a_repeat_of_the_webhook_brings_nobody_back() -> None:
    ports = some_ports()
    put_event(ports)
    registration = by_webhook(ports)
    erase(ports, EVENT, registration)
    assert by_webhook(ports) == registration
    assert traces(ports) == {"aalders", "Aalders", "Delta Institute"}  # the mail on its way
    send_all(ports)
    assert traces(ports) == {"Delta Institute"}


def test_deliveries_that_registered_nobody_are_found_by_the_address_and_no_others() -> None:
    ports = some_ports()
    put_event(ports)
    registration = by_webhook(ports)
    bodies = [
        b'{"email":"Meret.Aalders@Example.org"}',
        b"email=meret.aalders%40example.org&name=M",
        b'{"email":"a.meret.aalders@example.org"}',
        b'{"email":"meret.aalders@example.org.net"}',
        b"\xff\xfe",
    ]
    for number, body in enumerate(bodies, 100):
        kept = a_delivery(id=an_id(number), body=body, registration=None, outcome="refused")
        ports.store.commit([Add(kept)], f"kept-{number}")
    other = a_delivery(id=an_id(200), registration="somebody-else", body=bodies[0])
    ports.store.commit([Add(other)], "other")
    erase(ports, EVENT, registration)
    page = ports.store.delivery_page(EVENT, None, 50).items
    left = {one.id: one.body for one in page if one.body}
    assert left == {
        an_id(200): bodies[0],
        an_id(102): bodies[2],
        an_id(103): bodies[3],
        an_id(104): bodies[4],
    }


def test_a_long_erasure_is_gone_on_with_by_the_timer() -> None:
    clock = FakeClock()
    ports = some_ports(clock=clock)
    put_event(ports)
    registration = by_webhook(ports)
    kept = [a_delivery(id=an_id(10_000 + n), registration=registration) for n in range(2000)]
    for start in range(0, len(kept), 100):
        writes: list[Write] = [Add(one) for one in kept[start : start + 100]]
        ports.store.commit(writes, f"kept-{start}")
    erase(ports, EVENT, registration)
    assert ports.store.erasure(EVENT, registration) is not None
    assert any(one.body for one in deliveries(ports))
    for _ in range(3):
        clock.advance(minutes=2)
        run_due(ports)
    assert ports.store.erasure(EVENT, registration) is None
    assert [one.body for one in deliveries(ports) if one.body] == []


def deliveries(ports: Ports) -> list[Delivery]:
    return list(ports.store.delivery_page(EVENT, None, 5000).items)


class BusyAfterwards(MemoryStore):
    """A store that answers no list of messages while it is busy."""

    busy = False

    def message_page(self, event_id: str, after: str | None, limit: int) -> Any:
        if self.busy:
            raise StoreUnavailable
        return super().message_page(event_id, after, limit)


def test_an_erasure_that_is_interrupted_has_happened_and_is_finished_later() -> None:
    clock, store = FakeClock(), BusyAfterwards()
    ports = some_ports(store, clock)
    put_event(ports)
    registration = by_webhook(ports)
    store.busy = True
    assert erase(ports, EVENT, registration).erased_at == clock.now()
    store.busy = False
    assert deliveries(ports)[0].body
    assert DueKind.ERASURE not in run_due(ports)
    clock.advance(minutes=1)
    assert run_due(ports)[DueKind.ERASURE] == 1
    assert not deliveries(ports)[0].body


def test_an_invitation_that_was_taken_up_names_nobody() -> None:
    ports = some_ports()
    event = put_event(ports)
    registration = by_webhook(ports)
    key = address_key(event.signing_key, "meret.aalders@example.org")
    mine = an_invitation(address_key=key, registration=registration)
    theirs = an_invitation(id=an_id(7), address_key=key, name="The other of that mailbox")
    bound = [an_invitation_binding(key=key, invitation=one.id) for one in (mine, theirs)]
    made: list[Write] = [Add(mine), Add(theirs), *(Add(one) for one in bound)]
    ports.store.commit(made, "invited")
    erase(ports, EVENT, registration)
    after = ports.store.invitation(EVENT, mine.id)
    assert after is not None
    assert (after.address, after.name, after.address_key, after.revoked) == ("", "", "", True)
    assert ports.store.invitation(EVENT, theirs.id) == theirs
    assert list(ports.store.invited(EVENT, key)) == [bound[1]]


@pytest.mark.parametrize("name", ["", "meret  AALDERS"])
def test_an_invitation_that_nobody_took_up_names_who_is_erased_no_more(name: str) -> None:
    ports = some_ports()
    event = put_event(ports)
    registration = by_webhook(ports)
    key = address_key(event.signing_key, "meret.aalders@example.org")
    late = an_invitation(address_key=key, name=name, address="meret.aalders@example.org")
    made: list[Write] = [Add(late), Add(an_invitation_binding(key=key, invitation=late.id))]
    ports.store.commit(made, "invited late")
    erase(ports, EVENT, registration)
    (after,) = ports.store.invitations(EVENT, [late.id]).values()
    assert (after.address, after.name, after.revoked) == ("", "", True)
    assert list(ports.store.invited(EVENT, key)) == []


def test_a_digest_written_afterwards_names_nobody() -> None:
    ports = some_ports()
    put_event(ports)
    registration = by_webhook(ports)
    erase(ports, EVENT, registration)
    now = ports.clock.now()
    digest = sum_up(ports, ports.store.event(EVENT), now - timedelta(days=1), now, ())
    assert [one.name for one in (*digest.new.people, *digest.left.people)] == ["", ""]


def test_settings_and_quotas_changed_meanwhile_do_not_stop_an_erasure() -> None:
    ports = some_ports()
    put_event(ports)
    registration = by_webhook(ports)
    revise(ports, EVENT, lambda one: replace(one, capacity=3))
    assert erase(ports, EVENT, registration).state is State.CANCELLED
    assert ports.store.gate(EVENT).taken == 0


def test_what_is_told_of_a_person_is_all_that_is_kept() -> None:
    ports = some_ports()
    event = put_event(ports)
    registration = by_webhook(ports)
    refused = a_submission(name="Meret A.")
    refuse(ports, event, refused, Origin("webhook:standard", "standard", "m9", None, b"x"), "full")
    ports.store.commit([Add(a_suppression(address="meret.aalders@example.org"))], "suppressed")
    there = ports.store.registration(EVENT, registration)
    assert there is not None
    person = replace(there, attended_at=ports.clock.now())
    told = json.loads(json.dumps(tell_person(ports, event, person)))
    assert told["registration"]["attended_at"] == ports.clock.now().isoformat()
    assert told["registration"]["answers"] == {"post": "Hydrologist"}
    assert [one["kind"] for one in told["messages"]] == ["confirmation"]
    assert ["Meret Aalders" in one["body"] for one in told["deliveries"]] == [True]
    assert told["suppression"]["reason"] == "bounced"
    assert told["invitations"] == []


def test_the_local_outbox_is_told_of_the_blanked_messages_without_sending_them() -> None:
    engine = MemoryEngine()
    ports = some_ports(engine.store)
    put_event(ports)
    registration = by_webhook(ports)
    erase(ports, EVENT, registration)
    assert len(engine.records()) == 3  # the confirmation, blanked again, and the last mail
    assert send_all(ports) == [None, MessageState.SENT]


def test_what_organisers_did_stays_in_the_journal_without_their_reasons() -> None:
    ports = some_ports()
    event = put_event(ports)
    one, other = (
        register(ports, event, said, Origin("organiser", hand=Hand(an_id(9), "asked for it")))
        for said in (a_submission(), a_submission(email="tomas.brandt@example.net"))
    )
    assert one.registration is not None
    cancel(ports, EVENT, one.registration, Hand(an_id(9)))
    erase(ports, EVENT, one.registration)
    told = [(entry.what, entry.detail) for entry in ports.store.entry_page(EVENT, None, 10).items]
    assert told == [
        ("cancelled", one.registration),
        ("registered", f"{other.registration}: asked for it"),
        ("registered", one.registration),
    ]
