"""Deliveries that are not genuine leave a trace without a body, for whoever sets a sender up."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from functions.registration.app import app
from functions.registration.note_rejected import fingerprint_secrets
from shared.domain.desk import Attempt, RejectedAttempts
from shared.domain.errors import StoreUnavailable
from tests.builders import EVENT, NOW
from tests.edge.calling import call
from tests.edge.registration.calls import HOOK, MERET, created, deliver, deliveries, serve
from tests.edge.registration.test_webhooks import BusyStore
from tests.fakes import put_event, some_ports
from tests.unit.senders.signing import OTHER_SECRET, SECRET, signed_headers

BODY = created(MERET)


def print_of(secret: str) -> str:
    return "sha256:" + hashlib.sha256(secret.encode()).hexdigest()[:8]


def test_a_wrong_signature_is_counted_and_remembered_without_its_body() -> None:
    ports = serve()
    answer = deliver(ports, BODY, secret=OTHER_SECRET)
    names = ("accept", "webhook-id", "webhook-signature", "webhook-timestamp")
    attempt = Attempt(NOW, "signature_mismatch", len(BODY), names, print_of(SECRET))
    assert answer.status == 401
    assert ports.store.rejected(EVENT, "standard") == RejectedAttempts(
        EVENT, "standard", 1, (attempt,)
    )
    assert deliveries(ports) == []


@pytest.mark.parametrize(
    ("late", "reason"),
    [(540, "timestamp_out_of_window +540 s"), (-301, "timestamp_out_of_window -301 s")],
)
def test_a_clock_that_is_wrong_is_told_by_how_much(late: int, reason: str) -> None:
    ports = serve()
    headers = signed_headers(BODY, NOW - timedelta(seconds=late))
    assert call(app, "POST", HOOK, headers, BODY).status == 401
    rejected = ports.store.rejected(EVENT, "standard")
    assert rejected is not None
    assert rejected.last[0].reason == reason


def test_header_names_are_remembered_and_no_more_than_some() -> None:
    ports = serve()
    headers = {f"X-Made-Up-{number:04d}-{'y' * 99}": "sesame" for number in range(99)}
    assert call(app, "POST", HOOK, headers, BODY).status == 401
    rejected = ports.store.rejected(EVENT, "standard")
    assert rejected is not None
    [attempt] = rejected.last
    assert (attempt.reason, len(attempt.headers)) == ("no_signature_header", 50)
    assert max(map(len, attempt.headers)) == 40
    assert "sesame" not in repr(rejected)


def test_the_last_twenty_are_remembered_and_all_counted() -> None:
    ports = serve()
    for size in range(23):
        call(app, "POST", HOOK, {}, b"x" * size)
    rejected = ports.store.rejected(EVENT, "standard")
    assert rejected is not None
    assert (rejected.count, rejected.version) == (23, 23)
    assert [one.size for one in rejected.last] == list(range(22, 2, -1))


@pytest.mark.parametrize("path", ["/registration/no-such-event/webhooks/standard",
                                  f"/registration/{EVENT}/webhooks/typeform",
                                  f"/registration/{EVENT}/webhooks/unheard_of"])  # fmt: skip
def test_nothing_is_written_where_there_is_no_event_or_sender(path: str) -> None:
    ports = serve()
    assert deliver(ports, BODY, path=path).status == 401
    assert list(ports.store.rejected_of(EVENT)) == []
    assert list(ports.store.rejected_of("no-such-event")) == []


def test_a_genuine_delivery_leaves_no_such_trace() -> None:
    ports = serve()
    assert deliver(ports, BODY).status == 200
    assert list(ports.store.rejected_of(EVENT)) == []


class MuteStore(BusyStore):
    """A store that cannot be read either."""

    def rejected(self, event_id: str, sender: str) -> RejectedAttempts | None:
        raise StoreUnavailable


@pytest.mark.parametrize("store", [BusyStore, MuteStore])
def test_a_busy_store_changes_nothing_of_the_answer(store: type[BusyStore]) -> None:
    ports = some_ports(store())
    put_event(ports)
    app.use(ports)
    assert deliver(ports, BODY, secret=OTHER_SECRET).status == 401


def test_every_secret_has_a_fingerprint_of_its_own() -> None:
    both = fingerprint_secrets([SECRET, OTHER_SECRET])
    assert both == f"{print_of(SECRET)} {print_of(OTHER_SECRET)}"
    assert fingerprint_secrets([]) == ""


def test_a_name_too_long_to_be_one_is_answered_and_stands_in_quarantine() -> None:
    ports = serve()
    data = {"name": "x" * 257, "email": "meret.aalders@example.org"}
    answer = deliver(ports, created(data)).json()
    [message] = ports.store.message_page(EVENT, None, 10).items
    assert answer == {"outcome": "refused", "registration": None, "reason": "unmapped"}
    assert (message.kind, message.facts["reason"]) == ("refused", "unmapped")
    assert message.to is not None
    assert message.to.address == "meret.aalders@example.org"
    assert len(ports.store.quarantine_page(EVENT, None, 10).items) == 1


def test_a_person_who_repeats_by_hand_is_sent_the_link_at_most_once_in_ten_minutes() -> None:
    ports = serve(lambda event: replace(event, capacity=5))
    for number in range(4):
        deliver(ports, BODY, f"msg_{number}")
    deliver(ports, BODY, "msg_2")
    kinds = sorted(one.kind for one in ports.store.message_page(EVENT, None, 10).items)
    assert kinds == ["confirmation", "link"]
