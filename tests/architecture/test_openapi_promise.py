"""The documents keep what those of the last release promised."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infra.package.openapi import (
    FUNCTIONS,
    broken,
    describe,
    file_of,
    main,
    released_file_of,
)
from infra.package.openapi_changes import breaking_changes
from tests.architecture.sources import ROOT

Document = dict[str, Any]
RELEASED = {
    function: json.loads(released_file_of(function, ROOT).read_text(encoding="utf-8"))
    for function in FUNCTIONS
}


def answered(document: Document) -> Iterator[tuple[str, str]]:
    """Every model that stands in an answer, with each of its fields."""
    replies = [
        operation["responses"]
        for methods in document["paths"].values()
        for operation in methods.values()
    ]
    models, found = document["components"]["schemas"], list(references(replies))
    for name in found:
        found += [one for one in references(models[name]) if one not in found]
    for name in found:
        yield from ((name, field) for field in models[name].get("properties", {}))


def references(part: object) -> Iterator[str]:
    """The models that a part of a document names, each once and again."""
    if isinstance(part, list):
        for one in part:
            yield from references(one)
    elif isinstance(part, dict):
        if "$ref" in part:
            yield part["$ref"].rsplit("/", 1)[1]
        for one in part.values():
            yield from references(one)


FIELDS = [
    (function, *one)
    for function in FUNCTIONS
    for one in dict.fromkeys(answered(RELEASED[function]))
]
OPERATIONS = [
    (function, path, method)
    for function in FUNCTIONS
    for path, methods in RELEASED[function]["paths"].items()
    for method in methods
]
thrifty = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_nothing_is_taken_away_since_the_last_release(function: str) -> None:
    assert breaking_changes(RELEASED[function], describe(function)) == ()


@thrifty
@given(st.sampled_from(FIELDS), st.sampled_from(["gone", "null", "type"]))
def test_no_field_of_an_answer_can_change_unseen(field: tuple[str, str, str], how: str) -> None:
    function, model, name = field
    after = copy.deepcopy(RELEASED[function])
    properties = after["components"]["schemas"][model]["properties"]
    was = properties.pop(name)
    if how == "null":
        properties[name] = {"anyOf": [was, {"type": "array", "items": {"type": "null"}}]}
    elif how == "type":
        properties[name] = {"type": "array", "items": {"type": "array", "items": was}}
    assert breaking_changes(RELEASED[function], after) != ()


@thrifty
@given(st.sampled_from(OPERATIONS), st.data())
def test_no_operation_status_or_parameter_can_go_unseen(
    operation: tuple[str, str, str], data: st.DataObject
) -> None:
    function, path, method = operation
    after = copy.deepcopy(RELEASED[function])
    told = after["paths"][path][method]
    status = data.draw(st.sampled_from(sorted(told["responses"])))
    if data.draw(st.booleans()) and told["parameters"]:
        told["parameters"].pop()
    elif data.draw(st.booleans()):
        told["responses"].pop(status)
    else:
        after["paths"][path].pop(method)
    assert breaking_changes(RELEASED[function], after) != ()


def test_a_check_tells_what_is_taken_away_and_a_release_promises_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for function in FUNCTIONS:
        for file in (file_of, released_file_of):
            file(function, tmp_path).parent.mkdir(parents=True, exist_ok=True)
    assert main([], tmp_path) == main(["--release"], tmp_path) == main(["--check"], tmp_path) == 0
    promised = describe("agenda")
    promised["paths"]["/agenda/{event}/agenda.pdf"] = promised["paths"]["/agenda/{event}"]
    released_file_of("agenda", tmp_path).write_text(json.dumps(promised))
    assert main(["--check"], tmp_path) == 1
    assert list(broken(tmp_path)) == ["GET /agenda/{event}/agenda.pdf is gone."]
    assert capsys.readouterr().err == "GET /agenda/{event}/agenda.pdf is gone.\n"
