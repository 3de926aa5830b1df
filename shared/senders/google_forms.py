"""Google Forms, sent by our own Apps Script (google_forms.gs), which signs Standard Webhooks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from shared.senders.bodies import fingerprint, list_at, read_body, text_of
from shared.senders.sender import Answered, Incoming, Kind, short_id
from shared.senders.standard import StandardWebhooks

ACCOUNT = "respondentEmail"
_STANDARD = StandardWebhooks()


class GoogleForms:
    """Deliveries of `{"responseId", "respondentEmail", "answers": [{"id", "title", "value"}]}`.

    Scripts of others send `responses` by title; these are read as well.
    """

    def verify(
        self,
        headers: Mapping[str, str],
        body: bytes,
        secrets: Sequence[str],
        now: datetime,
        path_secret: str | None = None,  # noqa: ARG002 -- our script signs
    ) -> None:
        """Raise SignatureRejected unless one of the secrets signed these very bytes, just now."""
        _STANDARD.verify(headers, body, secrets, now)

    def read(self, headers: Mapping[str, str], body: bytes) -> Incoming:
        """Read a response. An edited one has the same responseId and is a delivery anew."""
        payload = read_body(headers, body)
        response_id = short_id(text_of(payload.get("responseId"))) or None
        kind = Kind.TEST if payload.get("test") is True else Kind.REGISTRATION
        return Incoming(kind, fingerprint(payload), response_id, answers=tuple(_answers(payload)))


def _answers(payload: Mapping[str, object]) -> Iterator[Answered]:
    """The answers; the account's address comes last, since one that was typed in outweighs it."""
    for answer in list_at(payload, "answers"):
        number, title = text_of(answer.get("id")), text_of(answer.get("title"))
        yield Answered(title or number, text_of(answer.get("value")), (number,))
    responses = payload.get("responses")
    for title, value in responses.items() if isinstance(responses, dict) else ():
        yield Answered(title, text_of(value))
    yield Answered(ACCOUNT, text_of(payload.get(ACCOUNT)))
