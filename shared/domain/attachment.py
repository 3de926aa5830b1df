"""A file that goes out with what an organiser writes: a PDF, named by its content."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from shared.domain.errors import Invalid
from shared.domain.text import clean_line, without_bidi

LARGEST_ATTACHMENT = 4 * 1024 * 1024
"""In base64 it fits into the 6 MB that a Lambda may be given."""
PDF = "application/pdf"
_MAGIC = b"%PDF-"
_MAGIC_WITHIN = 1024
"""Readers look for the first line of a PDF so far into it (ISO 32000-1, annex H, note 13)."""
_ENDING = ".pdf"
_LONGEST_NAME = 200
"""Bytes before the ending: file systems take 255."""
_UNSAFE = re.compile(r'[<>:"/\\|?*%;]+')
_ID_LENGTH = 32


@dataclass(frozen=True)
class AttachmentNote:
    """What is known of a file without its bytes; `size` counts them."""

    id: str
    name: str
    size: int


@dataclass(frozen=True)
class Attachment:
    """A file and the name it is saved under. The same bytes of the same name have the same id."""

    id: str
    name: str
    body: bytes

    @property
    def note(self) -> AttachmentNote:
        """What is known of it without its bytes."""
        return AttachmentNote(self.id, self.name, len(self.body))


def make_attachment(name: str, body: bytes) -> Attachment:
    """A PDF, judged by its content alone. Raises Invalid at `name` or at the body."""
    if not clean_line(name):
        raise Invalid.at("name", "Please give the name that the file is to have.")
    if _MAGIC not in body[:_MAGIC_WITHIN]:
        raise Invalid.at("", "This is not a PDF; only PDF files can go out with a message.")
    safe = safe_name(name)
    named = hashlib.sha256(safe.encode() + b"\0" + body).hexdigest()[:_ID_LENGTH]
    return Attachment(named, safe, body)


def safe_name(name: str) -> str:
    """The name as any computer can save it: no folders, no marks that have a meaning to one, of at
    most 204 bytes, ending in `.pdf`. Letters of all scripts stay.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", without_bidi(clean_line(name))))[-1]
    stem = " ".join(_UNSAFE.sub(" ", last).split())
    if stem.casefold().endswith(_ENDING):
        stem = stem[: -len(_ENDING)]
    cut = stem.encode()[:_LONGEST_NAME].decode(errors="ignore")
    return (cut.strip(" .") or "attachment") + _ENDING


def attachment_key(event_id: str, attachment_id: str) -> str:
    """Where a file is kept."""
    return f"attachments/{event_id}/{attachment_id}"


def is_attachment_id(text: str) -> bool:
    """Whether the text has the shape of a file's id."""
    return bool(re.fullmatch(rf"[0-9a-f]{{{_ID_LENGTH}}}", text))
