"""The webhook desk: what was kept is inspected, the mapping mended, and all of it replayed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import pytest

from functions.registration.receive import Webhook, receive
from shared.domain.desk import Delivery
from shared.domain.message import MessageKind
from shared.domain.registration import Registration
from shared.verbs.keep_delivery import Registered
from tests.builders import EVENT, an_id
from tests.edge.organiser.conftest import Desk, errors_of
from tests.unit.senders.signing import signed_headers

PATH = f"/events/{EVENT}"
TOKEN = "a secret of more than sixteen letters"
ADA = {"name": "Ada Lind", "Where to write": "ada.lind@example.org"}
MAPPING = {"email": "Where to write"}


def arrive(desk: Desk, data: Mapping[str, object], sender_id: str = "msg_1") -> Registered:
    """A webhook, signed."""
    body = json.dumps({"type": "registration.created", "data": data}).encode()
    headers = signed_headers(body, desk.clock.now(), sender_id)
    return receive(desk.ports, Webhook(EVENT, "standard", headers, body))


def mend(desk: Desk, **more: object) -> None:
    """Map the sender's field to the address."""
    settings = {"senders": {"standard": {"mapping": MAPPING}}, **more}
    assert desk.ask("PATCH", PATH, settings).status == 200


def listed(desk: Desk, query: str = "") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = desk.ask("GET", f"{PATH}/deliveries{query}").json()["deliveries"]
    return rows


def people(desk: Desk) -> list[Registration]:
    return list(desk.ports.store.registration_page(EVENT, None, 100, None).items)


def kinds(desk: Desk) -> list[str]:
    return sorted(one.kind for one in desk.ports.store.message_page(EVENT, None, 100).items)


def kept(desk: Desk, number: int = 0) -> Delivery:
    return desk.ports.store.delivery_page(EVENT, None, 100).items[number]


def test_a_quarantined_delivery_is_replayed_with_the_mended_mapping(desk: Desk) -> None:
    assert arrive(desk, ADA) == Registered("refused", None, "unmapped")
    [row] = listed(desk, "?outcome=quarantined")
    mend(desk)
    answer = desk.ask("POST", f"{PATH}/deliveries/{row['id']}/replay")
    [person] = people(desk)
    assert answer.status == 200
    assert answer.json() == {"outcome": "confirmed", "registration": person.id, "reason": None}
    assert (person.name, person.email, person.source) == (
        "Ada Lind", "ada.lind@example.org", "webhook:standard",
    )  # fmt: skip
    assert kinds(desk) == ["confirmation"]
    assert listed(desk, "?outcome=quarantined") == []
    assert listed(desk) == [
        {**row, "outcome": "confirmed", "registration": person.id, "reason": None}
    ]


def test_a_retry_of_what_was_replayed_names_the_new_outcome(desk: Desk) -> None:
    arrive(desk, ADA)
    mend(desk)
    desk.ask("POST", f"{PATH}/deliveries/{kept(desk).id}/replay")
    [person] = people(desk)
    assert arrive(desk, ADA) == Registered("duplicate", person.id, "confirmed")
    assert kinds(desk) == ["confirmation"]


def test_a_delivery_that_has_its_registration_answers_duplicate_and_writes_nothing(
    desk: Desk,
) -> None:
    made = arrive(desk, {"name": "Ada Lind", "email": "ada.lind@example.org"})
    before, entries = kept(desk), desk.ask("GET", f"{PATH}/journal").json()
    for _ in range(2):
        answer = desk.ask("POST", f"{PATH}/deliveries/{before.id}/replay")
        assert answer.json() == {
            "outcome": "duplicate", "registration": made.registration, "reason": "confirmed",
        }  # fmt: skip
    assert kept(desk) == before
    assert desk.ask("GET", f"{PATH}/journal").json() == entries


def test_what_still_names_nobody_stays_in_quarantine(desk: Desk) -> None:
    arrive(desk, ADA)
    answer = desk.ask("POST", f"{PATH}/deliveries/{kept(desk).id}/replay").json()
    assert answer == {"outcome": "refused", "registration": None, "reason": "unmapped"}
    assert len(listed(desk, "?outcome=quarantined")) == 1


def test_a_replay_of_somebody_who_is_there_already_is_a_duplicate_of_theirs(desk: Desk) -> None:
    arrive(desk, ADA)
    made = arrive(desk, {"name": "Ada Lind", "email": "ada.lind@example.org"}, "msg_2")
    mend(desk)
    answer = desk.ask("POST", f"{PATH}/deliveries/{kept(desk, 1).id}/replay").json()
    assert answer == {
        "outcome": "duplicate", "registration": made.registration, "reason": "confirmed",
    }  # fmt: skip
    assert len(people(desk)) == 1
    assert arrive(desk, ADA) == Registered("duplicate", made.registration, "confirmed")


def test_what_was_refused_as_closed_may_be_replayed_when_it_opens(desk: Desk) -> None:
    shut = {"registration": {"opens_at": "2027-03-05T00:00:00+00:00"}}
    desk.ask("PATCH", PATH, shut)
    refused = arrive(desk, {"name": "Ada Lind", "email": "ada.lind@example.org"})
    desk.ask("PATCH", PATH, {"registration": {"opens_at": None}})
    answer = desk.ask("POST", f"{PATH}/deliveries/{kept(desk).id}/replay").json()
    assert refused == Registered("refused", None, "closed")
    assert answer["outcome"] == "confirmed"


