"""Read what a client says of itself: the fields of a body, the type it would rather have."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from shared.domain.errors import Invalid
from shared.senders.reading import as_text

JSON, HTML = "application/json", "text/html"


def text_fields(body: object, keys: Collection[str]) -> dict[str, str]:
    """The fields among `keys` as texts; numbers and truth values are taken as they are written.

    Fields of other names are ignored. Raises Invalid naming each field that is no single value.
    """
    if not isinstance(body, Mapping):
        raise Invalid.at("", "Please send an object with the form's keys.")
    sent = {key: body[key] for key in keys if key in body}
    nested = [key for key, value in sent.items() if isinstance(value, (dict, list))]
    if nested:
        raise Invalid([(key, "Please send one value as text.") for key in nested])
    return {key: as_text(value) for key, value in sent.items()}


def wants_json(accept: str) -> bool:
    """Whether the client would rather have JSON than a page."""
    return _weight(accept, JSON) > _weight(accept, HTML)


def wants_page(accept: str) -> bool:
    """Whether the client asks for a page by name, as browsers do."""
    return _weight(accept, HTML) > 0 and not wants_json(accept)


def _weight(accept: str, media_type: str) -> float:
    """The weight that a type has by its own name (RFC 9110 section 12.5.1); else 0."""
    for item in accept.lower().split(","):
        name, *parameters = (part.strip() for part in item.split(";"))
        if name == media_type:
            return _quality(parameters)
    return 0.0


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            digits = value.strip().replace(".", "", 1)
            return float(value) if digits.isascii() and digits.isdigit() else 0.0
    return 1.0
