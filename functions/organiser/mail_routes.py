"""The edge of mail: one message, who got none, writing again, why. `app.py` asks for the token."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from functions.organiser.identify import hand_of
from functions.organiser.list_desk import list_messages
from functions.organiser.list_undelivered import list_undelivered
from functions.organiser.preview_wording import preview_wording
from functions.organiser.resend_message import resend_message
from functions.organiser.schemas.reading import read
from functions.organiser.schemas.wording import WordingTry
from functions.organiser.show_message import show_message
from functions.organiser.why import tell_why
from shared.edge.http import Answer, HttpRequest, answer_json
from shared.ports import Ports

View = Callable[..., Answer]


def read_messages(ports: Ports, request: HttpRequest, event: str) -> Answer:
    """The mails that go out."""
    return answer_json(list_messages(ports, event, request.parameters()))


def read_message(ports: Ports, _request: HttpRequest, event: str, message: str) -> Answer:
    """One mail and what became of it."""
    return answer_json(show_message(ports, event, message))


def post_resend(ports: Ports, request: HttpRequest, event: str, message: str) -> Answer:
    """Write a lost mail again."""
    return answer_json(resend_message(ports, event, message, hand_of(request.principal)), 201)


def read_undelivered(ports: Ports, request: HttpRequest, event: str) -> Answer:
    """Who never got their mail."""
    return answer_json(list_undelivered(ports, event, request.parameters()))


def read_why(ports: Ports, request: HttpRequest, event: str) -> Answer:
    """What became of somebody's mail, from the webhook on."""
    return answer_json(tell_why(ports, event, request.parameters()))


def post_wording(ports: Ports, request: HttpRequest, event: str) -> Answer:
    """What mails would say in the organiser's words."""
    wanted = read(WordingTry, request.json())
    return answer_json(preview_wording(ports, event, wanted.onto))


READ = ("GET", "HEAD")
ROUTES: Mapping[tuple[str, tuple[str, ...]], View] = {
    ("/messages", READ): read_messages,
    ("/messages/{message}", READ): read_message,
    ("/messages/{message}/resend", ("POST",)): post_resend,
    ("/undelivered", READ): read_undelivered,
    ("/why", READ): read_why,
    ("/wording/preview", ("POST",)): post_wording,
}
"""The views by what follows an event's path, and by method."""
