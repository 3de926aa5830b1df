"""The focal point: an institution looks after its own people by a link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from shared.domain.event import Event, RegistrationRules
from shared.domain.form import Submission
from shared.domain.institution import Institution
from shared.domain.quota import Quotas
from shared.domain.registration import Delegation, Registration, State
from shared.domain.token import FOCAL_POINT, LINK, make_link_token
from shared.domain.writes import Put
from shared.ports import Ports
from shared.verbs.change import change
from shared.verbs.register import Origin, register
from shared.verbs.revise import revise
from tests.builders import EVENT, an_id
from tests.edge.calling import Called
from tests.edge.registration.calls import (
    AS_JSON,
    BROWSER,
    errors_of,
    everybody,
    get,
    post_fields,
    post_json,
    serve,
)
from tests.edge.registration.reading_html import read_page

DELTA = Institution("delta", "Delta Institute")


def same(event: Event) -> Event:
    return event


def open_house(change: Callable[[Event], Event] = same) -> Ports:
    """A meeting with two institutions."""
    return serve(lambda one: change(replace(one, institutions=(*one.institutions, DELTA))))


def link(ports: Ports, body: str = "sorrel", purpose: str = FOCAL_POINT, version: int = 1) -> str:
    key = ports.store.event(EVENT).signing_key
    return f"/registration/focal/{make_link_token(key, EVENT, body, version, purpose)}"


def come(ports: Ports, number: int, house: str = "LAS") -> str:
    said = Submission(f"guest{number}@example.org", f"Guest {number}", house)
    told = register(ports, ports.store.event(EVENT), said, Origin("form"))
    assert told.registration
    return told.registration


def act(ports: Ports, action: str, who: str = "", **values: str) -> Called:
    body = {"action": action, "registration": who, **values}
    return post_json(link(ports), body, AS_JSON)


def person(ports: Ports, registration: str) -> Registration:
    found = ports.store.registration(EVENT, registration)
    assert found
    return found


def with_approval(event: Event) -> Event:
    return replace(event, registration=RegistrationRules(approval=True))


def test_the_house_tells_its_own_people_and_places() -> None:
    ports = open_house(lambda one: replace(one, quotas=Quotas({"sorrel": 1})))
    first, second = come(ports, 1), come(ports, 2)
    come(ports, 3, "Delta Institute")
    shown = get(link(ports), AS_JSON).json()
    assert shown == {
        "event": EVENT,
        "institution": {"id": "sorrel", "name": "Lake Authority of Sorrel"},
        "quota": 1, "left": 0, "confirmed": 1, "waiting": 1,
        "people": [
            {"id": first, "name": "Guest 1", "email": "guest1@example.org",
             "state": "confirmed", "position": None, "delegation": None},
            {"id": second, "name": "Guest 2", "email": "guest2@example.org",
             "state": "waitlisted", "position": 1, "delegation": None},
        ],
    }  # fmt: skip


def test_a_house_without_a_quota_has_places_without_a_number() -> None:
    shown = get(link(open_house()), AS_JSON).json()
    assert (shown["quota"], shown["left"], shown["people"]) == (None, None, [])


def test_somebody_is_registered_through_the_gate_for_that_house_alone() -> None:
    ports = open_house(lambda one: replace(one, quotas=Quotas({"sorrel": 1})))
    told = [
        act(ports, "register", name=f"Guest {n}", email=f"g{n}@example.org", institution="Delta")
        for n in (1, 2)
    ]
    assert [(one.status, one.json()["done"]) for one in told] == [
        (200, "confirmed"),
        (200, "waitlisted"),
    ]
    made = [(one.institution_id, one.source) for one in everybody(ports)]
    assert made == [("sorrel", "focal_point")] * 2
    again = act(ports, "register", name="Guest 1", email="g1@example.org")
    assert (again.json()["done"], len(everybody(ports))) == ("duplicate", 2)


def test_a_meeting_by_invitation_takes_whom_the_house_brings_but_a_closed_one_nobody() -> None:
    ports = open_house(lambda one: replace(one, registration=RegistrationRules(
        invitation_only=True)))  # fmt: skip
    assert act(ports, "register", name="Bo", email="bo@example.org").json()["done"] == "confirmed"
    closed = RegistrationRules(closes_at=ports.clock.now())
    revise(ports, EVENT, lambda one: replace(one, registration=closed))
    answer = act(ports, "register", name="Cy", email="cy@example.org")
    assert (answer.status, answer.json()["detail"]) == (409, "Registration is not open.")


def test_a_form_that_is_filled_in_wrong_names_the_field() -> None:
    ports = open_house()
    assert errors_of(act(ports, "register", name="Bo", email="nobody")) == ["email"]
    body = {"action": "register", "name": "Bo", "email": "nobody"}
    answer = post_fields(link(ports), body, BROWSER)
    assert answer.status == 400
    assert 'value="Bo"' in answer.body.decode()


def test_own_pending_people_are_approved_and_declined() -> None:
    ports = open_house(with_approval)
    first, second = come(ports, 1), come(ports, 2)
    assert act(ports, "approve", first).json()["done"] == "approve"
    assert act(ports, "decline", second).json()["done"] == "decline"
    states = [person(ports, one).state for one in (first, second)]
    assert states == [State.CONFIRMED, State.DECLINED]
    assert act(ports, "approve", second).status == 409


def test_where_a_letter_is_wanted_the_organisers_decide_and_not_the_house() -> None:
    rules = RegistrationRules(approval=True, letter_required=True)
    ports = open_house(lambda event: replace(event, registration=rules))
    who = come(ports, 1)
    answer = act(ports, "approve", who)
    assert (answer.status, errors_of(answer)) == (400, ["action"])
    assert person(ports, who).state is State.PENDING
    html = page(ports)
    assert (html.count('value="approve"'), "waits for the organisers" in html) == (0, True)


def test_a_person_is_cancelled_and_a_place_passed_on() -> None:
    ports = open_house()
    first, second = come(ports, 1), come(ports, 2)
    act(ports, "name", first, role="head")
    assert act(ports, "cancel", second).json()["done"] == "cancel"
    passed = act(ports, "substitute", first, name="Bo", email="bo@example.org")
    assert passed.json()["done"] == "substitute"
    (heir,) = [one for one in everybody(ports) if one.state is State.CONFIRMED]
    assert (heir.name, heir.institution_id, heir.delegation) == ("Bo", "sorrel", Delegation.HEAD)
    taken = act(ports, "substitute", heir.id, name="Bo", email="not an address")
    assert errors_of(taken) == ["email"]


def test_there_is_one_head_and_any_number_of_alternates() -> None:
    ports = open_house()
    ids = [come(ports, number) for number in range(3)]
    for who, role in zip([*ids, ids[2]], ["head", "alternate", "alternate", "head"], strict=True):
        assert act(ports, "name", who, role=role).status == 200
    roles = [person(ports, one).delegation for one in ids]
    assert roles == [Delegation.MEMBER, Delegation.ALTERNATE, Delegation.HEAD]
    before = person(ports, ids[2])
    assert act(ports, "name", ids[2], role="head").status == 200
    assert person(ports, ids[2]) == before
    assert errors_of(act(ports, "name", ids[0], role="king")) == ["role"]


def test_who_has_left_leads_nobody() -> None:
    ports = open_house()
    one = come(ports, 1)
    act(ports, "cancel", one)
    assert act(ports, "name", one, role="head").status == 409


@pytest.mark.parametrize("action", ["approve", "decline", "cancel", "substitute", "name"])
def test_nobody_of_another_house_is_touched(action: str) -> None:
    ports = open_house()
    stranger = come(ports, 1, "Delta Institute")
    before = person(ports, stranger)
    for who in (stranger, "", an_id(77), "x" * 300):
        answer = act(ports, action, who, role="head", name="Bo", email="bo@example.org")
        assert answer.status == 404
    assert person(ports, stranger) == before


def test_an_action_that_is_none_is_named() -> None:
    assert errors_of(act(open_house(), "erase")) == ["action"]


def test_who_moves_to_another_house_is_its_no_longer() -> None:
    ports = open_house()
    come(ports, 1)
    delta = revise(ports, EVENT, lambda one: one).institutions[1]
    event = ports.store.event(EVENT)
    (before,) = everybody(ports)
    said = Submission(before.email, before.name, delta.name)
    change(ports, event, before.id, said)
    assert get(link(ports), AS_JSON).json()["people"] == []
    assert len(get(link(ports, "delta"), AS_JSON).json()["people"]) == 1


def test_a_link_that_does_not_hold_is_not_found() -> None:
    ports = open_house()
    bad = [link(ports, purpose=LINK), link(ports, version=2), link(ports, "nobody"),
           link(ports) + "0", "/registration/focal/x", "/registration/focal/" + "x" * 300,
           link(ports).replace(EVENT, "another-event")]  # fmt: skip
    assert {get(one, BROWSER).status for one in bad} == {404}
    assert {post_json(one, {"action": "cancel"}).status for one in bad} == {404}


def test_a_link_that_is_taken_back_opens_nothing_from_then_on() -> None:
    ports = open_house()
    before = link(ports)
    assert get(before, AS_JSON).status == 200

    def renew(event: Event) -> Event:
        bodies = tuple(replace(one, link_version=2) for one in event.institutions)
        return replace(event, institutions=bodies)

    behind_every_cache = Put(renew(ports.store.event(EVENT)))
    ports.store.commit([behind_every_cache], "renew")
    assert get(before, AS_JSON).status == 404
    assert get(link(ports, version=2), AS_JSON).status == 200


def page(ports: Ports, query: str = "") -> str:
    answer = get(link(ports) + query, BROWSER)
    assert answer.status == 200
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    return answer.body.decode()


def test_the_page_offers_what_may_be_done_and_names_each_person_in_every_button() -> None:
    ports = open_house(with_approval)
    first, second = come(ports, 1), come(ports, 2)
    act(ports, "approve", second)
    html = page(ports)
    assert html.count('value="approve"') == 1
    assert html.count('value="substitute"') == 1
    assert html.count(f'name="registration" value="{first}"') == 4
    assert html.count('<span class="unseen"> <bdi>Guest 1</bdi></span>') == 5
    assert "1 has a place, 0 wait." in html
    assert "waits for your decision" in html


def test_the_page_needs_no_script_and_names_every_field() -> None:
    ports = open_house()
    come(ports, 1)
    html = page(ports)
    assert "<script" not in html
    read = read_page(html.encode())
    labelled = {one.get("for") for one in read.all("label")}
    assert (read.unbalanced, labelled) == ([], set(read.fields()))


def test_after_a_deed_the_browser_goes_back_to_the_page_which_tells_it() -> None:
    ports = open_house()
    one = come(ports, 1)
    answer = post_fields(link(ports), {"action": "cancel", "registration": one}, BROWSER)
    assert (answer.status, answer.headers["location"]) == (303, f"{link(ports)}?done=cancel")
    assert "Cancelled; the mail is on its way." in page(ports, "?done=cancel")
    assert "<script>" not in page(ports, "?done=%3Cscript%3E")


def test_what_a_page_sent_in_vain_is_told_on_the_page() -> None:
    ports = open_house()
    one = come(ports, 1)
    body = {"action": "substitute", "registration": one, "name": "Quinn", "email": "x"}
    answer = post_fields(link(ports), body, BROWSER)
    assert answer.status == 400
    assert "Please give an e-mail address such as name@example.org." in answer.body.decode()
    assert "Quinn" not in answer.body.decode()


def test_names_are_shown_as_text() -> None:
    ports = open_house()
    said = Submission("g@example.org", "<b>Guest</b>", "LAS")
    register(ports, ports.store.event(EVENT), said, Origin("form"))
    assert "<b>Guest</b>" not in page(ports)
