"""Read an outline: bytes in, its JSON out, nothing written."""

from __future__ import annotations

from shared.domain.errors import Invalid
from shared.outline.errors import OutlineUnreadable
from shared.outline.parse import parse_outline
from shared.outline.to_json import outline_to_json


def read_outline(source: bytes) -> dict[str, object]:
    """The outline as JSON. Raises Invalid when the bytes are no text that can be read."""
    try:
        return outline_to_json(parse_outline(source))
    except OutlineUnreadable as unreadable:
        where = f"line {unreadable.line}: " if unreadable.line else ""
        raise Invalid.at("", where + unreadable.reason) from unreadable
