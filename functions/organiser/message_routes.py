"""The edge of what organisers write to participants. `app.py` puts it behind its token."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from functions.organiser.identify import hand_of
from functions.organiser.judge_draft import Draft
from functions.organiser.keep_attachment import keep_attachment
from functions.organiser.preview_message import preview_message, send_test
from functions.organiser.schemas.reading import read
from functions.organiser.schemas.writing import MessageBody, SendBody
from functions.organiser.show_sent import list_sent, show_sent
from functions.organiser.write_message import send_to_audience
from shared.domain.attachment import LARGEST_ATTACHMENT
from shared.edge.http import Answer, HttpError, HttpRequest, answer_json
from shared.ports import Ports

View = Callable[..., Answer]


def post_message(ports: Ports, request: HttpRequest, event: str) -> Answer:
    """Send a message, once for its id."""
    body = read(SendBody, request.json())
    hand = hand_of(request.principal)
    sent, new = send_to_audience(ports, event, body.id, _draft(body), hand)
    return answer_json(sent, 201 if new else 200)


def post_preview(ports: Ports, request: HttpRequest, event: str) -> Answer:
    """Show a message and whom it would reach; nothing is written."""
    return answer_json(preview_message(ports, event, _draft(read(MessageBody, request.json()))))


def post_test(ports: Ports, request: HttpRequest, event: str) -> Answer:
    """Mail a message to whoever asks, and to nobody else."""
    draft = _draft(read(MessageBody, request.json()))
    return answer_json(send_test(ports, event, draft, request.principal.get("email", "")), 202)


def post_attachment(ports: Ports, request: HttpRequest, event: str) -> Answer:
    """Keep a file for messages."""
    if len(request.body) > LARGEST_ATTACHMENT:
        raise HttpError(413, "A file may have 4 MB at most.")
    return answer_json(keep_attachment(ports, event, request.parameters(), request.body), 201)


def read_sent(ports: Ports, request: HttpRequest, event: str) -> Answer:
    """The messages that were sent."""
    return answer_json(list_sent(ports, event, request.parameters()))


def read_one_sent(ports: Ports, _request: HttpRequest, event: str, sent: str) -> Answer:
    """One message that was sent."""
    return answer_json(show_sent(ports, event, sent))


def _draft(body: MessageBody) -> Draft:
    return Draft(body.subject, body.text, body.audience.to_audience(), body.attachment)


READ = ("GET", "HEAD")
ROUTES: Mapping[tuple[str, tuple[str, ...]], View] = {
    ("/messages", ("POST",)): post_message,
    ("/messages/preview", ("POST",)): post_preview,
    ("/messages/test", ("POST",)): post_test,
    ("/messages/attachments", ("POST",)): post_attachment,
    ("/messages/sent", READ): read_sent,
    ("/messages/sent/{sent}", READ): read_one_sent,
}
"""The views by what follows an event's path, and by method."""
