"""The first payload of each function, out of a meeting that took place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from infra.bench.meeting import Meeting, plain
from infra.bench.staging import BARE
from infra.local.exchange import Inbound
from infra.local.payloads import (
    Payload,
    proxy_payload,
    schedule_payload,
    stream_record,
    topic_payload,
)
from shared.adapters.dynamodb.keys import PK, SK
from shared.domain.message import MessageState
from shared.domain.organiser import EVERYTHING

GZIPPED = ("accept-encoding", "gzip")


@dataclass(frozen=True)
class FirstCall:
    """One handler and the payload that it answers first; `most` is the ratio it may reach."""

    function: str
    handler: str
    payload: Payload
    what: str
    most: float | None = None


def first_calls(meeting: Meeting) -> list[FirstCall]:
    """A call for each function, the one that calls nothing first."""
    now = meeting.stack.clock.now()
    return [
        FirstCall(BARE, "app", _http(meeting, Inbound("GET", "/"), "/"), "nothing"),
        FirstCall("agenda", "app", agenda_request(meeting), "an agenda", 3.5),
        FirstCall("registration", "app", webhook_request(meeting), "a signed webhook", 4.5),
        FirstCall("organiser", "app", _organiser_request(meeting), "an event's settings"),
        FirstCall("mailer", "on_outbox", {"Records": [_pending(meeting)]}, "a confirmation", 6),
        FirstCall("timer", "on_tick", schedule_payload(now), "a tick, nothing due", 6),
        FirstCall("feedback", "on_feedback", topic_payload(BOUNCE, now), "a bounce"),
    ]


def agenda_request(meeting: Meeting, *headers: tuple[str, str]) -> Payload:
    """Somebody reads the agenda."""
    return reading_request(meeting, meeting.event, "agenda.json", *headers)


def reading_request(meeting: Meeting, event: str, tail: str, *headers: tuple[str, str]) -> Payload:
    """Somebody reads what is at `tail` below an event's address; a query may follow it."""
    name, _, query = tail.partition("?")
    inbound = Inbound("GET", f"/agenda/{event}/{name}", query, (*headers, GZIPPED))
    return _http(meeting, inbound, f"/agenda/{{event}}/{name}", event=event)


def webhook_request(meeting: Meeting) -> Payload:
    """A form service tells of a person."""
    headers, body = meeting.webhook("Dora")
    path = f"/registration/{meeting.event}/webhooks/standard"
    inbound = Inbound("POST", path, headers=headers, body=body)
    route = "/registration/{event}/webhooks/{sender}"
    return _http(meeting, inbound, route, event=meeting.event, sender="standard")


BOUNCE = (
    '{"eventType":"Bounce","mail":{"messageId":"0100-unknown","destination":["a@example.org"]},'
    '"bounce":{"bounceType":"Permanent","feedbackId":"1",'
    '"bouncedRecipients":[{"emailAddress":"a@example.org"}]}}'
)


def pending(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same items, every message pending as when it was written."""
    state = {"state": {"S": str(MessageState.PENDING)}}
    return [{**item, **state} if _is_message(item) else item for item in items]


def _organiser_request(meeting: Meeting) -> Payload:
    inbound = Inbound("GET", f"/organiser/events/{meeting.event}")
    return _http(meeting, inbound, "/organiser/events/{event}", EVERYTHING, event=meeting.event)


def _http(
    meeting: Meeting, inbound: Inbound, route: str, scope: str | None = None, **parts: str
) -> Payload:
    who = None if scope is None else {"organiser": "bench", "events": scope}
    return proxy_payload(inbound, route, parts, who, meeting.stack.clock.now())


def _pending(meeting: Meeting) -> Payload:
    item = next(one for one in pending(meeting.items()) if _is_message(one))
    keys = {PK: item[PK], SK: item[SK]}
    return stream_record("1", "INSERT", keys, plain(item), meeting.stack.clock.now())


def _is_message(item: dict[str, Any]) -> bool:
    pk: str = item[PK]["S"]
    return pk.startswith("MESSAGES#")
