"""What breaks a client is found, kind by kind; what only adds is not complained of."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from infra.package.openapi_changes import breaking_changes

Document = dict[str, Any]
Change = Callable[[Document], object]
TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
THING = "/things/{thing}"


def a_document() -> Document:
    """Two operations on things; a thing is told by what it holds and by the things in it."""
    return {
        "paths": {
            THING: {
                "get": {
                    "operationId": "readThing",
                    "parameters": [
                        {"in": "query", "name": "lang", "required": False, "schema": dict(TEXT)},
                        {
                            "in": "query", "name": "kind", "required": False,
                            "schema": {"type": "string", "enum": ["old", "new"]},
                        },
                    ],
                    "responses": {
                        "200": {
                            "headers": {"ETag": {"schema": dict(TEXT)}},
                            "content": {
                                "application/json": {"schema": {"$ref": "#/c/Thing"}},
                                "text/plain": {"schema": dict(TEXT)},
                            },
                        },
                        "404": {"content": {"application/json": {"schema": dict(TEXT)}}},
                    },
                },
                "put": {
                    "operationId": "saveThing",
                    "parameters": [],
                    "requestBody": {
                        "required": True,
                        "content": {
                            "application/json": {"schema": {"$ref": "#/c/Body"}},
                            "text/csv": {"schema": dict(TEXT)},
                        },
                    },
                    "responses": {"204": {}},
                },
            }
        },
        "components": {"schemas": {"Thing": a_thing(), "Body": a_body()}},
    }  # fmt: skip


def a_thing() -> Document:
    return {
        "type": "object",
        "properties": {
            "name": dict(TEXT),
            "at": {"type": "string", "format": "date-time"},
            "room": {"anyOf": [dict(TEXT), {"type": "null"}]},
            "state": {"type": "string", "enum": ["there", "gone"]},
            "size": {"type": "number", "minimum": 0},
            "inside": {"type": "array", "items": {"$ref": "#/c/Thing"}},
            "words": {"type": "object", "additionalProperties": dict(TEXT)},
            "within": {"anyOf": [{"$ref": "#/c/Thing"}, {"type": "null"}]},
        },
        "required": ["name", "at", "room", "state"],
    }


def a_body() -> Document:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "name": {"type": "string", "maxLength": 20},
            "room": {"anyOf": [dict(TEXT), {"type": "null"}]},
            "state": {"type": "string", "enum": ["there", "gone"]},
            "talk": {"anyOf": [dict(TEXT), {"type": "object", "properties": {"title": TEXT}}]},
            "size": dict(NUMBER),
            "labels": {"type": "object", "additionalProperties": dict(TEXT)},
        },
        "required": ["name"],
    }


def get(document: Document) -> Any:
    return document["paths"][THING]["get"]


def put(document: Document) -> Any:
    return document["paths"][THING]["put"]


def thing(document: Document) -> Any:
    return document["components"]["schemas"]["Thing"]


def body(document: Document) -> Any:
    return document["components"]["schemas"]["Body"]


def told(document: Document) -> Any:
    return thing(document)["properties"]


def asked(document: Document) -> Any:
    return body(document)["properties"]


def a_parameter(name: str, required: bool) -> Document:
    return {"in": "query", "name": name, "required": required, "schema": dict(TEXT)}


def compared(change: Change) -> tuple[str, ...]:
    """What is said of a document after a change."""
    after = copy.deepcopy(a_document())
    change(after)
    return breaking_changes(a_document(), after)


GET, PUT = f"GET {THING}", f"PUT {THING}"
BREAKS: list[tuple[Change, str]] = [
    (lambda d: d["paths"].pop(THING), f"{GET} is gone."),
    (lambda d: d["paths"][THING].pop("put"), f"{PUT} is gone."),
    (lambda d: get(d).update(operationId="see"), f"{GET} is called see, not readThing."),
    (lambda d: get(d).update(security=[{"bearer": []}]), f"{GET} needs a token now."),
    (lambda d: get(d)["responses"].pop("404"), f"{GET} 404 is gone."),
    (lambda d: get(d)["responses"]["200"].pop("headers"), f"{GET} 200: the header ETag is gone."),
    (
        lambda d: get(d)["responses"]["200"]["content"].pop("text/plain"),
        f"{GET} 200: text/plain is gone.",
    ),
    (lambda d: get(d)["parameters"].pop(0), f"{GET}: the query parameter lang is gone."),
    (
        lambda d: get(d)["parameters"].append(a_parameter("day", required=True)),
        f"{GET}: the query parameter day is required now.",
    ),
    (
        lambda d: get(d)["parameters"][0].update(required=True),
        f"{GET}: the query parameter lang is required now.",
    ),
    (lambda d: get(d)["parameters"][0].update(schema=NUMBER), f"{GET}: lang may no longer be str"),
    (lambda d: get(d)["parameters"][1]["schema"]["enum"].pop(), f"{GET}: kind no longer takes new"),
    (lambda d: get(d).update(requestBody=put(d)["requestBody"]), f"{GET} needs a body now."),
    (lambda d: put(d).pop("requestBody"), f"{PUT} body: application/json is gone."),
    (
        lambda d: put(d)["requestBody"]["content"].pop("text/csv"),
        f"{PUT} body: text/csv is gone.",
    ),
    (lambda d: told(d).pop("name"), f"{GET} 200.name is gone."),
    (lambda d: thing(d)["required"].remove("name"), f"{GET} 200.name may be missing now."),
    (lambda d: told(d).update(name=a_body()["properties"]["room"]), "200.name may now be null."),
    (lambda d: told(d).update(name=NUMBER), f"{GET} 200.name may now be integer."),
    (lambda d: told(d).update(name={}), f"{GET} 200.name may now be anything."),
    (lambda d: told(d)["at"].pop("format"), f"{GET} 200.at: format was date-time and is None."),
    (lambda d: told(d)["state"].pop("enum"), f"{GET} 200.state may now be any word."),
    (lambda d: told(d)["size"].pop("minimum"), f"{GET} 200.size: minimum was 0 and is None."),
    (lambda d: told(d)["inside"].update(items=TEXT), f"{GET} 200.inside[] may now be string."),
    (
        lambda d: told(d)["words"].update(additionalProperties=NUMBER),
        f"{GET} 200.words.* may now be integer.",
    ),
    (
        lambda d: asked(d)["labels"].update(propertyNames={"pattern": "^a"}),
        f"{PUT} body.labels's keys: pattern was None and is ^a.",
    ),
    (lambda d: asked(d).pop("room"), f"{PUT} body.room is gone."),
    (lambda d: body(d)["required"].append("size"), f"{PUT} body.size is required now."),
    (lambda d: asked(d).update(room=TEXT), f"{PUT} body.room may no longer be null."),
    (lambda d: asked(d).update(talk=TEXT), f"{PUT} body.talk may no longer be object."),
    (lambda d: asked(d)["state"]["enum"].pop(), f"{PUT} body.state no longer takes gone."),
    (lambda d: asked(d)["name"].update(enum=["a"]), f"{PUT} body.name takes only some words now."),
    (lambda d: asked(d)["name"].update(maxLength=9), f"{PUT} body.name: maxLength was 20 and is 9"),
    (lambda d: asked(d)["name"].update(minLength=1), "body.name: minLength was None and is 1."),
    (lambda d: asked(d)["name"].update(pattern="^a"), "body.name: pattern was None and is ^a."),
]  # fmt: skip
ADDITIONS: list[Change] = [
    lambda d: d["paths"].update({"/more": {"get": get(d)}}),
    lambda d: get(d)["parameters"].append(a_parameter("day", required=False)),
    lambda d: get(d)["responses"].update({"410": {}}),
    lambda d: get(d)["responses"]["200"]["content"].update({"text/html": {"schema": TEXT}}),
    lambda d: get(d)["responses"]["200"]["headers"].update(Vary={"schema": TEXT}),
    lambda d: get(d)["parameters"][1]["schema"]["enum"].append("newer"),
    lambda d: told(d).update(more=TEXT),
    lambda d: thing(d)["required"].append("size"),
    lambda d: told(d)["state"]["enum"].append("elsewhere"),
    lambda d: told(d).update(room=TEXT),
    lambda d: told(d).update(size={"type": "integer", "minimum": 1}),
    lambda d: asked(d).update(more=TEXT),
    lambda d: body(d)["required"].clear(),
    lambda d: asked(d)["state"]["enum"].append("elsewhere"),
    lambda d: asked(d).update(size={"type": "number"}),
    lambda d: asked(d)["name"].pop("maxLength"),
    lambda d: body(d).pop("additionalProperties"),
    lambda d: d["components"]["schemas"].update(Other=TEXT),
]


@pytest.mark.parametrize(("change", "sentence"), BREAKS, ids=[said for _, said in BREAKS])
def test_every_kind_of_break_is_told(change: Change, sentence: str) -> None:
    assert [said for said in compared(change) if sentence in said] != []


@pytest.mark.parametrize("change", ADDITIONS)
def test_what_only_adds_breaks_nobody(change: Change) -> None:
    assert compared(change) == ()


def test_a_document_does_not_break_itself() -> None:
    assert breaking_changes(a_document(), a_document()) == ()


def test_an_open_body_that_is_closed_takes_less() -> None:
    before, after = a_document(), a_document()
    body(before).pop("additionalProperties")
    assert breaking_changes(before, after) == (f"{PUT} body takes no further fields now.",)


def test_one_of_two_objects_may_become_the_other_but_nothing_third() -> None:
    before, after = a_document(), a_document()
    both = {"anyOf": [{"$ref": "#/c/Thing"}, {"$ref": "#/c/Body"}]}
    content = {"application/json": {"schema": both}}
    for document in (before, after):
        get(document)["responses"]["200"]["content"] = content
    assert breaking_changes(before, after) == ()
    body(after)["properties"]["name"] = NUMBER
    assert breaking_changes(before, after) == (
        f"{GET} 200.name may now be integer.",
        f"{PUT} body.name may no longer be string.",
    )
