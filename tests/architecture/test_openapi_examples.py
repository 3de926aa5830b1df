"""The OpenAPI documents as whoever makes a client reads them: typed, and with true examples."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import TypeAdapter

from functions.registration.describe_form import describe_form
from infra.package.openapi import FUNCTIONS, describe
from infra.package.openapi_examples import BLANK
from shared.domain.form import DEFAULT_FORM, Field, FieldType
from shared.edge.operation import JSON, Interface
from tests.architecture.test_openapi import operations

Schema = dict[str, Any]
DESCRIBED = [pytest.param(describe(function), id=function) for function in FUNCTIONS]
TYPED = ("type", "$ref", "anyOf", "oneOf", "allOf", "enum", "const")
MERGE_PATCH = "application/merge-patch+json"
"""A body of which each field may be left out; its model judges what the merge came to."""
SEVERAL = ("anyOf", "oneOf", "allOf")
FORM = (
    *DEFAULT_FORM,
    Field("diet", {"en": "Diet"}, FieldType.SELECT, required=True, options=("Fish", "Beans")),
    Field("bus", {"en": "Bus"}, FieldType.CHECKBOX),
    Field("rules", {"en": "Rules"}, FieldType.CONSENT, required=True),
    Field("arrival", {"en": "Arrival"}, FieldType.DATE, required=True),
    Field("guests", {"en": "Guests"}, FieldType.NUMBER, required=True),
)
"""A form that asks in every way there is."""


def schemas_in(document: Schema) -> Iterator[tuple[str, Schema]]:
    """Every schema of a document with its place, the ones within others too."""
    for name, model in document["components"]["schemas"].items():
        yield from schemas_under(model, name)
    for place, content in contents(document):
        yield from schemas_under(content["schema"], place)
    for method, path, operation in operations(document):
        for parameter in operation["parameters"]:
            yield from schemas_under(parameter["schema"], f"{method} {path} {parameter['name']}")


def schemas_under(schema: Schema, place: str) -> Iterator[tuple[str, Schema]]:
    """A schema, and all that stand in it."""
    yield place, schema
    for name, one in schema.get("properties", {}).items():
        yield from schemas_under(one, f"{place}.{name}")
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from schemas_under(schema[key], f"{place}.{key}")
    for key in SEVERAL:
        for at, one in enumerate(schema.get(key, ())):
            yield from schemas_under(one, f"{place}.{key}[{at}]")


def contents(document: Schema) -> Iterator[tuple[str, Schema]]:
    """Every request body and answer by media type, with its place."""
    for method, path, operation in operations(document):
        said = {"body": operation.get("requestBody", {}), **operation["responses"]}
        for where, one in said.items():
            for media_type, content in one.get("content", {}).items():
                yield f"{method} {path} {where} {media_type}", content


def examples_of(schema: Schema, document: Schema) -> list[object]:
    """The examples of a schema: its own, or those of the models that it names."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return examples_of(document["components"]["schemas"][name], document)
    within = [examples_of(one, document) for key in SEVERAL for one in schema.get(key, ())]
    return [*schema.get("examples", ()), *(one for found in within for one in found)]


def faults(schema: Schema, document: Schema) -> list[str]:
    """What in the examples of a schema the schema itself does not allow."""
    judge = Draft202012Validator(
        {**schema, "components": document["components"]}, format_checker=FormatChecker()
    )
    return [
        f"{wrong.json_path}: {wrong.message}"
        for example in examples_of(schema, document)
        for wrong in judge.iter_errors(example)
    ]


def texts_in(value: object, place: str = "$") -> Iterator[tuple[str, str]]:
    """Every text in a value, with its place."""
    if isinstance(value, str):
        yield place, value
    parts = value.items() if isinstance(value, dict) else ()
    for name, one in parts if parts else enumerate(value) if isinstance(value, list) else ():
        yield from texts_in(one, f"{place}.{name}")


@pytest.mark.parametrize("document", DESCRIBED)
def test_every_body_and_every_answer_has_an_example(document: Schema) -> None:
    without = [
        place
        for place, content in contents(document)
        if ("json" in place.rsplit(" ", 1)[1] or " body " in place)
        and content["schema"]
        and not examples_of(content["schema"], document)
    ]
    assert without == []


