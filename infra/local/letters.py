"""Letters of nomination in RAM, taken at an address of the local stack as S3 takes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import count

from werkzeug.formparser import parse_form_data

from infra.local.exchange import Inbound
from shared.agenda_ports import Clock
from shared.domain.errors import Missing
from shared.domain.letter import (
    LARGEST_LETTER,
    LETTER_LIFE,
    LetterForm,
    attach_letter,
    letter_key,
)
from shared.edge.http import Answer, HttpError

POLICY = "policy"


@dataclass(frozen=True)
class Letter:
    """One letter as it came."""

    registration: str
    media_type: str
    body: bytes
    at: datetime


@dataclass(frozen=True)
class Signed:
    """A form that was given out."""

    registration: str
    form: LetterForm
    until: datetime


class LocalLetters:
    """The Letters port; `url` is where `take` and `show` are served."""

    def __init__(self, url: str, clock: Clock) -> None:
        self._url = url
        self._clock = clock
        self._numbers = count(1)
        self._signed: dict[str, Signed] = {}
        self._kept: dict[str, Letter] = {}

    def presign(
        self, event_id: str, registration_id: str, media_type: str, back: str
    ) -> LetterForm:
        """A form that works for LETTER_LIFE."""
        fields = {
            "key": letter_key(event_id, registration_id),
            "Content-Type": media_type,
            "success_action_redirect": back,
            POLICY: str(next(self._numbers)),
        }
        form = LetterForm(self._url, media_type, fields)
        until = self._clock.now() + LETTER_LIFE
        self._signed[fields[POLICY]] = Signed(registration_id, form, until)
        return form

    def received(self, event_id: str, registration_id: str) -> datetime | None:
        """When the letter came."""
        letter = self._kept.get(letter_key(event_id, registration_id))
        return letter.at if letter else None

    def address(self, event_id: str, registration_id: str) -> str | None:
        """Where `show` shows it."""
        there = letter_key(event_id, registration_id) in self._kept
        return f"{self._url}/{registration_id}" if there else None

    def forget(self, event_id: str, registration_id: str) -> None:
        """Remove the letter, there or not."""
        self._kept.pop(letter_key(event_id, registration_id), None)

    def take(self, inbound: Inbound) -> Answer:
        """Keep what a form sends and lead back. Raises HttpError 400, 403."""
        said, body = _read_form(inbound)
        signed = self._signed.get(said.get(POLICY, ""))
        if signed is None or said != signed.form.fields or self._clock.now() >= signed.until:
            raise HttpError(403, "This form was not signed here, or works no more.")
        if not 1 <= len(body) <= LARGEST_LETTER:
            raise HttpError(400, "A letter may have 1 byte to 10 MB.")
        media_type = signed.form.media_type
        letter = Letter(signed.registration, media_type, body, self._clock.now())
        self._kept[said["key"]] = letter
        return Answer(303, b"", {"Location": said["success_action_redirect"]})

    def show(self, registration_id: str) -> Answer:
        """The letter of a registration. Raises Missing."""
        found = (one for one in self._kept.values() if one.registration == registration_id)
        letter = next(found, None)
        if letter is None:
            raise Missing("letter")
        saved_as = attach_letter(registration_id, letter.media_type)
        headers = {"Content-Type": letter.media_type, "Content-Disposition": saved_as}
        return Answer(200, letter.body, headers)


def _read_form(inbound: Inbound) -> tuple[dict[str, str], bytes]:
    """The fields of a multipart form (RFC 7578), and its file, which comes last."""
    environ = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": inbound.header("content-type") or "",
        "CONTENT_LENGTH": str(len(inbound.body)),
        "wsgi.input": BytesIO(inbound.body),
    }
    _, said, sent = parse_form_data(environ, stream_factory=lambda *_sized, **_said: BytesIO())
    return said.to_dict(), sent["file"].read() if "file" in sent else b""
