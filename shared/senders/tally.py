"""Tally (tally.so/help/webhooks): bare base64 HMAC-SHA256 of the body, no timestamp."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from shared.senders.bodies import fingerprint, list_at, read_body, text_of, value_at
from shared.senders.proof import Encoding, Signing, Source, prove_signature
from shared.senders.sender import Answered, Incoming, Kind, short_id

SIGNING = Signing(Source("tally-signature"), Encoding.BASE64)
RESPONSE = "FORM_RESPONSE"
MEANINGS = {"INPUT_EMAIL": "email", "INPUT_PHONE_NUMBER": "phone"}
"""What a field's type tells of its question."""


class Tally:
    """Deliveries of `{"eventId", "eventType", "data": {"fields"}}`."""

    def verify(
        self,
        headers: Mapping[str, str],
        body: bytes,
        secrets: Sequence[str],
        now: datetime,
        path_secret: str | None = None,  # noqa: ARG002 -- Tally signs
    ) -> None:
        """Raise SignatureRejected unless one of the secrets signed these very bytes."""
        prove_signature(SIGNING, headers, body, secrets, now)

    def read(self, headers: Mapping[str, str], body: bytes) -> Incoming:
        """Read a response; other events are about something else."""
        payload = read_body(headers, body)
        sender_id = short_id(text_of(payload.get("eventId"))) or fingerprint(payload)
        if payload.get("eventType") != RESPONSE:
            return Incoming(Kind.OTHER, sender_id)
        found = (value_at(payload, f"data.{name}") for name in ("submissionId", "responseId"))
        ids = [number for one in found if (number := short_id(text_of(one)))]
        answers = tuple(_answers(list_at(payload, "data.fields")))
        return Incoming(Kind.REGISTRATION, sender_id, next(iter(ids), None), answers=answers)


def _answers(fields: Sequence[Mapping[str, object]]) -> Iterator[Answered]:
    """The fields, but for the yes or no that checkboxes send once more for each option."""
    parents = {text_of(field.get("key")) for field in fields if "options" in field}
    for field in fields:
        key, label = text_of(field.get("key")), text_of(field.get("label"))
        if any(key.startswith(f"{parent}_") for parent in parents):
            continue
        means = MEANINGS.get(text_of(field.get("type")))
        yield Answered(label or key, _value_of(field), (key,), means)


def _value_of(field: Mapping[str, object]) -> str:
    """The value; option ids as the texts that people chose."""
    texts = {text_of(one.get("id")): text_of(one.get("text")) for one in list_at(field, "options")}
    value = field.get("value")
    chosen = value if isinstance(value, list) else [value]
    return text_of([_chosen(one, texts) for one in chosen])


def _chosen(one: object, texts: Mapping[str, str]) -> object:
    """An option's text; of an uploaded file its address; else the value itself."""
    if isinstance(one, dict) and "url" in one:
        return one["url"]
    return texts.get(one, one) if isinstance(one, str) else one