@pytest.mark.parametrize("document", DESCRIBED)
def test_every_example_is_what_its_schema_allows(document: Schema) -> None:
    wrong = {place: faults(schema, document) for place, schema in schemas_in(document)}
    assert {place: found for place, found in wrong.items() if found} == {}


@pytest.mark.parametrize("document", DESCRIBED)
def test_every_text_in_an_example_was_thought_of(document: Schema) -> None:
    """What is blank wants a word in the function's examples.py."""
    blank = [
        f"{name}: {place}"
        for name, model in document["components"]["schemas"].items()
        for place, text in texts_in(model.get("examples", []))
        if text == BLANK
    ]
    assert blank == []


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_example_of_a_body_is_taken_by_its_model(function: str) -> None:
    document = describe(function)
    interface: Interface = import_module(f"functions.{function}.operations").INTERFACE
    for (method, path), operation in interface.operations.items():
        if JSON in operation.body and MERGE_PATCH not in operation.body:
            told = document["paths"][path][method.lower()]["requestBody"]["content"][JSON]
            adapter: TypeAdapter[Any] = TypeAdapter(operation.body[JSON])
            for example in examples_of(told["schema"], document):
                adapter.validate_python(example)


@pytest.mark.parametrize("document", DESCRIBED)
def test_every_list_says_what_is_in_it(document: Schema) -> None:
    bare = [
        place
        for place, schema in schemas_in(document)
        if "array" in str(schema.get("type", "")) and not set(schema.get("items", {})) & {*TYPED}
    ]
    assert bare == []


@pytest.mark.parametrize("document", DESCRIBED)
def test_every_field_and_parameter_has_a_type(document: Schema) -> None:
    """Bytes alone, such as a workbook's, are described by nothing at all."""
    untyped = [
        place for place, schema in schemas_in(document) if schema and not set(schema) & {*TYPED}
    ]
    assert untyped == []


@pytest.mark.parametrize("document", DESCRIBED)
def test_a_map_tells_of_its_values_in_the_way_that_makers_of_clients_read(document: Schema) -> None:
    assert [place for place, one in schemas_in(document) if "patternProperties" in one] == []


@pytest.mark.parametrize("document", DESCRIBED)
def test_what_may_be_null_says_so_by_its_type(document: Schema) -> None:
    """OpenAPI 3.1 knows null as a type, and `nullable` no longer."""
    for place, schema in schemas_in(document):
        assert (place, "nullable" in schema) == (place, False)
        if "default" in schema:
            judge = Draft202012Validator({**schema, "components": document["components"]})
            assert (place, judge.is_valid(schema["default"])) == (place, True)


@pytest.mark.parametrize("document", DESCRIBED)
def test_an_answer_may_tell_more_later(document: Schema) -> None:
    closed = [
        f"{place}: {inner}"
        for place, content in contents(document)
        if " body " not in place
        for inner, schema in reached(content["schema"], document, set())
        if schema.get("additionalProperties") is False
    ]
    assert closed == []


def reached(schema: Schema, document: Schema, seen: set[str]) -> Iterator[tuple[str, Schema]]:
    """All schemas that a schema leads to, each model once."""
    for place, one in schemas_under(schema, ""):
        name = one.get("$ref", "").rsplit("/", 1)[-1]
        if name and name not in seen:
            seen.add(name)
            yield from reached(document["components"]["schemas"][name], document, seen)
        yield place, one


@pytest.mark.parametrize("form", [DEFAULT_FORM, FORM], ids=["default", "of every kind"])
def test_the_examples_hold_for_an_events_own_form(form: tuple[Field, ...]) -> None:
    document = json.loads(json.dumps(describe("registration")))
    told = describe_form(document, form, "en")
    bodies = ("FormBody", "SelfBody", "WebhookBody", "WebhookData")
    found = {name: faults(told["components"]["schemas"][name], told) for name in bodies}
    assert found == {name: [] for name in bodies}
    assert all(told["components"]["schemas"][name]["examples"] for name in bodies)


def test_an_example_names_one_of_the_forms_own_options() -> None:
    lunch = replace(FORM[-5], key="lunch", options=("Soup",))
    told = describe_form(describe("registration"), (*DEFAULT_FORM, lunch), "en")
    [example] = told["components"]["schemas"]["FormBody"]["examples"]
    assert example["lunch"] == "Soup"
