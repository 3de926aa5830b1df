"""Typeform (typeform.com/developers/webhooks): base64 HMAC-SHA256 of the body, no timestamp."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from shared.senders.bodies import fingerprint, list_at, read_body, text_of, value_at
from shared.senders.proof import Encoding, Signing, Source, prove_signature
from shared.senders.sender import Answered, Incoming, Kind, short_id

SIGNING = Signing(Source("typeform-signature"), Encoding.BASE64, prefix="sha256=")
FINISHED = "form_response"
MEANINGS = {"email": "email", "phone_number": "phone"}
"""What an answer's type tells of its question."""


class Typeform:
    """Deliveries of `{"event_id", "event_type", "form_response"}`; unanswered questions lack."""

    def verify(
        self,
        headers: Mapping[str, str],
        body: bytes,
        secrets: Sequence[str],
        now: datetime,
        path_secret: str | None = None,  # noqa: ARG002 -- Typeform signs
    ) -> None:
        """Raise SignatureRejected unless one of the secrets signed these very bytes."""
        prove_signature(SIGNING, headers, body, secrets, now)

    def read(self, headers: Mapping[str, str], body: bytes) -> Incoming:
        """Read a finished response; partial ones and other events are about something else."""
        payload = read_body(headers, body)
        sender_id = short_id(text_of(payload.get("event_id"))) or fingerprint(payload)
        if payload.get("event_type") != FINISHED:
            return Incoming(Kind.OTHER, sender_id)
        answers = tuple(_answers(payload))
        response_id = short_id(text_of(value_at(payload, "form_response.token"))) or None
        return Incoming(Kind.REGISTRATION, sender_id, response_id, answers=answers)


def _answers(payload: Mapping[str, object]) -> Iterator[Answered]:
    titles = {
        text_of(question.get("id")): text_of(question.get("title"))
        for question in list_at(payload, "form_response.definition.fields")
    }
    for answer in list_at(payload, "form_response.answers"):
        number, ref = (text_of(value_at(answer, f"field.{name}")) for name in ("id", "ref"))
        kind = text_of(answer.get("type"))
        label = titles.get(number) or ref or number
        yield Answered(label, _value_of(answer, kind), (ref, number), MEANINGS.get(kind))
    hidden = value_at(payload, "form_response.hidden")
    for name, value in hidden.items() if isinstance(hidden, dict) else ():
        yield Answered(name, text_of(value))


def _value_of(answer: Mapping[str, object], kind: str) -> str:
    """The answer itself; of choices the labels, and what was typed under "other"."""
    value = answer.get(kind)
    if kind == "choice":
        return text_of(value_at(value, "label")) or text_of(value_at(value, "other"))
    if kind == "choices":
        return text_of([value_at(value, "labels"), value_at(value, "other")])
    return text_of(value)
