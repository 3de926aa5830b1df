"""How much of a file is read: more than any programme needs, less than what wears a server out."""

from __future__ import annotations

from shared.outline.errors import OutlineUnreadable

MEGABYTE = 1_000_000
SOURCE_BYTES = 20 * MEGABYTE
TEXT_BYTES = 4 * MEGABYTE
PART_BYTES = 8 * MEGABYTE
"""One part of a .docx or .xlsx file, unpacked."""
PACKAGE_PARTS = 5_000
PAGES = 200
PAGE_LETTERS = 150_000
PAGE_BYTES = 8 * MEGABYTE
PAGE_OPERATIONS = 400_000
"""What all pages of a PDF file show and do together."""
PDF_STREAM_BYTES = 8 * MEGABYTE
ROWS = 50_000
CELLS = 256
SHEET_CELLS = 200_000
TABLES_DEEP = 20
MAIL_PARTS = 200
MAIL_BOUNDARIES = 2_000


def refuse_beyond(count: int, limit: int, what: str, line: int | None = None) -> None:
    """Raise OutlineUnreadable if `count` is more than `limit`; `what` names what is counted."""
    if count > limit:
        raise OutlineUnreadable(f"The file is too large: it has more than {limit:,} {what}.", line)
