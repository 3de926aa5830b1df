"""Read an outline: bytes in, its JSON out, nothing written."""

from __future__ import annotations

from shared.domain.errors import Invalid
from shared.outline.document import read_document
from shared.outline.errors import OutlineUnreadable
from shared.outline.parse import parse_document
from shared.outline.to_json import outline_to_json

MOST_LETTERS = 600_000
"""More than any programme has, and read well within the 29 seconds that a request may take."""


def read_outline(source: bytes) -> dict[str, object]:
    """The outline as JSON. Raises Invalid when the file cannot be read, or not in time."""
    try:
        document = read_document(source)
        if sum(len(cell) for row in document.rows for cell in row.cells) > MOST_LETTERS:
            raise OutlineUnreadable(f"The outline has more than {MOST_LETTERS:,} letters.")
        return outline_to_json(parse_document(document))
    except OutlineUnreadable as unreadable:
        where = f"line {unreadable.line}: " if unreadable.line else ""
        raise Invalid.at("", where + unreadable.reason) from unreadable
