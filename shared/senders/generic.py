"""A sender made of a description: what proves a delivery, where its ids stand, what holds answers.

`presets.py` has the descriptions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.senders.bodies import fingerprint, read_body, text_of, value_at
from shared.senders.proof import (
    Signing,
    Source,
    carries_token,
    lower_names,
    prove_signature,
    prove_token,
)
from shared.senders.sender import Answered, Incoming, Kind, short_id

Shape = Callable[[Mapping[str, object]], Iterable[Answered]]


@dataclass(frozen=True)
class GenericSender:
    """One form service. Paths are dotted, into the body's JSON or fields.

    Without `signing`, deliveries carry a secret; with `unsigned_too`, those do that lack the
    signature's header. `id_source` or `id_path` names a delivery; without either its content
    does, so that an edited response is a delivery anew. `only` is (path, value): a body that
    has another value there is about something else.
    """

    shape: Shape
    signing: Signing | None = None
    unsigned_too: bool = False
    id_source: Source | None = None
    id_path: str | None = None
    response_path: str | None = None
    only: tuple[str, str] | None = None

    def verify(
        self,
        headers: Mapping[str, str],
        body: bytes,
        secrets: Sequence[str],
        now: datetime,
        path_secret: str | None = None,
    ) -> None:
        """Raise SignatureRejected unless a secret signed these very bytes, or is carried."""
        carried = carries_token(headers, path_secret) and self._lacks_signature(headers)
        if self.signing is None or carried:
            prove_token(headers, path_secret, secrets)
        else:
            prove_signature(self.signing, headers, body, secrets, now)

    def read(self, headers: Mapping[str, str], body: bytes) -> Incoming:
        """Read a delivery that is genuine. Raises Invalid when its bytes cannot be read."""
        payload = read_body(headers, body)
        sender_id = self._delivery_id(headers, payload) or fingerprint(payload)
        if self.only and value_at(payload, self.only[0]) != self.only[1]:
            return Incoming(Kind.OTHER, sender_id)
        response_id = _id_at(payload, self.response_path) or None
        answers = tuple(self.shape(payload))
        return Incoming(Kind.REGISTRATION, sender_id, response_id, answers=answers)

    def _lacks_signature(self, headers: Mapping[str, str]) -> bool:
        if self.signing is None or not self.unsigned_too:
            return False
        return self.signing.signature.header not in lower_names(headers)

    def _delivery_id(self, headers: Mapping[str, str], payload: Mapping[str, object]) -> str:
        if self.id_source is not None:
            return short_id(next(iter(self.id_source.values(lower_names(headers))), ""))
        return _id_at(payload, self.id_path)


def _id_at(payload: Mapping[str, object], path: str | None) -> str:
    return short_id(text_of(value_at(payload, path))) if path else ""
