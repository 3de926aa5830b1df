"""Show one message with its timeline."""

from __future__ import annotations

import re

from functions.organiser.listing import Json
from shared.domain.errors import Missing
from shared.domain.message import Message
from shared.domain.timeline import Step, timeline
from shared.ports import Ports

_KEY = re.compile(r"[A-Za-z0-9_-]{1,200}")


def load_message(ports: Ports, event_id: str, key: str) -> Message:
    """The message of that key. Raises Missing."""
    message = ports.store.message(event_id, key) if _KEY.fullmatch(key) else None
    if message is None:
        raise Missing("message")
    return message


def show_message(ports: Ports, event_id: str, key: str) -> Json:
    """A message as the list shows it, and what became of it step by step. Raises Missing."""
    message = load_message(ports, event_id, key)
    steps = timeline(message, ports.store.mail_events(event_id, message.key))
    return {**summarise(message), "timeline": [_show_step(step) for step in steps]}


def summarise(message: Message) -> Json:
    """A message as the list shows it; `at` is when it was settled, else when it was written."""
    return {
        "id": message.key,
        "kind": message.kind.value,
        "registration": message.registration,
        "state": message.state.value,
        "at": (message.settled_at or message.created_at).isoformat(),
    }


def _show_step(step: Step) -> Json:
    return {"what": step.what, "at": step.at.isoformat(), "detail": step.detail}
