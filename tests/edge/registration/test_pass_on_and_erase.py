"""The self-service link: somebody else comes, my data, erase everything about me."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from functions.registration.schemas import OwnData, RegistrationAnswer
from shared.domain.event import RegistrationRules
from shared.domain.form import DEFAULT_FORM, Field
from shared.domain.registration import State
from shared.ports import Ports
from shared.verbs.revise import revise
from tests.builders import EVENT, NOW
from tests.edge.registration.calls import (
    AS_JSON,
    BROWSER,
    PAGE,
    errors_of,
    everybody,
    get,
    let_pass,
    link_of,
    outbox,
    post_fields,
    post_json,
    serve,
)
from tests.edge.registration.reading_html import read_page
from tests.edge.registration.test_self_service import TOMAS, meret_with, registered

INSTEAD = {"action": "substitute", **TOMAS}


def named(ports: Ports) -> dict[str, State]:
    return {one.email: one.state for one in everybody(ports)}


def test_a_colleague_comes_instead_and_the_answer_is_theirs() -> None:
    ports = serve(lambda event: replace(event, capacity=1))
    link = meret_with(ports, institution="LAS")
    answer = post_json(link, INSTEAD)
    after = RegistrationAnswer.model_validate(answer.json())
    assert (answer.status, after.name, after.state) == (200, TOMAS["name"], State.CONFIRMED)
    assert answer.json()["institution"] == {"id": "sorrel", "name": "Lake Authority of Sorrel"}
    assert named(ports) == {"meret.aalders@example.org": "cancelled", TOMAS["email"]: "confirmed"}
    assert sorted(outbox(ports)) == ["confirmation", "confirmation", "substituted"]
    assert get(link).status == 404


def test_a_browser_goes_on_to_a_page_that_holds_nobodys_link() -> None:
    ports = serve()
    link = meret_with(ports)
    answer = post_fields(link, INSTEAD, BROWSER)
    page = get(answer.headers["location"], BROWSER)
    assert (answer.status, answer.headers["location"]) == (303, f"{PAGE}/passed-on")
    assert (page.status, page.headers["x-robots-tag"]) == (200, "noindex")
    assert "Your place is passed on" in page.body.decode()
    assert "self/" not in page.body.decode()


def test_wrong_words_of_a_colleague_are_named_beside_their_own_fields() -> None:
    ports = serve()
    link = meret_with(ports)
    wrong = {"action": "substitute", "name": " ", "email": "nobody"}
    assert errors_of(post_json(link, wrong)) == ["name", "email"]
    answer = post_fields(link, wrong, BROWSER)
    page = read_page(answer.body)
    fields = page.fields()
    assert answer.status == 400
    assert [one.get("open", "shut") for one in page.all("details")] == [None, "shut", "shut"]
    assert (fields["colleague-email"]["value"], fields["question-3"]["value"]) == (
        "nobody",
        "meret.aalders@example.org",
    )
    marked = [name for name, one in fields.items() if one.get("aria-invalid")]
    assert marked == ["colleague-name", "colleague-email"]
    linked = [one["href"] for one in page.all("a") if str(one.get("href")).startswith("#")]
    assert linked == ["#colleague-name", "#colleague-email"]
    assert named(ports) == {"meret.aalders@example.org": "confirmed"}


def test_a_colleague_who_is_there_already_is_409_in_a_sentence() -> None:
    ports = serve()
    link = meret_with(ports)
    registered(ports, {**TOMAS})
    answer = post_json(link, INSTEAD)
    sentence = "Somebody of that name and address is registered already."
    assert (answer.status, answer.json()["detail"]) == (409, sentence)
    page = post_fields(link, INSTEAD, BROWSER)
    assert (page.status, sentence in page.body.decode()) == (409, True)


def test_names_in_two_parts_are_taken_too() -> None:
    parts = [Field(f"{part}_name", {"en": part}) for part in ("given", "family")]
    ports = serve(lambda event: replace(event, form=(*parts, *DEFAULT_FORM[2:])))
    link = meret_with(ports)
    words = {"given_name": "Tomas", "family_name": "Brandt", "email": TOMAS["email"]}
    assert post_json(link, {"action": "substitute", **words}).json()["name"] == "Tomas Brandt"


@pytest.mark.parametrize("after_days", [13, 14, 16])
def test_a_place_is_passed_on_after_closing_until_the_meeting_ends(after_days: int) -> None:
    ports = serve()
    link = meret_with(ports)
    closed = RegistrationRules(closes_at=NOW + timedelta(days=1), freeze_at=NOW)
    revise(ports, EVENT, lambda event: replace(event, registration=closed))
    let_pass(ports, days=after_days)
    page = read_page(get(link, BROWSER).body)
    over = after_days == 16
    assert ("Somebody else comes instead of me" in page.text) is not over
    assert post_json(link, INSTEAD).status == (409 if over else 200)


def test_somebody_pending_sees_no_place_to_pass_on() -> None:
    ports = serve(lambda event: replace(event, registration=RegistrationRules(approval=True)))
    link = meret_with(ports)
    assert "Somebody else comes" not in get(link, BROWSER).body.decode()
    assert post_json(link, INSTEAD).status == 409


def test_my_data_are_a_file_of_everything_and_fetching_it_changes_nothing() -> None:
    ports = serve()
    link = meret_with(ports, institution="LAS", phone="555")
    before = (everybody(ports), outbox(ports))
    answer = get(f"{link}?data=json", BROWSER)
    told = OwnData.model_validate_json(answer.body)
    assert answer.headers["content-disposition"] == 'attachment; filename="my-data.json"'
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert told.registration["email"] == "meret.aalders@example.org"
    assert told.registration["answers"] == {"phone": "555"}
    [delivery] = told.deliveries
    assert json.loads(str(delivery["body"]))["data"]["name"] == "Meret Aalders"
    assert [one["kind"] for one in told.messages] == ["confirmation"]
    assert (everybody(ports), outbox(ports)) == before


def test_another_kind_of_file_is_named() -> None:
    ports = serve()
    answer = get(f"{meret_with(ports)}?data=xml", AS_JSON)
    assert (answer.status, errors_of(answer)) == (400, ["data"])


def test_everything_about_me_is_erased_and_the_link_shows_the_receipt() -> None:
    ports = serve()
    link = meret_with(ports, institution="LAS")
    answer = post_fields(link, {"action": "erase"}, BROWSER)
    page = get(answer.headers["location"], BROWSER)
    assert (answer.status, answer.headers["location"]) == (303, link)
    text = read_page(page.body).text
    assert "Your data are erased" in text
    assert "on Monday 1 March 2027, 13:00 (Asia/Tbilisi, UTC+4)" in text
    assert "Aalders" not in text
    [registration] = everybody(ports)
    assert (registration.email, registration.name, registration.institution) == ("", "", None)


def test_erasing_again_answers_the_same() -> None:
    ports = serve()
    link = meret_with(ports)
    answers = [post_json(link, {"action": "erase"}) for _ in range(2)]
    assert [answer.status for answer in answers] == [200, 200]
    assert answers[0].body == answers[1].body
    told = RegistrationAnswer.model_validate(answers[0].json())
    assert (told.state, told.email, told.name, told.answers) == (State.CANCELLED, "", "", {})
    assert sorted(outbox(ports)) == ["confirmation", "erased"]


def test_somebody_erased_has_no_other_action_left() -> None:
    ports = serve()
    link = meret_with(ports)
    post_json(link, {"action": "erase"})
    answers = [post_json(link, {**INSTEAD, "action": one}) for one in ("change", "substitute")]
    assert [answer.status for answer in answers] == [409, 409]
    assert post_json(link, {"action": "cancel"}).status == 200
    assert get(f"{link}?data=json").json()["registration"]["email"] == ""


def test_somebody_who_has_left_may_still_fetch_and_erase() -> None:
    ports = serve()
    link = meret_with(ports)
    post_json(link, {"action": "cancel"})
    page = get(link, BROWSER).body.decode()
    assert ("?data=json" in page, page.count("<form")) == (True, 1)
    assert post_json(link, {"action": "erase"}).json()["state"] == "cancelled"


def test_every_state_of_the_page_is_well_formed() -> None:
    ports = serve()
    link = meret_with(ports, institution="<b>House</b>")
    pages = [get(link, BROWSER)]
    pages.append(post_fields(link, {"action": "substitute"}, BROWSER))
    post_json(link, INSTEAD)
    [left] = [one for one in everybody(ports) if one.state is State.CANCELLED]
    pages.append(get(link_of(ports, left), BROWSER))
    post_json(link_of(ports, left), {"action": "erase"})
    pages += [get(link_of(ports, left), BROWSER), get(f"{PAGE}/passed-on", BROWSER)]
    for answer in pages:
        page = read_page(answer.body)
        ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
        labels = {one["for"] for one in page.all("label") if "for" in one}
        named = {one["aria-labelledby"] for _, one in page.tags if "aria-labelledby" in one}
        assert (page.unbalanced, len(page.all("h1"))) == ([], 1)
        assert sorted(set(ids), key=str) == sorted(ids, key=str)
        assert (labels, named - set(ids)) == (set(page.fields()), set())
        assert "<script" not in answer.body.decode()
