"""Where form services put the answers: shapes that the descriptions in `presets.py` name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from shared.senders.bodies import list_at, text_of, value_at
from shared.senders.sender import Answered

_FIELD = re.compile(r"fields\[([^\[\]]*)\]\[([^\[\]]*)\]")


@dataclass(frozen=True)
class Flat:
    """An object of answers by name, at a dotted path (none: the body itself).

    What the service adds, in `leaves` by name or in `beginnings`, is no answer. An answer that
    is an object with a `value` has its type beside it.
    """

    under: str | None = None
    leaves: Collection[str] = ()
    beginnings: tuple[str, ...] = ()

    def __call__(self, payload: Mapping[str, object]) -> Iterator[Answered]:
        """The answers, in order."""
        found = value_at(payload, self.under) if self.under else payload
        for name, value in found.items() if isinstance(found, Mapping) else ():
            if name not in self.leaves and not name.startswith(self.beginnings):
                yield _typed(name, value)


def webflow(payload: Mapping[str, object]) -> Iterator[Answered]:
    """`payload.data` by label; `payload.schema` tells the types of some of them."""
    schema = {text_of(one.get("fieldName")): one for one in list_at(payload, "payload.schema")}
    for one in Flat(under="payload.data")(payload):
        field = schema.get(one.label, {})
        element, kind = text_of(field.get("fieldElementId")), text_of(field.get("fieldType"))
        yield Answered(one.label, one.value, (element,), means(kind))


def questions(payload: Mapping[str, object]) -> Iterator[Answered]:
    """Fillout's `questions` with id, name, type and value, and what the address carried."""
    for name in ("questions", "urlParameters"):
        for one in list_at(payload, name):
            label, number = text_of(one.get("name")), text_of(one.get("id"))
            kind = means(text_of(one.get("type")))
            yield Answered(label or number, text_of(one.get("value")), (number,), kind)


ELEMENTOR = Flat(
    leaves=("form_id", "form_name", "Date", "Time", "Page URL", "User Agent", "Remote IP",
            "Powered by"),
    beginnings=("form[", "meta["),
)  # fmt: skip


def elementor(payload: Mapping[str, object]) -> Iterator[Answered]:
    """Fields by label beside `form_name`; with "advanced data", `fields[id][title|type|value]`."""
    plain: dict[str, object] = {}
    advanced: dict[str, dict[str, str]] = {}
    for name, value in payload.items():
        if part := _FIELD.fullmatch(name):
            advanced.setdefault(part[1], {})[part[2]] = text_of(value)
        else:
            plain[name] = value
    yield from ELEMENTOR(plain)
    for number, field in advanced.items():
        label = field.get("title") or number
        yield Answered(label, field.get("value", ""), (number,), means(field.get("type", "")))


def means(kind: str) -> str | None:
    """The form key that a field's type tells, whatever the service calls it."""
    folded = kind.casefold()
    if "email" in folded:
        return "email"
    return "phone" if "phone" in folded or folded == "tel" else None


def _typed(name: str, value: object) -> Answered:
    if isinstance(value, dict) and "value" in value:
        kind = text_of(value.get("field_type")) or text_of(value.get("type"))
        return Answered(name, text_of(value["value"]), (), means(kind))
    return Answered(name, text_of(value))