def test_the_quarantine_is_replayed_first_come_first_served(desk: Desk) -> None:
    guests = [(f"Guest {n}", f"guest{n}@example.org") for n in range(45)]
    for number, (name, address) in enumerate(guests):
        arrive(desk, {"name": name, "Where to write": address}, f"msg_{number}")
    arrive(desk, {"name": "Nobody"}, "msg_last")
    mend(desk, capacity=43)
    answer = desk.ask("POST", f"{PATH}/deliveries/replay", {"quarantined": True})
    assert answer.status == 200
    assert answer.json() == {
        "replayed": 46,
        "outcomes": {"confirmed": 43, "waitlisted": 2, "refused": 1},
        "next": None,
    }
    waiting = [one.name for one in people(desk) if one.state == "waitlisted"]
    assert waiting == ["Guest 43", "Guest 44"]
    again = desk.ask("POST", f"{PATH}/deliveries/replay", {"quarantined": True}).json()
    assert again == {"replayed": 1, "outcomes": {"refused": 1}, "next": None}


def test_a_form_of_another_type_is_read_as_it_was_sent(desk: Desk) -> None:
    secrets = {"senders": {"elementor": {"secrets": [TOKEN]}}}
    assert desk.ask("PATCH", PATH, secrets).status == 200
    body = urlencode({"name": "Ada Lind", "Where to write": "ada.lind@example.org"}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    told = receive(desk.ports, Webhook(EVENT, "elementor", headers, body, path_secret=TOKEN))
    desk.ask("PATCH", PATH, {"senders": {"elementor": {"mapping": MAPPING}}})
    answer = desk.ask("POST", f"{PATH}/deliveries/{kept(desk).id}/replay").json()
    assert told == Registered("refused", None, "unmapped")
    assert answer["outcome"] == "confirmed"


@pytest.mark.parametrize("test", [True, False])
def test_what_was_ignored_stays_ignored(desk: Desk, test: bool) -> None:
    kind = "registration.created" if test else "registration.opened"
    body = json.dumps({"type": kind, "data": {"email": "ada.lind@example.org"}}).encode()
    headers = signed_headers(body, desk.clock.now())
    told = receive(desk.ports, Webhook(EVENT, "standard", headers, body, test=test))
    answer = desk.ask("POST", f"{PATH}/deliveries/{kept(desk).id}/replay").json()
    assert answer == {"outcome": "ignored", "registration": None, "reason": told.reason}
    assert people(desk) == []


def test_a_refused_person_hears_of_it_once_a_day_however_often_it_is_replayed(desk: Desk) -> None:
    desk.ask("PATCH", PATH, {"capacity": 0, "registration": {"waitlist": False}})
    arrive(desk, {"name": "Ada Lind", "email": "ada.lind@example.org"})
    for _ in range(2):
        answer = desk.ask("POST", f"{PATH}/deliveries/{kept(desk).id}/replay").json()
        assert answer == {"outcome": "refused", "registration": None, "reason": "full"}
    assert kinds(desk) == [MessageKind.REFUSED]


def test_one_delivery_is_shown_as_in_the_list(desk: Desk) -> None:
    arrive(desk, ADA)
    [row] = listed(desk)
    answer = desk.ask("GET", f"{PATH}/deliveries/{row['id']}")
    assert (answer.status, answer.json()) == (200, row)


@pytest.mark.parametrize("number", [an_id(7), "no-id"])
def test_a_delivery_that_is_not_there_is_404(desk: Desk, number: str) -> None:
    asked = [
        desk.ask("GET", f"{PATH}/deliveries/{number}"),
        desk.ask("POST", f"{PATH}/deliveries/{number}/replay"),
    ]
    assert [one.status for one in asked] == [404, 404]


def test_what_is_wrong_with_a_question_to_the_desk_is_named(desk: Desk) -> None:
    assert errors_of(desk.ask("GET", f"{PATH}/deliveries?outcome=lost")) == ["outcome"]
    replay = f"{PATH}/deliveries/replay"
    assert errors_of(desk.ask("POST", replay, {})) == ["quarantined"]
    assert errors_of(desk.ask("POST", replay, {"quarantined": False})) == ["quarantined"]
    assert errors_of(desk.ask("POST", f"{replay}?cursor=x", {"quarantined": True})) == ["cursor"]


def test_a_cursor_of_one_outcome_is_foreign_to_another(desk: Desk) -> None:
    for number in range(3):
        arrive(desk, {"name": f"Guest {number}"}, f"msg_{number}")
    page = desk.ask("GET", f"{PATH}/deliveries?outcome=quarantined&limit=2").json()
    rest = desk.ask("GET", f"{PATH}/deliveries?outcome=quarantined&cursor={page['next']}").json()
    assert (len(page["deliveries"]), len(rest["deliveries"]), rest["next"]) == (2, 1, None)
    assert errors_of(desk.ask("GET", f"{PATH}/deliveries?cursor={page['next']}")) == ["cursor"]
