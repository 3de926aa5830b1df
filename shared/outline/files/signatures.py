"""What kind of file some bytes are, by how they begin."""

from __future__ import annotations

import re
from enum import StrEnum

from shared.outline.errors import OutlineUnreadable
from shared.outline.files.package import Package

_HEADER_BYTES = 64_000
_PDF_WITHIN = 1024
_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):(?:[ \t]|\r?\n[ \t]|\r?$)", re.MULTILINE)
_TRANSPORT = {
    b"received", b"mime-version", b"message-id", b"return-path", b"delivered-to",
    b"content-transfer-encoding", b"dkim-signature", b"x-mailer",
}  # fmt: skip
_LETTER = {b"from", b"to", b"subject", b"date"}
_HYPERTEXT = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,2000}-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|table|div|section|article|main|h[1-6]|p|ul|ol|dl|meta|style)\b",
    re.IGNORECASE,
)
_OTHERS = {
    b"{\\rtf": "an RTF file; save it as .docx or PDF",
    b"\x89PNG": "a picture; a text is needed",
    b"\xff\xd8\xff": "a picture; a text is needed",
    b"GIF8": "a picture; a text is needed",
    b"BM": "a picture; a text is needed",
    b"II*\0": "a picture; a text is needed",
    b"MM\0*": "a picture; a text is needed",
    b"\x1f\x8b": "a compressed file; unpack it first",
    b"7z\xbc\xaf": "a compressed file; unpack it first",
    b"Rar!": "a compressed file; unpack it first",
    b"BZh": "a compressed file; unpack it first",
    b"\xfd7zXZ": "a compressed file; unpack it first",
    b"%!PS": "a PostScript file; save it as PDF",
}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"


class FileKind(StrEnum):
    """The kinds of files that are read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    WORD = "docx"
    PORTABLE = "pdf"
    HYPERTEXT = "html"
    MAIL = "mail"
    SHEET = "xlsx"
    TABLE = "table"


def signed_kind(source: bytes) -> FileKind | None:
    """The kind of a file that is not text; None for text. Raises OutlineUnreadable for others."""
    if source.startswith(_OLD_OFFICE):
        if _ENCRYPTED in source:
            raise OutlineUnreadable("The file is locked with a password; save it without one.")
        raise OutlineUnreadable("This is an old Office file; save it as .docx or .xlsx.")
    if source.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped_kind(source)
    if b"%PDF-" in source[:_PDF_WITHIN]:
        return FileKind.PORTABLE
    return None


def refuse_others(source: bytes) -> None:
    """Raise OutlineUnreadable for a known kind of file that is not read."""
    for signature, name in _OTHERS.items():
        if source.startswith(signature) and (len(signature) > 2 or b"\0" in source[:64]):
            raise OutlineUnreadable(f"This is {name}.")


def is_hypertext(source: bytes | str) -> bool:
    """Whether a text is HTML: it begins with one of the elements that a page begins with."""
    start = source[:4096]
    text = start if isinstance(start, str) else start.decode("latin-1").removeprefix("ï»¿")
    return _HYPERTEXT.match(text.removeprefix("\ufeff")) is not None


def is_mail(source: bytes | str) -> bool:
    """Whether this is the source of a mail (RFC 5322): fields, those of its transport among them.

    `From`, `To`, `Subject` and `Date` alone may be somebody's outline, unless nothing else stands
    before the first blank line.
    """
    start = source[:_HEADER_BYTES]
    head = start if isinstance(start, bytes) else start.encode("utf-8", "ignore")
    head = re.split(rb"\r?\n\r?\n|\r\r", head.lstrip(), maxsplit=1)[0]
    if head.startswith(b"From ") and b"\n" in head:
        head = head.partition(b"\n")[2]
    lines = [line for line in head.splitlines() if line[:1] not in (b" ", b"\t")]
    names = {match[1].lower() for line in lines if (match := _FIELD.match(line))}
    whole = bool(lines) and all(_FIELD.match(line) for line in lines)
    if not whole or not names & {b"from", b"received", b"mime-version"}:
        return False
    return bool(names & _TRANSPORT) or names >= _LETTER


def _zipped_kind(source: bytes) -> FileKind:
    if _OPEN_DOCUMENT in source[:200]:
        raise OutlineUnreadable("This is an OpenDocument file; save it as .docx or .xlsx.")
    package = Package(source)
    main = package.main_part() or ""
    if main.startswith("word/") or "word/document.xml" in package:
        return FileKind.WORD
    if main.endswith(".bin") or "xl/workbook.bin" in package:
        raise OutlineUnreadable("This is a binary .xlsb file; save it as .xlsx.")
    if main.startswith("xl/") or "xl/workbook.xml" in package:
        return FileKind.SHEET
    if main.startswith("ppt/"):
        raise OutlineUnreadable("This is a presentation; save it as PDF.")
    raise OutlineUnreadable("This is a zipped file, but neither .docx nor .xlsx; unpack it first.")
