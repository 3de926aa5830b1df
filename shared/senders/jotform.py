"""Jotform (jotform.com/help/webhooks): multipart/form-data, unsigned; the address is the secret.

The answers stand in `rawRequest`, JSON as a string, keyed `q3_fullName`, `q4_email`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from shared.domain.errors import Invalid
from shared.senders.bodies import fingerprint, read_body, text_of
from shared.senders.proof import prove_token
from shared.senders.reading import read_json
from shared.senders.sender import Answered, Incoming, Kind, short_id

_QUESTION = re.compile(r"(q\d+)_(.+)", re.DOTALL)


class Jotform:
    """Deliveries of `formID, submissionID, rawRequest` and more."""

    def verify(
        self,
        headers: Mapping[str, str],
        body: bytes,  # noqa: ARG002 -- nothing is signed
        secrets: Sequence[str],
        now: datetime,  # noqa: ARG002 -- nothing is stamped
        path_secret: str | None = None,
    ) -> None:
        """Raise SignatureRejected unless the address, or a bearer token, is one of the secrets."""
        prove_token(headers, path_secret, secrets)

    def read(self, headers: Mapping[str, str], body: bytes) -> Incoming:
        """Read a submission. An edited one has the same submissionID and is a delivery anew."""
        payload = read_body(headers, body)
        response_id = short_id(text_of(payload.get("submissionID"))) or None
        answers = tuple(_answers(_raw_request(payload)))
        told = [response_id, [[one.label, one.value, one.names] for one in answers]]
        return Incoming(Kind.REGISTRATION, fingerprint(told), response_id, answers=answers)


def _raw_request(payload: Mapping[str, object]) -> Mapping[str, object]:
    """The answers by key; none if they cannot be read, so that the delivery is kept."""
    try:
        raw = read_json(text_of(payload.get("rawRequest")).encode())
    except (Invalid, UnicodeEncodeError):
        return {}
    return raw if isinstance(raw, dict) else {}


def _answers(raw: Mapping[str, object]) -> Iterator[Answered]:
    for key, value in raw.items():
        if question := _QUESTION.fullmatch(key):
            number, name = question.groups()
            yield Answered(name, text_of(value), (key, number), _meaning_of(value))


def _meaning_of(value: object) -> str | None:
    """A name comes in parts whatever its question is called, and so does a telephone number."""
    if not isinstance(value, dict):
        return None
    if {"first", "last"} <= value.keys():
        return "name"
    return "phone" if "phone" in value or value.keys() == {"full"} else None
