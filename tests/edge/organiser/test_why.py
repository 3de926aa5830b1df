"""Why somebody's mail came or did not: from the webhook to the provider's answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from shared.domain.message import MessageKind, MessageState, News, message_key, recipient_key
from shared.domain.registration import AddressBinding, State, address_key
from shared.domain.writes import Add
from tests.builders import (
    NOW,
    a_delivery,
    a_message,
    a_registration,
    a_suppression,
    an_event,
    an_id,
    some_rejected_attempts,
)
from tests.edge.organiser.conftest import Desk, errors_of
from tests.mail_builders import ADDRESS, a_mail_event

EVENT = "river-basins"
KEY = address_key(an_event().signing_key, ADDRESS)
BOUND = AddressBinding(EVENT, KEY, an_id())
SENT: dict[str, Any] = {"state": MessageState.SENT, "provider_id": "0100-1", "settled_at": NOW}


def put(desk: Desk, *nouns: Any) -> None:
    desk.ports.store.commit([Add(noun) for noun in nouns], f"put-{id(nouns)}")


def why(desk: Desk, about: str) -> Any:
    answer = desk.ask("GET", f"/events/{EVENT}/why?about={about}")
    assert answer.status == 200
    return answer.json()


def put_meret(desk: Desk, **changes: Any) -> None:
    """Meret Aalders, by a webhook of that very instant, and her confirmation."""
    put(desk, a_registration(**changes), BOUND, a_message(**SENT), a_delivery(id=an_id(7)))


def test_the_way_of_a_mail_is_told_step_by_step(desk: Desk) -> None:
    put_meret(desk)
    bounce = a_mail_event(
        what=News.BOUNCED, detail="permanent, General, 5.1.1", at=NOW + timedelta(minutes=1)
    )
    put(desk, bounce, a_suppression(address=ADDRESS, at=NOW + timedelta(minutes=2)))
    told = why(desk, ADDRESS)
    steps = [[one[part] for part in ("stage", "what", "detail", "id")] for one in told["steps"]]
    assert steps == [
        ["delivery", "received", "standard", an_id(7)],
        ["mapping", "mapped", "confirmed", None],
        ["registration", "confirmed", "webhook:standard", an_id()],
        ["message", "queued", "confirmation", a_message().key],
        ["provider", "sent", None, "0100-1"],
        ["provider", "bounced", "permanent, General, 5.1.1", None],
        ["suppression", "suppressed", "bounced", None],
    ]
    assert told["steps"][5]["at"] == "2027-03-01T13:01:00+04:00"
    assert (told["about"], told["registration"]) == (
        ADDRESS,
        {"id": an_id(), "name": "Meret Aalders", "email": ADDRESS, "state": "confirmed"},
    )
    command = f"secretariat suppression remove {ADDRESS}"
    assert (told["sentence"], told["command"]) == (
        "The address bounced on 1 March 2027 at 13:02; it is not written to again. "
        f"To try once more: {command}",
        command,
    )


@pytest.mark.parametrize("about", [an_id(), an_id(7), f"%20{ADDRESS.upper()}%20"])
def test_an_id_or_another_spelling_tells_the_same(desk: Desk, about: str) -> None:
    put_meret(desk)
    put(desk, a_mail_event())
    told = why(desk, about)
    assert len(told["steps"]) == 6
    assert told["sentence"] == (
        f"Meret Aalders's confirmation was delivered on 1 March 2027 at 13:00 to {ADDRESS}."
    )


def test_a_message_that_was_not_sent_is_our_own_step(desk: Desk) -> None:
    dead = a_message(state=MessageState.DEAD, settled_at=NOW, error="MessageRejected")
    put(desk, a_registration(source="form"), dead)
    told = why(desk, an_id())
    assert [one["stage"] for one in told["steps"]] == ["registration", "message", "message"]
    assert told["command"] == f"secretariat message resend {EVENT} {dead.key}"


def test_of_several_people_of_one_address_the_one_who_comes_is_told_of(desk: Desk) -> None:
    gone = a_registration(id=an_id(2), state=State.CANCELLED, updated_at=NOW + timedelta(days=1))
    put(desk, gone, AddressBinding(EVENT, KEY, gone.id), a_registration(source="form"), BOUND)
    assert why(desk, ADDRESS)["registration"]["id"] == an_id()


def test_a_delivery_that_was_replayed_later_is_found_too(desk: Desk) -> None:
    old = a_delivery(id=an_id(5, NOW - timedelta(days=2)))
    put(desk, a_registration(), BOUND, old, a_delivery(id=an_id(6), registration=an_id(9)))
    assert why(desk, ADDRESS)["steps"][0]["id"] == old.id


def test_a_delivery_in_quarantine_is_found_by_the_address_in_it(desk: Desk) -> None:
    lost = a_delivery(
        id=an_id(3),
        outcome="refused",
        reason="unmapped",
        registration=None,
        body=b"wrong+field=meret.aalders%40example.org",
    )
    put(desk, lost, a_delivery(id=an_id(4), body=b"someone.else@example.org"))
    told = why(desk, ADDRESS)
    assert [(one["stage"], one["what"]) for one in told["steps"]] == [
        ("delivery", "received"),
        ("mapping", "unmapped"),
    ]
    assert told["command"] == f"secretariat deliveries replay {EVENT} {an_id(3)}"
    assert why(desk, an_id(3))["command"] == told["command"]
    assert " that names this address" not in why(desk, an_id(3))["sentence"]


def test_a_refusal_is_found_by_the_hash_of_the_address(desk: Desk) -> None:
    owner = recipient_key(f"{EVENT} {ADDRESS}")
    refusal = a_message(
        key=message_key(MessageKind.REFUSED, owner, "20270301"),
        kind=MessageKind.REFUSED,
        registration=None,
        **SENT,
    )
    put(desk, refusal)
    told = why(desk, ADDRESS)
    assert (told["registration"], [one["what"] for one in told["steps"]]) == (
        None,
        ["queued", "sent"],
    )
    assert told["sentence"].startswith("Registration was refused to this address on 1 March 2027")


def test_nobody_and_nothing_is_told_with_how_far_it_was_looked(desk: Desk) -> None:
    put(desk, a_delivery(), some_rejected_attempts())
    told = why(desk, ADDRESS)
    assert (told["registration"], told["steps"]) == (None, [])
    assert "none of the latest 1 deliveries" in told["sentence"]
    assert "2 deliveries were turned away" in told["sentence"]


def test_somebody_erased_is_told_of_by_id_alone(desk: Desk) -> None:
    put(desk, a_registration(email="", name="", erased_at=NOW))
    assert why(desk, an_id())["sentence"] == "This person was erased on 1 March 2027 at 13:00."


@pytest.mark.parametrize("query", ["", "?about=", "?about=nobody", "?about=a%40b"])
def test_what_is_neither_address_nor_id_is_named(desk: Desk, query: str) -> None:
    assert errors_of(desk.ask("GET", f"/events/{EVENT}/why{query}")) == ["about"]


def test_another_parameter_is_named(desk: Desk) -> None:
    assert errors_of(desk.ask("GET", f"/events/{EVENT}/why?about={ADDRESS}&email=x")) == ["email"]


def test_an_id_that_stands_for_nothing_is_missing(desk: Desk) -> None:
    assert desk.ask("GET", f"/events/{EVENT}/why?about={an_id(8)}").status == 404
