"""A file of any kind to rows, by what is in it and not by its name."""

from __future__ import annotations

from dataclasses import dataclass

from shared.outline.columns import name_columns
from shared.outline.errors import OutlineUnreadable
from shared.outline.files.blocks import read_blocks
from shared.outline.files.limits import SOURCE_BYTES, TEXT_BYTES, refuse_beyond
from shared.outline.files.signatures import (
    FileKind,
    is_hypertext,
    is_mail,
    refuse_others,
    signed_kind,
)
from shared.outline.programme import Diagnostic
from shared.outline.reading import read_text
from shared.outline.rows import Row

__all__ = ["Document", "FileKind", "read_document"]

_TOO_DEEP = "The file is too deeply nested to be read."


@dataclass(frozen=True)
class Document:
    """A file as rows. `margins` is what stands outside of its text: heads and feet of pages, the
    title of a web page, the subject of a mail; `notes` what the reader of the file noticed."""

    kind: FileKind
    rows: tuple[Row, ...]
    notes: tuple[Diagnostic, ...] = ()
    margins: tuple[str, ...] = ()


def read_document(source: bytes | str) -> Document:
    """The rows of a file: text, Markdown, .docx, PDF, HTML, mail, .xlsx or a table as text.

    Raises OutlineUnreadable for whatever else it is, with the reason.
    """
    refuse_beyond(len(source), SOURCE_BYTES, "bytes")
    try:
        found = _read(source)
    except (RecursionError, MemoryError) as deep:
        raise OutlineUnreadable(_TOO_DEEP) from deep
    if not any(row.cells for row in found.rows):
        raise OutlineUnreadable("The outline is empty.")
    return Document(found.kind, name_columns(found.rows), found.notes, found.margins)


def _read(source: bytes | str) -> Document:
    kind = signed_kind(source) if isinstance(source, bytes) else None
    if isinstance(source, bytes) and kind is not None:
        return _read_signed(source, kind)
    if is_mail(source):
        from shared.outline.files.mail import read_mail

        return read_mail(source, read_document)
    refuse_beyond(len(source), TEXT_BYTES, "bytes of text")
    if isinstance(source, bytes):
        refuse_others(source)
        if is_hypertext(source):
            return _read_hypertext(source)
    return _read_text(read_text(source))


def _read_signed(source: bytes, kind: FileKind) -> Document:
    """Readers are loaded when their kind comes: most functions never see one of them."""
    if kind is FileKind.WORD:
        from shared.outline.files.word import read_word

        rows, margins = read_word(source)
        return Document(kind, rows, margins=margins)
    if kind is FileKind.SHEET:
        from shared.outline.files.sheet import read_sheets

        return Document(kind, read_blocks(read_sheets(source)))
    from shared.outline.files.portable import read_portable

    rows, margins = read_portable(source)
    return Document(kind, rows, margins=margins)


def _read_text(text: str) -> Document:
    from shared.outline.files.markdown import is_markdown, read_markdown
    from shared.outline.files.plain import read_plain
    from shared.outline.files.separated import find_separator, read_separated

    if is_hypertext(text):
        return _read_hypertext(text)
    separator = find_separator(text)
    if separator is not None:
        return Document(FileKind.TABLE, read_blocks(read_separated(text, separator)))
    if is_markdown(text):
        return Document(FileKind.MARKDOWN, read_markdown(text))
    return Document(FileKind.TEXT, read_plain(text))


def _read_hypertext(source: bytes | str) -> Document:
    from shared.outline.files.hypertext import read_hypertext

    rows, margins = read_hypertext(source)
    return Document(FileKind.HYPERTEXT, rows, margins=margins)
