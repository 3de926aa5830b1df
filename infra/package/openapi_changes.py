"""What a new OpenAPI document takes away from whoever relies on the one before."""

from __future__ import annotations

from collections.abc import Iterator

from infra.package.openapi_examples import Json
from infra.package.schema_changes import Comparison

Words = Iterator[str]


def breaking_changes(before: Json, after: Json) -> tuple[str, ...]:
    """A sentence for each thing that breaks a client of before; none: after only adds.

    In a request everything must be taken that was; in an answer everything must still stand that
    did, and nothing of a new type. A new word in an answer's list of words is an addition: the
    document tells clients to be ready for it.
    """
    return tuple(
        sentence
        for path, methods in before["paths"].items()
        for method, operation in methods.items()
        for sentence in _operation(
            f"{method.upper()} {path}",
            operation,
            after["paths"].get(path, {}).get(method),
            (before["components"]["schemas"], after["components"]["schemas"]),
        )
    )


def _operation(place: str, before: Json, after: Json | None, models: tuple[Json, Json]) -> Words:
    if after is None:
        yield f"{place} is gone."
        return
    if after["operationId"] != before["operationId"]:
        yield f"{place} is called {after['operationId']}, not {before['operationId']}."
    if after.get("security", []) and not before.get("security", []):
        yield f"{place} needs a token now."
    told, now = before.get("parameters", []), after.get("parameters", [])
    yield from _parameters(place, told, now, models)
    yield from _body(place, before.get("requestBody"), after.get("requestBody"), models)
    for status, reply in before["responses"].items():
        yield from _reply(f"{place} {status}", reply, after["responses"].get(status), models)


def _parameters(
    place: str, before: list[Json], after: list[Json], models: tuple[Json, Json]
) -> Words:
    known = {(one["in"], one["name"]): one for one in before}
    present = {(one["in"], one["name"]): one for one in after}
    for (kind, name), one in known.items():
        now = present.get((kind, name))
        if now is None:
            yield f"{place}: the {kind} parameter {name} is gone."
        else:
            compared = Comparison(*models, of_request=True)
            yield from compared.of(f"{place}: {name}", one["schema"], now["schema"])
    for (kind, name), now in present.items():
        if now["required"] and not known.get((kind, name), {}).get("required", False):
            yield f"{place}: the {kind} parameter {name} is required now."


def _body(place: str, before: Json | None, after: Json | None, models: tuple[Json, Json]) -> Words:
    if before is None:
        if after is not None and after.get("required", False):
            yield f"{place} needs a body now."
        return
    compared = Comparison(*models, of_request=True)
    content = (after or {}).get("content", {})
    yield from _content(f"{place} body", before["content"], content, compared)


def _reply(place: str, before: Json, after: Json | None, models: tuple[Json, Json]) -> Words:
    if after is None:
        yield f"{place} is gone."
        return
    for name in before.get("headers", {}):
        if name not in after.get("headers", {}):
            yield f"{place}: the header {name} is gone."
    compared = Comparison(*models, of_request=False)
    yield from _content(place, before.get("content", {}), after.get("content", {}), compared)


def _content(place: str, before: Json, after: Json, compared: Comparison) -> Words:
    for media_type, told in before.items():
        if media_type not in after:
            yield f"{place}: {media_type} is gone."
        else:
            yield from compared.of(place, told["schema"], after[media_type]["schema"])
