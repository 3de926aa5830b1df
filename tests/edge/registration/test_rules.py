"""What the rules of a meeting make of its pages and of the self-service link."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from shared.domain.consent import consent_version
from shared.domain.event import Event, RegistrationRules
from shared.domain.form import DEFAULT_FORM, Field, FieldType
from shared.domain.quota import Quotas
from shared.ports import Ports
from shared.verbs.approve import decline
from shared.verbs.revise import revise
from tests.builders import EVENT, NOW
from tests.edge.registration.calls import (
    AS_JSON,
    BROWSER,
    MERET,
    PAGE,
    created,
    deliver,
    errors_of,
    everybody,
    form_token,
    get,
    let_pass,
    link_of,
    outbox,
    post_fields,
    post_json,
    serve,
)
from tests.edge.registration.reading_html import read_page

DINNER = Field("dinner", {"en": "Dinner"}, FieldType.SELECT, options=("fish", "none"))
BUS = Field("bus", {"en": "I come by bus"}, FieldType.CHECKBOX)
PHOTOS = Field("photos", {"en": "You may photograph me"}, FieldType.CONSENT)
FORM = (*DEFAULT_FORM, DINNER, BUS, PHOTOS)
TOMAS = {"name": "Tomas Brandt", "email": "tomas.brandt@example.net"}
QUOTAS = Quotas(option={"dinner=fish": 1, "bus=yes": 0})


def with_options(event: Event) -> Event:
    return replace(event, form=FORM, quotas=QUOTAS)


def frozen_later(event: Event) -> Event:
    rules = RegistrationRules(freeze_at=NOW + timedelta(hours=1))
    return replace(event, form=FORM, registration=rules)


def on_approval(event: Event) -> Event:
    return replace(event, registration=RegistrationRules(approval=True))


def link_after(ports: Ports, **answers: str) -> str:
    deliver(ports, created({**MERET, "answers": answers}))
    return link_of(ports, everybody(ports)[0])


def page_at(path: str) -> str:
    return get(path, BROWSER).body.decode()


def options(page: str) -> list[str]:
    return re.findall(r"<option[^>]*>([^<]*)</option>", page)


def test_an_option_that_is_full_says_so_and_may_still_be_sent() -> None:
    ports = serve(with_options)
    assert options(page_at(PAGE)) == ["Please choose", "fish", "none"]
    link_after(ports, dinner="fish")
    page = page_at(PAGE)
    assert options(page) == ["Please choose", "fish (full)", "none"]
    assert '<option value="fish">' in page
    assert "No place is left in this." in page
    answer = post_fields(PAGE, {**TOMAS, "dinner": "fish", "form_token": form_token()}, BROWSER)
    assert answer.status == 303
    assert [one.state for one in everybody(ports)] == ["confirmed", "waitlisted"]


def test_the_form_as_json_has_no_field_for_full_options() -> None:
    ports = serve(with_options)
    link_after(ports, dinner="fish")
    shown = get(PAGE, AS_JSON).json()
    assert [list(one) for one in shown["form"]] == [
        ["key", "label", "type", "required", "options", "help"]
    ] * len(FORM)
    assert shown["form"][4]["options"] == ["fish", "none"]


def test_what_somebody_has_is_not_called_full_on_their_own_page() -> None:
    ports = serve(with_options)
    link = link_after(ports, dinner="fish")
    assert options(page_at(link)) == ["Please choose", "fish", "none"]


def test_choosing_a_full_option_is_400_naming_the_field() -> None:
    ports = serve(with_options)
    link = link_after(ports, dinner="fish")
    answer = post_json(link, {"action": "change", "bus": "yes"})
    assert (answer.status, errors_of(answer)) == (400, ["bus"])
    assert get(link, AS_JSON).json()["answers"] == {"dinner": "fish"}


def test_frozen_options_cannot_be_changed_but_the_rest_and_leaving_can() -> None:
    ports = serve(frozen_later)
    link = link_after(ports, dinner="fish")
    let_pass(ports, hours=2)
    answer = post_json(link, {"action": "change", "dinner": "none", "phone": "5"})
    assert (answer.status, errors_of(answer)) == (400, ["dinner"])
    kept = post_json(link, {"action": "change", "phone": "5"}).json()
    assert kept["answers"] == {"dinner": "fish", "phone": "5"}
    assert post_json(link, {"action": "cancel"}).json()["state"] == "cancelled"


def test_a_page_shows_frozen_options_as_they_are_and_sends_them_not() -> None:
    ports = serve(frozen_later)
    link = link_after(ports, dinner="fish")
    let_pass(ports, hours=2)
    page = read_page(get(link, BROWSER).body)
    closed = {one["name"] for one in page.fields().values() if "disabled" in one}
    hidden = {one["name"] for one in page.all("input") if one["type"] == "hidden"}
    assert closed == {"dinner", "bus"}
    assert "bus" not in hidden
    assert page.text.count("This can no longer be changed here") == 2
    typed = {"action": "change", **MERET, "phone": "5", "photos": "no"}
    assert post_fields(link, typed, BROWSER).status == 303
    assert get(link, AS_JSON).json()["answers"] == {"dinner": "fish", "phone": "5"}


def test_a_response_that_changes_frozen_options_is_refused_not_400() -> None:
    ports = serve(frozen_later)
    answers = {"answers": {"dinner": "fish"}}
    deliver(ports, created({**MERET, "id": "r1", **answers}))
    [registration] = everybody(ports)
    let_pass(ports, hours=2)
    changed = created({**MERET, "id": "r1", "answers": {"dinner": "none"}})
    answer = deliver(ports, changed, "msg_2")
    assert (answer.status, answer.json()) == (
        200,
        {"outcome": "refused", "registration": registration.id, "reason": "closed"},
    )


def test_consent_keeps_the_version_of_the_wording_that_was_accepted() -> None:
    ports = serve(lambda one: replace(one, form=FORM))
    link = link_after(ports, photos="yes")
    old = consent_version(PHOTOS)
    assert everybody(ports)[0].consents == {"photos": old}
    assert f"You have agreed to this wording (version {old})." in page_at(link)
    film = replace(PHOTOS, label={"en": "You may film me"})
    revise(ports, EVENT, lambda one: replace(one, form=(*DEFAULT_FORM, DINNER, BUS, film)))
    post_json(link, {"action": "change", "phone": "5"})
    assert everybody(ports)[0].consents == {"photos": old}
    assert f"an earlier wording (version {old})" in page_at(link)
    post_json(link, {"action": "change", "photos": "yes"})
    assert everybody(ports)[0].consents == {"photos": consent_version(film)}
    answer = post_json(link, {"action": "change", "photos": "no"}).json()
    assert (answer["answers"], everybody(ports)[0].consents) == ({"phone": "5"}, {})


def test_a_meeting_with_approval_says_so_and_answers_pending() -> None:
    ports = serve(on_approval)
    assert "The organisers look at each registration" in page_at(PAGE)
    answer = deliver(ports, created(MERET)).json()
    assert (answer["outcome"], answer["reason"]) == ("pending", None)
    page = page_at(link_of(ports, everybody(ports)[0]))
    assert "waits for the organisers' approval; you do not have a place yet" in page
    assert outbox(ports) == ["pending"]


def test_somebody_declined_reads_so_and_may_register_again() -> None:
    ports = serve(on_approval)
    link = link_after(ports)
    decline(ports, EVENT, everybody(ports)[0].id)
    page = page_at(link)
    assert "we are sorry, the organisers could not give you a place" in page
    assert "Register again" in page
    assert post_json(link, {"action": "change", "phone": "5"}).status == 409
    assert post_json(link, {"action": "cancel"}).status == 409
