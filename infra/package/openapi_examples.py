"""Examples for the models of a description, composed of the words that the interface gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
BLANK = "…"
"""Stands where nobody has said yet what a text looks like."""
FORMATS = {"date": "2027-04-13", "date-time": "2027-04-13T09:00:00+02:00"}


@dataclass(frozen=True)
class Composer:
    """Makes the example of a model. `words` tell what stands in a model, in a `Model.field`, or
    in every field of that name, whichever is told first; the rest follows from the schema.
    """

    schemas: Json
    words: Mapping[str, object]

    def of_model(self, name: str) -> object:
        """The example of one of the models."""
        if name in self.words:
            return self.words[name]
        schema = self.schemas[name]
        return self._of_object(schema, name) if "properties" in schema else self.of(schema)

    def of(self, schema: Json) -> object:
        """A value that a schema allows: the first of several, and not null where it can be."""
        if "$ref" in schema:
            return self.of_model(schema["$ref"].rsplit("/", 1)[1])
        for told in ("examples", "enum"):
            if told in schema:
                return schema[told][0]
        if "const" in schema:
            return schema["const"]
        if "anyOf" in schema:
            return self.of(next(one for one in schema["anyOf"] if one.get("type") != "null"))
        return self._of_type(schema)

    def _of_object(self, schema: Json, model: str = "") -> Json:
        return {
            field: self._of_field(model, field, one)
            for field, one in schema.get("properties", {}).items()
        }

    def _of_field(self, model: str, field: str, schema: Json) -> object:
        for name in (f"{model}.{field}", field):
            if name in self.words:
                return self.words[name]
        return self.of(schema)

    def _of_type(self, schema: Json) -> object:
        match schema.get("type"):
            case "array":
                return [] if schema.get("maxItems") == 0 else [self.of(schema["items"])]
            case "object":
                return self._of_object(schema)
            case "integer" | "number":
                return schema.get("minimum", 1)
            case "boolean":
                return False
            case "null":
                return None
            case _:
                return FORMATS.get(schema.get("format", ""), BLANK)


def add_examples(schemas: Json, words: Mapping[str, object]) -> Json:
    """The models, each object among them with an example."""
    composer = Composer(schemas, words)
    return {
        name: {**model, "examples": [composer.of_model(name)]} if "properties" in model else model
        for name, model in schemas.items()
    }
