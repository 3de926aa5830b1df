"""openapi.json tells what the function serves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import openapi_spec_validator

from functions.registration.app import app
from shared.domain.form import DEFAULT_FORM, Field, FieldType
from shared.verbs.revise import revise
from tests.builders import EVENT
from tests.edge.registration.calls import (
    AS_JSON,
    BROWSER,
    MERET,
    PAGE,
    created,
    deliver,
    everybody,
    get,
    serve,
)

TELLS = "#/components/schemas/{model}"


def the_description() -> dict[str, Any]:
    serve()
    description: dict[str, Any] = get("/registration/openapi.json").json()
    return description


def references(part: object) -> set[str]:
    """Every `$ref` in a document."""
    if isinstance(part, list):
        return {found for one in part for found in references(one)}
    if isinstance(part, dict):
        own = {part["$ref"]} if "$ref" in part else set()
        return own.union(*(references(one) for one in part.values()))
    return set()


def test_every_route_and_method_is_described() -> None:
    served = {
        (path, method.lower())
        for path, methods in app.routes.items()
        for method in methods
        if method not in ("HEAD", "OPTIONS")
    }
    paths = the_description()["paths"]
    assert {(path, method) for path, one in paths.items() for method in one} == served


def test_every_model_is_there_and_is_used() -> None:
    description = the_description()
    told = description["components"]["schemas"]
    assert references(description) == {TELLS.format(model=name) for name in told}


QUESTIONS = (
    *DEFAULT_FORM,
    Field(
        "dinner",
        {"en": "Dinner", "de": "Abendessen"},
        FieldType.SELECT,
        required=True,
        options=("fish", "none"),
        help={"en": "At eight"},
    ),
    Field("bus", {"en": "Bus"}, FieldType.CHECKBOX),
    Field("arrival", {"en": "Arrival"}, FieldType.DATE),
)


def test_an_events_form_is_described_in_the_bodies_that_carry_it() -> None:
    serve(lambda event: replace(event, form=QUESTIONS, locale="de"))
    description = get(f"/registration/openapi.json?event={EVENT}").json()
    openapi_spec_validator.validate(description)
    schemas = description["components"]["schemas"]
    form, answers = schemas["FormBody"], schemas["WebhookData"]["properties"]["answers"]
    assert form["required"] == ["form_token", "name", "email", "dinner"]
    assert form["properties"]["dinner"] == {
        "type": "string",
        "title": "Abendessen",
        "description": "At eight",
        "minLength": 1,
        "maxLength": 4000,
        "enum": ["fish", "none"],
    }
    assert form["properties"]["bus"]["enum"] == ["yes", "no", ""]
    assert form["properties"]["arrival"]["format"] == "date"
    assert schemas["SelfBody"]["required"] == ["action"]
    assert list(answers["properties"]) == ["phone", "dinner", "bus", "arrival"]


def test_a_new_question_needs_nothing_but_the_settings() -> None:
    ports = serve()
    before = get(f"/registration/openapi.json?event={EVENT}").json()
    assert "diet" not in before["components"]["schemas"]["FormBody"]["properties"]
    diet = Field("diet", {"en": "Diet"}, FieldType.SELECT, options=("any", "vegan"))
    revise(ports, EVENT, lambda one: replace(one, form=(*DEFAULT_FORM, diet)))
    after = get(f"/registration/openapi.json?event={EVENT}").json()
    assert "diet" in after["components"]["schemas"]["FormBody"]["properties"]
    assert '<select id="question-5" name="diet"' in get(PAGE, BROWSER).body.decode()
    assert get(PAGE, AS_JSON).json()["form"][4]["key"] == "diet"
    deliver(ports, created({**MERET, "diet": "vegan"}))
    [registration] = everybody(ports)
    assert registration.answers == {"diet": "vegan"}
    assert "option#diet=vegan" in registration.tallies


def test_the_form_of_no_event_is_404_and_of_two_400() -> None:
    serve()
    assert get("/registration/openapi.json?event=nowhere").status == 404
    assert get(f"/registration/openapi.json?event={EVENT}&event={EVENT}").status == 400
