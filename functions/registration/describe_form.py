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


def describe_form(document: Document, form: Sequence[Field], locale: str) -> Document:
    """The document with the form's questions in the bodies that carry them."""
    schemas = document["components"]["schemas"]
    asked = {one.key: _schema_of(one, locale) for one in form}
    needed = [one.key for one in form if one.required]
    answers = {key: schema for key, schema in asked.items() if key not in CONTACT_KEYS}
    told = {
        "FormBody": _with(schemas["FormBody"], asked, needed),
        "SelfBody": _with(schemas["SelfBody"], asked),
        "WebhookData": _with(schemas["WebhookData"], {"answers": _object(answers)}),
    }
    components = {**document["components"], "schemas": {**schemas, **told}}
    return {**document, "components": components}


def _with(schema: Document, properties: Document, required: Sequence[str] = ()) -> Document:
    return {
        **schema,
        "properties": {**schema["properties"], **properties},
        "required": list(dict.fromkeys((*schema["required"], *required))),
    }


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
