"""The documents made ready to be tried: they name what the meeting knows, and nothing unsaid."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from infra.package.openapi import describe

Document = dict[str, Any]
KNOWN = "known-"
UNKNOWN = "no-such-one"
EMPTY = ("invited",)
"""What may be there and hold nothing."""
PARTS = (
    "address", "delivery", "event", "file", "institution", "invitation", "message", "organiser",
    "registration", "secret", "sender", "sent", "session",
)  # fmt: skip
"""Parts of an address that name what is there already."""
TOKENS = {
    "/registration/self/{token}": "self",
    "/registration/focal/{token}": "focal",
    "/registration/digest/{token}": "digest",
}
NAMED = {"If-Match": "draft", "form_token": "form_token", "invitation": "invited"}
"""Headers and fields that are taken only if they hold what was given out before."""
ASKED = {**NAMED, "about": "address"}
"""The same for parameters, one of which an answer repeats."""


def ready(function: str) -> Document:
    """The document of a function in which names are `known-name` of what is known, or unknown.

    Answers are closed: what they tell beyond the document is a fault here.
    """
    document = copy.deepcopy(describe(function))
    _name_parameters(document["paths"])
    _name_fields(document["components"]["schemas"])
    _close(document)
    return document


def _name_parameters(paths: Document) -> None:
    for path, methods in paths.items():
        for operation in methods.values():
            for parameter in operation["parameters"]:
                name = _name_of(path, parameter)
                if name:
                    parameter["schema"] = _one_of(name)


def _name_fields(models: Document) -> None:
    for model in models.values():
        fields = model.get("properties", {})
        for name in (one for one in NAMED if one in fields and not _may_be_null(fields[one])):
            model["properties"][name] = _one_of(NAMED[name])
            for example in model.get("examples", ()):
                example[name] = f"{KNOWN}{NAMED[name]}"


def _may_be_null(field: Document) -> bool:
    """Whether a field may be left empty, and so names nothing that was given out."""
    return {"type": "null"} in field.get("anyOf", ())


def _close(document: Document) -> None:
    models = document["components"]["schemas"]
    for name in _answered(document):
        if "properties" in models[name]:
            models[name].setdefault("additionalProperties", False)


def _name_of(path: str, parameter: Document) -> str:
    name: str = parameter["name"]
    if parameter["in"] != "path":
        return ASKED.get(name, "")
    return TOKENS.get(path, "") if name == "token" else name if name in PARTS else ""


def _one_of(name: str) -> Document:
    empty = [""] if name in EMPTY else []
    return {"type": "string", "enum": [f"{KNOWN}{name}", UNKNOWN, *empty]}


def _answered(document: Document) -> list[str]:
    """The models that stand in answers."""
    replies = [
        operation["responses"]
        for methods in document["paths"].values()
        for operation in methods.values()
    ]
    found = list(dict.fromkeys(_references(replies)))
    for name in found:
        inner = _references(document["components"]["schemas"][name])
        found += [one for one in dict.fromkeys(inner) if one not in found]
    return found


def _references(part: object) -> Iterator[str]:
    if isinstance(part, dict) and isinstance(part.get("$ref"), str):
        yield part["$ref"].rsplit("/", 1)[1]
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    for one in inner:
        yield from _references(one)
