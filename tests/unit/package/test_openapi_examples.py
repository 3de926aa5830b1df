"""Examples are made of the words that are given, and of the schema where none is."""

from __future__ import annotations

from typing import Any

import pytest

from infra.package.openapi_examples import BLANK, add_examples

TEXT = {"type": "string"}
SESSION: dict[str, Any] = {
    "type": "object",
    "properties": {
        "title": TEXT,
        "room": {"anyOf": [TEXT, {"type": "null"}]},
        "kind": {"$ref": "#/components/schemas/Kind"},
        "speakers": {"type": "array", "items": {"$ref": "#/components/schemas/Speaker"}},
    },
}
SPEAKER = {"type": "object", "properties": {"name": TEXT}}
MODELS = {
    "Kind": {"type": "string", "enum": ["break", "session"]},
    "Session": SESSION,
    "Speaker": SPEAKER,
}


def example(name: str, words: dict[str, object]) -> object:
    """The example of a model."""
    [one] = add_examples(MODELS, words)[name]["examples"]
    return one


def test_a_model_is_made_of_its_fields_and_of_models_in_them() -> None:
    words: dict[str, object] = {"title": "Tides", "room": "Hall", "name": "Ida Ferm"}
    assert example("Session", words) == {
        "title": "Tides", "room": "Hall", "kind": "break", "speakers": [{"name": "Ida Ferm"}],
    }  # fmt: skip


def test_what_is_told_of_a_model_or_of_its_field_goes_before_what_is_told_of_a_name() -> None:
    words: dict[str, object] = {
        "title": "Tides", "room": "Hall", "Session.kind": "session", "Session.room": None,
        "Speaker": {"name": "Odo Lind"}, "name": "Ida Ferm",
    }  # fmt: skip
    assert example("Session", words) == {
        "title": "Tides", "room": None, "kind": "session", "speakers": [{"name": "Odo Lind"}],
    }  # fmt: skip


def test_a_text_that_nobody_has_told_is_blank() -> None:
    assert example("Speaker", {}) == {"name": BLANK}


def test_only_objects_have_examples() -> None:
    assert "examples" not in add_examples(MODELS, {})["Kind"]


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "integer", "minimum": 3}, 3),
        ({"type": "integer"}, 1),
        ({"type": "boolean"}, False),
        ({"type": "null"}, None),
        ({"type": "string", "format": "date"}, "2027-04-13"),
        ({"type": "string", "examples": ["Tides", "Moons"]}, "Tides"),
        ({"const": "day", "type": "string"}, "day"),
        ({"type": "array", "items": {"type": "null"}, "maxItems": 0}, []),
        ({"type": "object", "additionalProperties": TEXT}, {}),
        ({"type": "object", "properties": {"count": {"type": "integer"}}}, {"count": 1}),
    ],
)
def test_the_schema_tells_the_rest(schema: dict[str, Any], value: object) -> None:
    models = {"Thing": {"type": "object", "properties": {"it": schema}}}
    assert add_examples(models, {})["Thing"]["examples"] == [{"it": value}]
