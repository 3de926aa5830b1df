"""Sending what was made up, with the meeting's own names and signatures in it."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

import schemathesis
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.sessions import Session
from schemathesis import SerializationContext

from tests.api.meeting import Meeting
from tests.api.ready import KNOWN

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
SIGNED = "/webhooks/standard"


class Filling(HTTPAdapter):
    """Puts what is known into the place of each `known-name`, and signs what is to be signed.

    The answer belongs to the request as it was made up: that is what it is judged by.
    """

    def __init__(self, meeting: Meeting) -> None:
        super().__init__()
        self._meeting = meeting
        self._known = {f"{KNOWN}{name}": value for name, value in meeting.known.items()}

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
        """The answer to the request with everything in its place."""
        filled = request.copy()
        filled.url = self._fill(request.url or "")
        for name, value in request.headers.items():
            filled.headers[name] = self._fill(value) if isinstance(value, str) else value
        filled.body = self._fill_body(request.body)
        filled.prepare_content_length(filled.body)
        if (filled.url or "").partition("?")[0].endswith(SIGNED):
            filled.headers.update(self._sign(request.headers, filled.body))
        answer = super().send(filled, *args, **kwargs)
        answer.request = request
        return answer

    def _fill(self, text: str) -> str:
        for name, value in self._known.items():
            text = text.replace(name, value)
        return text

    def _fill_body(self, body: Any) -> Any:
        if isinstance(body, bytes):
            for name, value in self._known.items():
                body = body.replace(name.encode(), value.encode())
            return body
        return self._fill(body) if isinstance(body, str) else body

    def _sign(self, given: Container[str], body: Any) -> Mapping[str, str]:
        """The signature, unless one was made up."""
        if "webhook-signature" in given:
            return {}
        signed = self._meeting.sign(body.encode() if isinstance(body, str) else body or b"")
        return {name: one for name, one in signed.items() if name.startswith("webhook-")}


@schemathesis.serializer(WORKBOOK, PDF)
def write_file(context: SerializationContext, value: object) -> bytes:
    """Bytes that call themselves a file of that kind; hardly ever are they one."""
    return value if isinstance(value, bytes) else str(value).encode()


def session_of(meeting: Meeting) -> Session:
    """A session in which the meeting is known."""
    session = Session()
    session.mount("http://", Filling(meeting))
    return session
