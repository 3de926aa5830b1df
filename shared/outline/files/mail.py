"""The source of a mail (RFC 5322, MIME): the text or the attachment that holds the programme."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from typing import TYPE_CHECKING

from shared.outline.errors import OutlineUnreadable
from shared.outline.files.cleaning import clean
from shared.outline.files.limits import MAIL_BOUNDARIES, MAIL_PARTS, refuse_beyond
from shared.outline.files.signatures import FileKind, is_mail
from shared.outline.reading import decode

if TYPE_CHECKING:
    from shared.outline.document import Document

Read = Callable[[bytes | str], "Document"]

_MULTIPART = re.compile(rb"(?:multipart|message)/|\bboundary\s*=", re.IGNORECASE)
_TIME = re.compile(r"\b\d{1,2}\s?[:.hH]\s?\d{2}\b|\b\d{1,2}\s?(?:h|am|pm|Uhr)\b")
_TIMES = 2
_QUOTE = re.compile(r"^(?:>[ ]?)+", re.MULTILINE)
_TEXTS = ("text/plain", "text/html")


def read_mail(source: bytes | str, read: Read) -> Document:
    """The part of a mail that tells most times: its text first, else a file that is attached.

    `read` reads a part. Raises OutlineUnreadable where no part can be read, with the first reason.
    """
    raw = source if isinstance(source, bytes) else source.encode("utf-8", "ignore")
    refuse_beyond(len(_MULTIPART.findall(raw)), MAIL_PARTS, "parts")
    refuse_beyond(raw.count(b"\n--"), MAIL_BOUNDARIES, "borders between parts")
    message = message_from_bytes(raw.lstrip(), policy=policy.compat32)
    subject = tuple(filter(None, (_subject(message),)))
    reasons: list[OutlineUnreadable] = []
    best: Document | None = None
    for part in _parts(message):
        try:
            found = read(part)
        except OutlineUnreadable as refused:
            reasons.append(refused)
            continue
        found = replace(found, kind=FileKind.MAIL, margins=subject + found.margins)
        if _times(found) >= _TIMES:
            return found
        best = best or found
    if best is not None:
        return best
    raise reasons[0] if reasons else OutlineUnreadable("The mail holds no text.")


def _parts(message: Message) -> Iterator[bytes | str]:
    """Texts, then attached files, as the mail has them."""
    parts = [part for part in message.walk() if not part.is_multipart()]
    texts = [part for part in parts if part.get_content_type() in _TEXTS and not _attached(part)]
    for kind in _TEXTS:
        for part in texts:
            if part.get_content_type() == kind:
                yield _text(part)
    for part in parts:
        if part not in texts and part.get_content_maintype() != "image":
            content = _content(part)
            if content and not is_mail(content):
                yield content


def _attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def _content(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _text(part: Message) -> str:
    content = _content(part)
    charset = part.get_content_charset() or ""
    try:
        text = content.decode(charset) if charset not in ("", "us-ascii") else decode(content)
    except (LookupError, ValueError):
        text = decode(content)
    text = text.replace("\r\n", "\n")
    if str(part.get_param("format", "")).casefold() == "flowed":
        return _unflowed(text, str(part.get_param("delsp", "")).casefold() == "yes")
    return _QUOTE.sub("", text) if part.get_content_type() == "text/plain" else text


def _unflowed(text: str, without_space: bool) -> str:
    """Lines that end with a space go on in the next (RFC 3676, 4.1)."""
    lines: list[str] = []
    flows = False
    for raw in text.split("\n"):
        line = _QUOTE.sub("", raw)
        line = line.removeprefix(" ")
        if flows and lines:
            lines[-1] += line
        else:
            lines.append(line)
        flows = line.endswith(" ") and line != "-- "
        if flows and without_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _subject(message: Message) -> str:
    raw = str(message.get("Subject", ""))[:1000]
    try:
        return clean(str(make_header(decode_header(raw))))
    except (LookupError, ValueError, MessageError):
        return clean(raw)


def _times(document: Document) -> int:
    return sum(bool(_TIME.search(row.text)) for row in document.rows)
