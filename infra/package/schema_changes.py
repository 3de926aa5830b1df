"""What a new JSON Schema takes away from whoever relies on the one before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from infra.package.openapi_examples import Json

LEAST = ("minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties")
MOST = ("maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties")
WITHIN = {"items": "[]", "additionalProperties": ".*", "propertyNames": "'s keys"}
SHAPES = ("pattern", "format")
UNION = ("anyOf", "oneOf")
Words = Iterator[str]


@dataclass(frozen=True)
class Comparison:
    """Compares schemas of two documents, in a request or in an answer; `before` and `after` are
    their models by name.
    """

    before: Json
    after: Json
    of_request: bool
    _seen: set[tuple[int, int]] = field(default_factory=set)
    """Pairs that were compared, by their identity: models may lead back to themselves."""

    def of(self, place: str, before: Json, after: Json) -> Words:
        """A sentence for each thing that breaks whoever relies on before."""
        was, now = by_type(before, self.before), by_type(after, self.after)
        yield from self._types(place, was, now)
        for kind in was:
            if kind in now:
                yield from self._same_type(place, was[kind], now[kind])

    def _types(self, place: str, was: Mapping[str, object], now: Mapping[str, object]) -> Words:
        needed, there = (was, now) if self.of_request else (now, was)
        if ANYTHING in there:
            return
        for kind in needed:
            if kind not in there and not (kind == "integer" and "number" in there):
                verb = "may no longer" if self.of_request else "may now"
                yield f"{place} {verb} be {kind}."

    def _same_type(self, place: str, was: list[Json], now: list[Json]) -> Words:
        """Compare what the parts of a union that are of one type allow."""
        if len(was) != 1 or len(now) != 1:
            yield from self._parts(place, was, now)
            return
        before, after = was[0], now[0]
        if (id(before), id(after)) in self._seen:
            return
        self._seen.add((id(before), id(after)))
        yield from self._values(place, before, after)
        yield from self._bounds(place, before, after)
        yield from self._fields(place, before, after)
        yield from self._within(place, before, after)

    def _parts(self, place: str, was: list[Json], now: list[Json]) -> Words:
        """Each part that is relied on must be allowed by one of the others' parts."""
        asked, among = (was, now) if self.of_request else (now, was)
        for part in asked:
            tried = [self._judge(place, part, one) for one in among]
            if all(tried):
                yield min(tried, key=len)[0]

    def _judge(self, place: str, part: Json, one: Json) -> list[str]:
        before, after = (part, one) if self.of_request else (one, part)
        apart = Comparison(self.before, self.after, self.of_request, set(self._seen))
        return list(apart._same_type(place, [before], [after]))

    def _values(self, place: str, before: Json, after: Json) -> Words:
        was, now = values_of(before), values_of(after)
        if self.of_request:
            if now is not None and was is None:
                yield f"{place} takes only some words now."
            for value in was or ():
                if now is not None and value not in now:
                    yield f"{place} no longer takes {value}."
        elif was is not None and now is None:
            yield f"{place} may now be any word."

    def _bounds(self, place: str, before: Json, after: Json) -> Words:
        wide, tight = (before, after) if self.of_request else (after, before)
        for name in (*LEAST, *MOST):
            if name in tight and not _as_tight(name, wide.get(name), tight[name]):
                yield f"{place}: {name} was {before.get(name)} and is {after.get(name)}."
        for name in SHAPES:
            if name in tight and wide.get(name) != tight[name]:
                yield f"{place}: {name} was {before.get(name)} and is {after.get(name)}."

    def _fields(self, place: str, before: Json, after: Json) -> Words:
        was, now = before.get("properties", {}), after.get("properties", {})
        for name, schema in was.items():
            if name in now:
                yield from self.of(f"{place}.{name}", schema, now[name])
            elif not self.of_request or after.get("additionalProperties") is False:
                yield f"{place}.{name} is gone."
        required, needed = set(before.get("required", ())), set(after.get("required", ()))
        if self.of_request:
            yield from (f"{place}.{name} is required now." for name in sorted(needed - required))
        else:
            lost = sorted((required - needed) & set(now))
            yield from (f"{place}.{name} may be missing now." for name in lost)
        if self.of_request and is_open(before) and not is_open(after):
            yield f"{place} takes no further fields now."

    def _within(self, place: str, before: Json, after: Json) -> Words:
        for name, words in WITHIN.items():
            was, now = before.get(name, True), after.get(name, True)
            if was is not now and was is not False and now is not False:
                yield from self.of(f"{place}{words}", _as_schema(was), _as_schema(now))


ANYTHING = "anything"
"""The type of a schema that allows every type."""


def by_type(schema: Json, models: Json) -> dict[str, list[Json]]:
    """The schemas of a union, or the one, by type; models are followed."""
    found: dict[str, list[Json]] = {}
    for part in _parts_of(schema, models):
        types = part.get("type", ANYTHING)
        for one in [types] if isinstance(types, str) else types:
            found.setdefault(one, []).append(part)
    return found


def values_of(schema: Json) -> list[object] | None:
    """The only values that a schema allows; None: it names none."""
    if "const" in schema:
        return [schema["const"]]
    values: list[object] | None = schema.get("enum")
    return values


def is_open(schema: Json) -> bool:
    """Whether an object may have fields that its schema does not name."""
    return schema.get("additionalProperties", True) is not False


def _parts_of(schema: Json, models: Json) -> Iterator[Json]:
    if "$ref" in schema:
        yield from _parts_of(models[schema["$ref"].rsplit("/", 1)[1]], models)
        return
    union = [one for name in UNION for one in schema.get(name, ())]
    for one in union:
        yield from _parts_of(one, models)
    if not union:
        yield schema


def _as_schema(told: Json | bool) -> Json:
    """A schema written as an object; true allows anything."""
    return {} if isinstance(told, bool) else told


def _as_tight(name: str, wide: float | None, tight: float) -> bool:
    if wide is None:
        return False
    return wide >= tight if name in LEAST else wide <= tight
