"""The OpenAPI document of one function: its routes, what its operations say, its models."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from chalice.app import RouteEntry
from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaMode

from shared.domain.errors import SecretariatError
from shared.edge.app import App
from shared.edge.operation import Content, Form, Interface, Operation, Parameter, Reply

Json = dict[str, Any]
VERSION = "3.1.0"
BEARER = "bearer"
IMPLIED = ("HEAD", "OPTIONS")
"""HEAD answers as GET; OPTIONS is a browser's own question before a script's (CORS)."""
REFERENCE = "#/components/schemas/{model}"
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
    """The models met so far, by name."""

    schemas: Json = field(default_factory=dict)

    def describe(self, form: Form, mode: JsonSchemaMode) -> Json:
        """The schema of a form; its models become components. ValueError: two share a name."""
        if form is None:
            return {}
        found, models = TypeAdapter.json_schemas(
            [("form", mode, TypeAdapter(form))],
            ref_template=REFERENCE,
        )
        for name, model in models.get("$defs", {}).items():
            if self.schemas.setdefault(name, model) != model:
                raise ValueError(f"Two models are called {name}.")
        return dict(found["form", mode])


def build_document(app: App, interface: Interface, project: Project) -> Json:
    """The document. Raises Undescribed when routes and descriptions differ."""
    served = served_operations(app)
    check_described(served, interface.operations)
    components = Components()
    paths: dict[str, Json] = {}
    for (method, route), entry in served.items():
        told = describe_operation(interface, method, route, components)
        paths.setdefault(route, {})[method.lower()] = told | _security(entry)
    return {
        "openapi": VERSION,
        "info": _info(interface, project),
        "paths": paths,
        "components": {"schemas": components.schemas} | _schemes(served.values()),
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
            str(status): describe_reply(reply, components)
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


def describe_reply(reply: Reply, components: Components) -> Json:
    """One answer as OpenAPI has it."""
    told: Json = {"description": reply.meaning}
    if reply.content:
        told["content"] = _content(reply.content, "serialization", components)
    if reply.headers:
        told["headers"] = {
            name: {"description": meaning, "schema": {"type": "string"}}
            for name, meaning in reply.headers.items()
        }
    return told


def _body(operation: Operation, components: Components) -> Json:
    if not operation.body:
        return {}
    content = _content(operation.body, "validation", components)
    return {"requestBody": {"required": True, "content": content}}


def _content(content: Content, mode: JsonSchemaMode, components: Components) -> Json:
    return {
        media_type: {"schema": components.describe(form, mode)}
        for media_type, form in content.items()
    }


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
        "description": interface.meaning,
        "version": project.version,
        "license": {"name": project.licence, "identifier": project.licence},
    }
