"""Webhooks over HTTP: judged, registered, answered in the words of the contract."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from functions.registration.app import app
from functions.registration.schemas import WebhookAnswer
from shared.adapters.memory import MemoryStore
from shared.domain.errors import StoreUnavailable
from shared.domain.event import Event, RegistrationRules, Sender
from shared.domain.writes import Write
from shared.ports import Ports
from shared.verbs.revise import revise
from tests.builders import EVENT
from tests.edge.calling import call
from tests.edge.registration.calls import (
    HOOK,
    MERET,
    created,
    deliver,
    deliveries,
    everybody,
    let_pass,
    outbox,
    serve,
)
from tests.fakes import put_event, some_ports
from tests.unit.senders.signing import OTHER_SECRET, SECRET, signed_headers


class BusyStore(MemoryStore):
    """A store that takes no write but the first."""

    def commit(self, writes: Sequence[Write], token: str) -> None:
        if not token.startswith("put-"):
            raise StoreUnavailable
        super().commit(writes, token)


def allow(secrets: tuple[str, ...], ports: Ports) -> None:
    revise(ports, EVENT, lambda event: replace(event, senders={"standard": Sender(secrets)}))


def test_a_newcomer_is_confirmed() -> None:
    ports = serve()
    answer = deliver(ports, created({**MERET, "institution": "Delta Institute"}))
    [registration] = everybody(ports)
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.body == (
        b'{"outcome":"confirmed","registration":"%s","reason":null}' % registration.id.encode()
    )
    assert WebhookAnswer.model_validate(answer.json()).outcome == "confirmed"
    assert (registration.name, registration.source) == ("Meret Aalders", "webhook:standard")
    assert outbox(ports) == ["confirmation"]


def test_repeats_are_answered_in_the_same_bytes() -> None:
    ports = serve()
    first = deliver(ports, created(MERET)).json()
    again = [deliver(ports, created(data)) for data in (MERET, {}, {"email": "x@example.org"})]
    words = {"outcome": "duplicate", "registration": first["registration"], "reason": "confirmed"}
    assert {answer.body for answer in again} == {json.dumps(words, separators=(",", ":")).encode()}


def test_the_same_content_under_another_id_is_a_repeat() -> None:
    ports = serve()
    first = deliver(ports, created(MERET, timestamp="2027-03-01T09:00:00Z")).json()
    second = deliver(ports, created(MERET, timestamp="2027-03-01T09:05:00Z"), "msg_2").json()
    assert second == {**first, "outcome": "duplicate", "reason": "confirmed"}


def test_the_same_response_edited_updates_the_registration() -> None:
    ports = serve()
    deliver(ports, created({**MERET, "id": "r1"}))
    answer = deliver(ports, created({**MERET, "id": "r1", "phone": "+31 20 555"}), "msg_2").json()
    [registration] = everybody(ports)
    assert (answer["outcome"], answer["reason"]) == ("confirmed", "updated")
    assert registration.answers == {"phone": "+31 20 555"}


@pytest.mark.parametrize(
    "body", [b"[]", b'"x"', b"7", b"null", b"{}", b'{"type":5}', b'{"type":"contact.created"}']
)
def test_another_type_is_ignored_and_kept(body: bytes) -> None:
    ports = serve()
    answer = deliver(ports, body)
    assert (answer.status, answer.json()["outcome"]) == (200, "ignored")
    assert answer.json()["registration"] is None
    assert [(outcome, kept) for outcome, _, kept in deliveries(ports)] == [("ignored", body)]


@pytest.mark.parametrize(
    "data",
    [None, [], "x", {}, {"email": 7}, {"email": "nobody"}, {**MERET, "name": "n" * 257}],
)
def test_what_has_no_usable_address_or_name_is_refused_and_kept(data: object) -> None:
    ports = serve()
    answer = deliver(ports, created(data))
    assert answer.status == 200
    assert answer.json() == {"outcome": "refused", "registration": None, "reason": "unmapped"}
    assert deliveries(ports) == [("refused", "unmapped", created(data))]


def test_a_refused_delivery_sent_again_is_a_duplicate() -> None:
    ports = serve()
    answers = [deliver(ports, created({})).json() for _ in range(2)]
    assert answers[1] == {"outcome": "duplicate", "registration": None, "reason": "refused"}


def test_a_closed_meeting_refuses() -> None:
    ports = serve()
    let_pass(ports, days=30)
    answer = deliver(ports, created(MERET)).json()
    assert answer == {"outcome": "refused", "registration": None, "reason": "closed"}
    assert outbox(ports) == ["refused"]


def test_a_full_meeting_waitlists_or_refuses() -> None:
    ports = serve(lambda event: replace(event, capacity=0))
    assert deliver(ports, created(MERET)).json()["outcome"] == "waitlisted"
    rules = RegistrationRules(waitlist=False)
    ports = serve(lambda event: replace(event, capacity=0, registration=rules))
    assert deliver(ports, created(MERET)).json()["reason"] == "full"


def test_the_events_mapping_names_the_senders_keys() -> None:
    mapped = Sender((SECRET,), {"email": "Your address", "name": "who"})
    ports = serve(lambda event: replace(event, senders={"standard": mapped}))
    data = {"your address": MERET["email"], "answers": {"who": "Meret Aalders"}}
    assert deliver(ports, created(data)).json()["outcome"] == "confirmed"
    assert [one.name for one in everybody(ports)] == ["Meret Aalders"]


@pytest.mark.parametrize(
    "path",
    [
        f"/registration/{EVENT}/webhooks/typeform",
        f"/registration/{EVENT}/webhooks/..%2F",
        "/registration/no-such-event/webhooks/standard",
        "/registration/NO%00EVENT/webhooks/standard",
        f"/registration/{'e' * 3000}/webhooks/standard",
    ],
)
def test_an_unknown_event_or_sender_looks_like_a_bad_signature(path: str) -> None:
    ports = serve()
    bad = call(app, "POST", HOOK, {}, b"{}")
    answer = deliver(ports, created(MERET), path=path)
    assert (answer.status, answer.body) == (401, bad.body)
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_event_without_senders_has_no_webhook() -> None:
    ports = serve(lambda event: replace(event, senders={}))
    assert deliver(ports, created(MERET)).status == 401


def test_nothing_unsigned_is_written() -> None:
    ports = serve()
    assert deliver(ports, created(MERET), secret=OTHER_SECRET).status == 401
    assert call(app, "POST", HOOK, {"Content-Type": "application/json"}, b"{").status == 401
    assert (everybody(ports), deliveries(ports)) == ([], [])


def test_a_secret_just_replaced_is_known_at_once_and_the_old_one_no_longer() -> None:
    ports = serve()
    assert deliver(ports, created(MERET)).status == 200
    allow((OTHER_SECRET,), ports)
    assert deliver(ports, created(MERET), "msg_2", OTHER_SECRET).status == 200
    assert deliver(ports, created(MERET), "msg_3", SECRET).status == 401


def test_a_secret_taken_away_is_known_when_the_gate_tells_of_newer_settings() -> None:
    ports = serve()
    assert ports.events.known(EVENT).settings_version == 1
    allow((OTHER_SECRET,), ports)
    assert deliver(ports, created(MERET)).status == 401
    assert everybody(ports) == []


def test_a_capacity_just_lowered_is_seen_by_the_next_delivery() -> None:
    ports = serve()
    assert deliver(ports, created(MERET)).json()["outcome"] == "confirmed"
    revise(ports, EVENT, lambda event: replace(event, capacity=1))
    second = {"name": "Tomas Brandt", "email": "tomas.brandt@example.net"}
    assert deliver(ports, created(second), "msg_2").json()["outcome"] == "waitlisted"


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b'{"a":NaN}', b"[" * 100_000, "é".encode("latin-1")]
)
def test_bytes_that_are_no_json_are_400(body: bytes) -> None:
    answer = deliver(serve(), body)
    assert (answer.status, answer.headers["content-type"]) == (400, "application/problem+json")


def test_duplicate_keys_mean_the_last_one() -> None:
    ports = serve()
    body = (
        b'{"type":"x","type":"registration.created","data":{"email":"a","email":"b@example.org"}}'
    )
    assert deliver(ports, body).json()["outcome"] == "confirmed"
    assert [one.email for one in everybody(ports)] == ["b@example.org"]


def test_size_is_judged_before_the_signature() -> None:
    ports = serve()
    just = created({**MERET, "note": "x"})
    just = just.replace(b'"x"', b'"' + b"x" * (256 * 1024 - len(just) + 1) + b'"')
    assert len(just) == 262_144
    assert deliver(ports, just).status == 200
    assert call(app, "POST", HOOK, {}, just + b" ").status == 413
    assert call(app, "POST", HOOK, {}, b"x" * 300_000).status == 413


def test_a_busy_store_asks_the_sender_to_come_back() -> None:
    ports = some_ports(BusyStore())
    put_event(ports)
    app.use(ports)
    answer = deliver(ports, created(MERET))
    assert (answer.status, answer.headers["retry-after"]) == (503, "2")


def test_a_delivery_is_genuine_for_five_minutes() -> None:
    ports = serve()
    body = created(MERET)
    late = signed_headers(body, ports.clock.now() - timedelta(seconds=301))
    early = signed_headers(body, ports.clock.now() + timedelta(seconds=300))
    assert call(app, "POST", HOOK, late, body).status == 401
    assert call(app, "POST", HOOK, early, body).status == 200


@pytest.mark.parametrize(
    "name",
    [
        "Zo\u00eb \U0001f389",
        "\u05d9\u05d5\u05e1\u05e3 \u05db\u05d4\u05df",
        "admin\u202egpj.exe",
        "x\r\nBcc: all@example.org",
        "__proto__",
        "=cmd|' /C calc'!A0",
        "\ud83d",
        "",
        None,
        True,
        ["a"],
        {"first": "A"},
        1e300,
    ],
)
def test_no_name_breaks_a_delivery(name: object) -> None:
    ports = serve()
    answer = deliver(ports, created({"email": "person@example.org", "name": name}))
    assert (answer.status, answer.json()["outcome"]) == (200, "confirmed")


@pytest.mark.parametrize("sender_id", ["m" * 3000, "msg.1.2", "\u00e9t\u00e9", "../x", "#"])
def test_a_senders_id_of_any_kind_is_a_receipt(sender_id: str) -> None:
    ports = serve()
    answers = [deliver(ports, created(MERET), sender_id).json()["outcome"] for _ in range(2)]
    assert answers == ["confirmed", "duplicate"]


def test_events_do_not_share_senders() -> None:
    ports = serve()

    def elsewhere(event: Event) -> Event:
        return replace(event, id="elsewhere", senders={"standard": Sender((OTHER_SECRET,))})

    put_event(ports, elsewhere)
    path = "/registration/elsewhere/webhooks/standard"
    assert deliver(ports, created(MERET), path=path).status == 401
    assert deliver(ports, created(MERET), "msg_1", OTHER_SECRET, path).status == 200
