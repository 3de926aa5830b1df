"""Deliveries, messages, the digest's preview, organisers, and the description of it all."""

from __future__ import annotations

from functions.organiser.app import app
from shared.domain.writes import Add
from tests.builders import NOW, a_delivery, an_id
from tests.edge.calling import call
from tests.edge.organiser.conftest import Desk, errors_of

EVENT = "/events/river-basins"


def test_deliveries_show_the_body_as_received_newest_first(desk: Desk) -> None:
    older = a_delivery(id=an_id(1), body=b'{"a": "\xff"}')
    newer = a_delivery(id=an_id(2), sender="standard", outcome="refused", reason="closed",
                       registration=None, body=b"{}")  # fmt: skip
    desk.ports.store.commit([Add(older), Add(newer)], "deliveries")
    answer = desk.ask("GET", f"{EVENT}/deliveries")
    assert answer.json() == {
        "deliveries": [
            {
                "id": an_id(2), "sender": "standard", "received_at": NOW.isoformat(),
                "outcome": "refused", "reason": "closed", "registration": None, "body": "{}",
            },
            {
                "id": an_id(1), "sender": "standard", "received_at": NOW.isoformat(),
                "outcome": "confirmed", "reason": None, "registration": an_id(),
                "body": '{"a": "\N{REPLACEMENT CHARACTER}"}',
            },
        ],
        "next": None,
    }  # fmt: skip


def test_a_page_ends_earlier_when_its_bodies_are_more_than_one_answer_holds(desk: Desk) -> None:
    heavy = b"x" * 1024 * 1024
    sent = [a_delivery(id=an_id(number), body=heavy) for number in range(1, 6)]
    desk.ports.store.commit([Add(one) for one in sent], "deliveries")
    first = desk.ask("GET", f"{EVENT}/deliveries?limit=500").json()
    then = desk.ask("GET", f"{EVENT}/deliveries?limit=500&cursor={first['next']}").json()
    ids = [[one["id"] for one in page["deliveries"]] for page in (first, then)]
    assert ids == [[an_id(number) for number in (5, 4, 3)], [an_id(2), an_id(1)]]
    assert then["next"] is None


def test_messages_show_what_goes_out(desk: Desk) -> None:
    person = {"name": "Ada Lind", "email": "ada@example.org"}
    made = desk.ask("POST", f"{EVENT}/registrations", person).json()
    answer = desk.ask("GET", f"{EVENT}/messages")
    assert answer.json() == {
        "messages": [
            {
                "id": f"{made['id']}-000001-confirmation", "kind": "confirmation",
                "registration": made["id"], "state": "pending", "at": NOW.isoformat(),
            }
        ],
        "next": None,
    }  # fmt: skip


def test_lists_that_have_no_states_are_not_asked_for_one(desk: Desk) -> None:
    for name in ("deliveries", "messages"):
        assert errors_of(desk.ask("GET", f"{EVENT}/{name}?state=sent")) == ["state"]


def test_the_digest_is_previewed_and_nothing_written(desk: Desk) -> None:
    person = {"name": "Ada Lind", "email": "ada@example.org"}
    desk.ask("POST", f"{EVENT}/registrations", person)
    schedule = desk.ports.store.digest_schedule("river-basins")
    messages = desk.ask("GET", f"{EVENT}/messages").json()
    preview = desk.ask("GET", f"{EVENT}/digest").json()
    assert sorted(preview) == ["html", "subject", "text"]
    assert "1 of 20 confirmed" in preview["subject"]
    assert "Ada Lind" in preview["text"]
    assert desk.ask("GET", f"{EVENT}/digest").json() == preview
    assert desk.ports.store.digest_schedule("river-basins") == schedule
    assert desk.ask("GET", f"{EVENT}/messages").json() == messages


def test_an_organiser_is_added_with_a_token_that_is_shown_once(desk: Desk) -> None:
    body = {"email": "clerk@example.org", "events": ["river-basins", "river-basins"]}
    added = desk.ask("POST", "/organisers", body)
    shown = added.json()
    listed = desk.ask("GET", "/organisers").json()
    without = {key: value for key, value in shown.items() if key != "token"}
    assert added.status == 201
    assert (shown["email"], shown["events"]) == ("clerk@example.org", ["river-basins"])
    assert without in listed["organisers"]
    assert shown["token"] not in str(listed)


def test_an_organiser_without_events_reaches_none_yet(desk: Desk) -> None:
    shown = desk.ask("POST", "/organisers", {"email": "clerk@example.org"}).json()
    assert shown["events"] == []


def test_a_revoked_organiser_is_gone(desk: Desk) -> None:
    clerk = desk.employ(3, "river-basins")
    revoked = desk.ask("DELETE", f"/organisers/{clerk.organiser}")
    assert (revoked.status, revoked.body) == (204, b"")
    assert desk.ports.store.grant(clerk.token_hash) is None
    assert desk.ask("DELETE", f"/organisers/{clerk.organiser}").status == 404
    assert desk.ask("DELETE", "/organisers/nobody").status == 404


def test_organisers_are_for_those_who_may_everything(desk: Desk) -> None:
    clerk = desk.employ(3, "river-basins")
    asked = [
        desk.ask("GET", "/organisers", who=clerk),
        desk.ask("POST", "/organisers", {"email": "x@example.org", "events": ["*"]}, who=clerk),
        desk.ask("DELETE", f"/organisers/{desk.chief.organiser}", who=clerk),
    ]
    assert [one.status for one in asked] == [403, 403, 403]


def test_what_is_wrong_with_an_organiser_is_named(desk: Desk) -> None:
    wrong = {"email": "nobody", "events": ["river-basins"], "token": "mine"}
    assert errors_of(desk.ask("POST", "/organisers", wrong)) == ["email", "token"]
    unknown = {"email": "clerk@example.org", "events": ["river-basins", "no-such", "Not a slug"]}
    assert errors_of(desk.ask("POST", "/organisers", unknown)) == ["events[1]"]


def test_the_description_needs_no_token_and_names_every_route() -> None:
    answer = call(app, "GET", "/organiser/openapi.json")
    described = {
        (method.upper(), path) for path, item in answer.json()["paths"].items() for method in item
    }
    served = {(m, path) for path, methods in app.routes.items() for m in methods if m != "HEAD"}
    assert answer.status == 200
    assert described == served
