"""Posting a letter as a browser posts a form with a file."""

from __future__ import annotations

from collections.abc import Mapping

from infra.local.exchange import Inbound
from infra.local.letters import LocalLetters
from shared.domain.letter import LetterForm
from shared.edge.http import Answer

BOUNDARY = "a-line-that-no-letter-has"
KIND = f"multipart/form-data; boundary={BOUNDARY}"


def encode_form(fields: Mapping[str, str], body: bytes) -> bytes:
    """The bytes of a multipart form whose file comes last (RFC 7578)."""
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; name="
    said = "".join(f'{head}"{name}"\r\n\r\n{value}\r\n' for name, value in fields.items())
    file = f'{head}"file"; filename="letter.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
    return f"{said}{file}".encode() + body + f"\r\n--{BOUNDARY}--\r\n".encode()


def post_letter(letters: LocalLetters, form: LetterForm, body: bytes) -> Answer:
    """The answer to a form that is sent as it was given out."""
    content = encode_form(form.fields, body)
    return letters.take(Inbound("POST", "", headers=(("Content-Type", KIND),), body=content))
