"""The interface described for one event: its form as JSON Schema, so that clients can be made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shared.domain.form import (
    CONTACT_KEYS,
    LONGEST_ANSWER,
    NAME_KEYS,
    TICKS,
    Field,
    FieldType,
)
from shared.domain.text import LONGEST_NAME

Document = dict[str, Any]
FORMATS: Mapping[FieldType, Document] = {
    FieldType.EMAIL: {"format": "email"},
    FieldType.DATE: {"format": "date"},
    FieldType.NUMBER: {"pattern": r"^-?[0-9]*\.?[0-9]*$"},
}

SAID = {"email": "ida.ferm@example.org", "date": "2027-04-13", "number": "3"}
"""An answer to a question of a format."""


def describe_form(document: Document, form: Sequence[Field], locale: str) -> Document:
    """The document with the form's questions in the bodies that carry them."""
    schemas = document["components"]["schemas"]
    asked = {one.key: _schema_of(one, locale) for one in form}
    needed = [one.key for one in form if one.required]
    answers = {key: schema for key, schema in asked.items() if key not in CONTACT_KEYS}
    data = _with(schemas["WebhookData"], {"answers": _object(answers)})
    data = data | {"examples": [_say_answers(one, answers) for one in data["examples"]]}
    told = {
        "FormBody": _with(schemas["FormBody"], asked, needed),
        "SelfBody": _with(schemas["SelfBody"], asked),
        "WebhookBody": _with(schemas["WebhookBody"], {}, said={"data": data["examples"][0]}),
        "WebhookData": data,
    }
    components = {**document["components"], "schemas": {**schemas, **told}}
    return {**document, "components": components}


def _with(
    schema: Document,
    properties: Document,
    required: Sequence[str] = (),
    said: Mapping[str, object] | None = None,
) -> Document:
    instead = {key: _example_of(properties[key]) for key in required}
    return {
        **schema,
        "properties": {**schema["properties"], **properties},
        "required": list(dict.fromkeys((*schema["required"], *required))),
        "examples": [
            {**instead, **_keep(one, properties), **(said or {})} for one in schema["examples"]
        ],
    }


def _keep(example: Document, properties: Document) -> Document:
    """What of an example is right whatever the form asks: no choices but the form's own."""
    free = [key for key in CONTACT_KEYS if "enum" not in properties.get(key, {})]
    return {key: one for key, one in example.items() if key in free or key not in properties}


def _say_answers(example: Document, answers: Document) -> Document:
    return {**example, "answers": {key: _example_of(one) for key, one in answers.items()}}


def _example_of(schema: Document) -> str:
    """An answer that the question takes."""
    kind = "number" if "pattern" in schema else schema.get("format", "")
    told: str = schema.get("enum", [SAID.get(kind, schema["title"])])[0]
    return told


def _object(properties: Document) -> Document:
    return {"type": "object", "properties": properties, "additionalProperties": True}


def _schema_of(question: Field, locale: str) -> Document:
    """One question; what need not be answered may be empty."""
    help_text = question.help.get(locale) or question.help.get("en")
    short = question.key in (*NAME_KEYS, "institution")
    return {
        "type": "string",
        "title": question.label_in(locale),
        **({"description": help_text} if help_text else {}),
        **({"minLength": 1} if question.required else {}),
        "maxLength": LONGEST_NAME if short else LONGEST_ANSWER,
        **FORMATS.get(question.type, {}),
        **_choices(question),
    }


def _choices(question: Field) -> Document:
    if question.type in TICKS:
        return {"enum": ["yes"] if question.required else ["yes", "no", ""]}
    if question.type is FieldType.SELECT:
        return {"enum": [*question.options, *([] if question.required else [""])]}
    return {}
