"""The OpenAPI document of one function: its routes, what its operations say, its models."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chalice.app import RouteEntry
from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaMode

from infra.package.openapi_examples import Json, add_examples
from shared.domain.errors import SecretariatError
from shared.edge.app import App
from shared.edge.operation import Content, Form, Interface, Operation, Parameter, Reply

VERSION = "3.1.0"
BEARER = "bearer"
IMPLIED = ("HEAD", "OPTIONS")
"""HEAD answers as GET; OPTIONS is a browser's own question before a script's (CORS)."""
PROMISE = (
    "Later versions add to this and take nothing away: pass over fields that you do not know, and "
    "be ready for words that are not in a list yet."
)
REFERENCE = "#/components/schemas/{model}"
CLOSING = ("additionalProperties",)
_PART = re.compile(r"{(\w+)}")


@dataclass
class Undescribed(SecretariatError):
    """Routes that nothing describes, or descriptions of routes that are not there."""

    operations: tuple[str, ...]


@dataclass(frozen=True)
class Project:
    """What the project says of itself."""

    version: str
    licence: str


@dataclass(frozen=True)
class Components:
    """The models met so far, by name, and the words of their examples."""

    words: Mapping[str, object] = field(default_factory=dict)
    schemas: Json = field(default_factory=dict)

    def describe(self, form: Form, mode: JsonSchemaMode) -> Json:
        """The schema of a form; its models become components. ValueError: two share a name.

        An answer's models are open: a later version may tell more in them.
        """
        if form is None:
            return {}
        found, models = TypeAdapter.json_schemas(
            [("form", mode, TypeAdapter(form))],
            ref_template=REFERENCE,
        )
        for name, described in models.get("$defs", {}).items():
            named = name_keys(described)
            model = open_up(named) if mode == "serialization" else named
            if self.schemas.setdefault(name, model) != model:
                raise ValueError(f"Two models are called {name}.")
        return dict(name_keys(found["form", mode]))


def open_up(model: Json) -> Json:
    """A model that does not forbid further fields."""
    closed = model.get("additionalProperties") is False
    return {name: one for name, one in model.items() if not closed or name not in CLOSING}


def name_keys(schema: Any) -> Any:
    """A schema in which maps of which the keys have a pattern are maps to those who make clients:
    pydantic describes their values by patternProperties alone, which leaves other keys free.
    """
    if isinstance(schema, list):
        return [name_keys(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    told = {name: name_keys(one) for name, one in schema.items()}
    if len(told.get("patternProperties", {})) != 1:
        return told
    [(pattern, value)] = told.pop("patternProperties").items()
    return {**told, "additionalProperties": value, "propertyNames": {"pattern": pattern}}


def build_document(app: App, interface: Interface, project: Project) -> Json:
    """The document. Raises Undescribed when routes and descriptions differ."""
    served = served_operations(app)
    check_described(served, interface.operations)
    components = Components(interface.examples)
    paths: dict[str, Json] = {}
    for (method, route), entry in served.items():
        told = describe_operation(interface, method, route, components)
        paths.setdefault(route, {})[method.lower()] = told | _security(entry)
    return {
        "openapi": VERSION,
        "info": _info(interface, project),
        "paths": paths,
        "components": {"schemas": add_examples(components.schemas, interface.examples)}
        | _schemes(served.values()),
    }


def served_operations(app: App) -> dict[tuple[str, str], RouteEntry]:
    """What the app serves by method and route, but for what goes without saying."""
    return {
        (method, route): entry
        for route, methods in app.routes.items()
        for method, entry in methods.items()
        if method not in IMPLIED
    }


def check_described(
    served: Iterable[tuple[str, str]], described: Iterable[tuple[str, str]]
) -> None:
    """Raise Undescribed unless both are the same."""
    unlike = set(served) ^ set(described)
    if unlike:
        raise Undescribed(tuple(sorted(f"{method} {route}" for method, route in unlike)))


def describe_operation(
    interface: Interface, method: str, route: str, components: Components
) -> Json:
    """One operation as OpenAPI has it."""
    operation = interface.operations[method, route]
    parts = (
        Parameter(name, "path", interface.parts[name], required=True)
        for name in _PART.findall(route)
    )
    told: Json = {
        "operationId": operation.id,
        "summary": operation.summary,
        "parameters": [
            describe_parameter(one, components) for one in (*parts, *operation.parameters)
        ],
        "responses": {
            str(status): describe_reply(operation.id, reply, components)
            for status, reply in operation.replies.items()
        },
    }
    return told | _meaning(operation) | _body(operation, components)


def describe_parameter(parameter: Parameter, components: Components) -> Json:
    """One parameter as OpenAPI has it."""
    return {
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.required,
        "description": parameter.meaning,
        "schema": components.describe(parameter.form, "validation"),
    }


def describe_reply(operation: str, reply: Reply, components: Components) -> Json:
    """One answer of an operation as OpenAPI has it."""
    told: Json = {"description": reply.meaning}
    if reply.content:
        told["content"] = _content(operation, reply.content, "serialization", components)
    if reply.headers:
        told["headers"] = {
            name: {"description": meaning, "schema": {"type": "string"}}
            for name, meaning in reply.headers.items()
        }
    return told


def _body(operation: Operation, components: Components) -> Json:
    if not operation.body:
        return {}
    content = _content(operation.id, operation.body, "validation", components)
    return {"requestBody": {"required": operation.needs_body, "content": content}}


def _content(
    operation: str, content: Content, mode: JsonSchemaMode, components: Components
) -> Json:
    """The schemas by media type; JSON without a model has its example by the operation's name."""
    told = {media_type: components.describe(form, mode) for media_type, form in content.items()}
    said = {"examples": [components.words[operation]]} if operation in components.words else {}
    return {
        media_type: {"schema": said | schema if _is_inline(media_type, schema) else schema}
        for media_type, schema in told.items()
    }


def _is_inline(media_type: str, schema: Json) -> bool:
    return "json" in media_type and "$ref" not in schema


def _meaning(operation: Operation) -> Json:
    return {"description": operation.meaning} if operation.meaning else {}


def _security(entry: RouteEntry) -> Json:
    return {"security": [{BEARER: []}]} if entry.authorizer else {}


def _schemes(entries: Iterable[RouteEntry]) -> Json:
    if not any(entry.authorizer for entry in entries):
        return {}
    return {"securitySchemes": {BEARER: {"type": "http", "scheme": "bearer"}}}


def _info(interface: Interface, project: Project) -> Json:
    return {
        "title": interface.title,
        "description": f"{interface.meaning} {PROMISE}",
        "version": project.version,
        "license": {"name": project.licence, "identifier": project.licence},
    }
