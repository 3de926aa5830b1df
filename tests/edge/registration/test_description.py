"""openapi.json tells what the function serves."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import models_json_schema

from functions.registration.app import app
from functions.registration.schemas import MODELS
from tests.edge.registration.calls import get, serve

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


def test_the_components_are_the_schemas() -> None:
    wanted = [(model, "serialization") for model in MODELS]
    _, schemas = models_json_schema(wanted, ref_template=TELLS)  # type: ignore[arg-type]
    description = the_description()
    told = description["components"]["schemas"]
    assert told == json.loads(json.dumps(schemas["$defs"]))
    assert references(description) == {TELLS.format(model=name) for name in told}
