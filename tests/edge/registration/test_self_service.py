"""The self-service link: see, change, cancel; looking changes nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from functions.registration.app import app
from functions.registration.schemas import RegistrationAnswer
from shared.domain.event import Event
from shared.domain.form import DEFAULT_FORM, Field, FieldType
from shared.domain.registration import State
from shared.domain.writes import NoteFeedback
from shared.ports import Ports
from tests.builders import EVENT
from tests.edge.calling import call
from tests.edge.registration.calls import (
    AS_JSON,
    BROWSER,
    MERET,
    created,
    deliver,
    errors_of,
    everybody,
    get,
    link_of,
    outbox,
    post_fields,
    post_json,
    serve,
)

TOMAS = {"name": "Tomas Brandt", "email": "tomas.brandt@example.net"}


def registered(ports: Ports, data: dict[str, object]) -> str:
    """Register somebody; the path of their link."""
    answer = deliver(ports, created(data), f"msg_{data['email']}").json()
    registration = ports.store.registration(EVENT, answer["registration"])
    assert registration is not None
    return link_of(ports, registration)


def meret_with(ports: Ports, **more: object) -> str:
    return registered(ports, {**MERET, **more})


def test_the_registration_as_its_person_reads_it() -> None:
    ports = serve()
    answer = get(meret_with(ports, institution="LAS", phone="555"), AS_JSON)
    [registration] = everybody(ports)
    assert answer.status == 200
    assert answer.json() == {
        "id": registration.id,
        "name": "Meret Aalders",
        "email": "meret.aalders@example.org",
        "institution": {"id": "sorrel", "name": "Lake Authority of Sorrel"},
        "state": "confirmed",
        "position": None,
        "answers": {"phone": "555"},
        "source": "webhook:standard",
        "registered_at": "2027-03-01T09:00:00+00:00",
        "updated_at": "2027-03-01T09:00:00+00:00",
        "mail": {
            "state": "pending",
            "last_kind": "confirmation",
            "last_at": "2027-03-01T09:00:00+00:00",
        },
    }
    assert RegistrationAnswer.model_validate(answer.json()).state is State.CONFIRMED


def test_what_the_provider_reports_outweighs_that_a_mail_was_sent() -> None:
    ports = serve()
    link = meret_with(ports)
    [registration] = everybody(ports)
    ports.store.commit([NoteFeedback(EVENT, registration.id, "bounced")], "feedback-1")
    assert get(link, AS_JSON).json()["mail"]["state"] == "bounced"


def test_a_place_in_the_line_counts_from_1() -> None:
    ports = serve(lambda event: replace(event, capacity=0))
    first, second = meret_with(ports), registered(ports, {**TOMAS})
    assert [get(link, AS_JSON).json()["position"] for link in (first, second)] == [1, 2]
    assert "number 2 in line" in get(second).body.decode()


def test_looking_changes_nothing_and_leaves_no_trace() -> None:
    ports = serve()
    link = meret_with(ports)
    before = (everybody(ports), outbox(ports))
    answers = [get(link), get(link, BROWSER), call(app, "HEAD", f"{link}?action=cancel")]
    assert (everybody(ports), outbox(ports)) == before
    for answer in answers:
        assert answer.status == 200
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-robots-tag"] == "noindex"
        assert answer.headers["cache-control"] == "no-store"
    assert answers[2].body == b""


def test_cancel_is_done_once_and_answers_the_same_again() -> None:
    ports = serve()
    link = meret_with(ports)
    answers = [post_json(link, {"action": "cancel"}) for _ in range(2)]
    assert [answer.status for answer in answers] == [200, 200]
    assert answers[0].json()["state"] == "cancelled"
    assert answers[0].body == answers[1].body
    assert outbox(ports) == ["confirmation", "cancelled"]


def test_a_browser_that_cancels_comes_back_to_the_page() -> None:
    ports = serve()
    link = meret_with(ports)
    answer = post_fields(link, {"action": "cancel"}, BROWSER)
    page = get(answer.headers["location"], BROWSER).body.decode()
    assert (answer.status, answer.headers["location"]) == (303, link)
    assert "your registration is cancelled" in page
    assert page.count("<form") == page.count('value="erase"') == 1


def test_change_keeps_what_is_not_sent() -> None:
    ports = serve()
    link = meret_with(ports, institution="Delta Institute", phone="555", hotel="Rivers")
    answer = post_json(link, {"action": "change", "phone": "777", "unknown": ["x"]}).json()
    assert answer["answers"] == {"phone": "777", "hotel": "Rivers"}
    assert (answer["name"], answer["institution"]["name"]) == ("Meret Aalders", "Delta Institute")


def test_change_takes_away_what_is_sent_empty() -> None:
    ports = serve()
    link = meret_with(ports, institution="Delta Institute", phone="555")
    answer = post_json(link, {"action": "change", "phone": "", "institution": None}).json()
    assert (answer["answers"], answer["institution"]) == ({}, None)


def test_somebody_without_a_name_may_change_something_else() -> None:
    ports = serve()
    link = registered(ports, {"email": "quiet@example.org"})
    assert post_json(link, {"action": "change", "phone": "777"}).status == 200


def test_a_name_in_two_parts_is_made_again() -> None:
    def in_parts(event: Event) -> Event:
        given, family = (Field(f"{part}_name", {"en": part}) for part in ("given", "family"))
        return replace(event, form=(given, family, *DEFAULT_FORM[2:]))

    ports = serve(in_parts)
    link = registered(ports, {"email": "m@example.org", "given_name": "Meret", "family_name": "A"})
    answer = post_json(link, {"action": "change", "family_name": "Aalders"}).json()
    assert answer["name"] == "Meret Aalders"


def test_a_box_can_be_unticked_on_the_page() -> None:
    box = Field("dinner", {"en": "I come to dinner"}, FieldType.CHECKBOX)
    ports = serve(lambda event: replace(event, form=(*DEFAULT_FORM, box)))
    link = meret_with(ports, dinner=True)
    assert get(link, AS_JSON).json()["answers"] == {"dinner": "yes"}
    assert '<input type="hidden" name="dinner" value="no">' in get(link).body.decode()
    post_fields(link, {"action": "change", "dinner": "no"}, BROWSER)
    assert get(link, AS_JSON).json()["answers"] == {}


def test_a_corrected_address_takes_the_old_link_away() -> None:
    ports = serve()
    link = meret_with(ports)
    answer = post_fields(link, {"action": "change", "email": "meret@example.com"}, BROWSER)
    assert answer.status == 303
    assert get(link).status == 404
    assert get(answer.headers["location"], AS_JSON).json()["email"] == "meret@example.com"


def test_a_change_into_somebody_else_is_409() -> None:
    ports = serve()
    link = meret_with(ports)
    registered(ports, {**TOMAS})
    assert post_json(link, {"action": "change", **TOMAS}).status == 409
    page = post_fields(link, {"action": "change", **TOMAS}, BROWSER)
    assert (page.status, page.headers["content-type"]) == (409, "text/html; charset=utf-8")


def test_a_change_after_leaving_is_409() -> None:
    ports = serve()
    link = meret_with(ports)
    post_json(link, {"action": "cancel"})
    assert post_json(link, {"action": "change", "phone": "1"}).status == 409
    page = post_fields(link, {"action": "change", "phone": "1"}, BROWSER).body.decode()
    assert "<h1>That is not possible</h1>" in page


def test_wrong_fields_are_named_and_nothing_changes() -> None:
    ports = serve()
    link = meret_with(ports)
    wrong = {"action": "change", "name": "", "email": "nobody"}
    assert errors_of(post_json(link, wrong)) == ["name", "email"]
    page = post_fields(link, wrong, BROWSER)
    assert (page.status, page.headers["content-type"]) == (400, "text/html; charset=utf-8")
    assert 'value="nobody"' in page.body.decode()
    assert [one.email for one in everybody(ports)] == [MERET["email"]]


@pytest.mark.parametrize("action", ["transfer", "", None, 7, "CANCEL"])
def test_another_action_is_named(action: object) -> None:
    ports = serve()
    answer = post_json(meret_with(ports), {"action": action})
    assert (answer.status, errors_of(answer)) == (400, ["action"])


@pytest.mark.parametrize("kind", ["text/plain", "", "multipart/form-data"])
def test_another_content_type_is_415(kind: str) -> None:
    ports = serve()
    assert (
        call(app, "POST", meret_with(ports), {"Content-Type": kind}, b"action=cancel").status == 415
    )


@pytest.mark.parametrize(
    "alter",
    [
        lambda token: token[:-1] + ("0" if token[-1] != "0" else "1"),
        lambda token: token.replace(".1.", ".2."),
        lambda token: token.replace(".1.", ".01."),
        lambda token: token.replace(EVENT, "elsewhere"),
        lambda token: token + ".x",
        lambda token: token.upper(),
        lambda token: "x",
        lambda token: "...",
        lambda token: "%00.%FF.1.%F0",
        lambda token: "a" * 5000,
        lambda token: f"{'a' * 3000}.{token.partition('.')[2]}",
        lambda token: f"{EVENT}.x.99999999999999999999.y",
        lambda token: f"{EVENT}.x.-1.y",
    ],
)
def test_a_token_that_does_not_hold_is_404(alter: object) -> None:
    ports = serve()
    token = meret_with(ports).rpartition("/")[2]
    assert callable(alter)
    path = f"/registration/self/{alter(token)}"
    answers = [get(path, AS_JSON), get(path, BROWSER), post_json(path, {"action": "cancel"})]
    assert [answer.status for answer in answers] == [404, 404, 404]
    assert {answer.headers["referrer-policy"] for answer in answers} == {"no-referrer"}
    assert [one.state for one in everybody(ports)] == [State.CONFIRMED]
