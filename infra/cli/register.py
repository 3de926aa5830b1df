"""`secretariat register EVENT`: send a correctly signed webhook, as a landing page would."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from infra.cli.exits import ANSWER_IS_NO, Unreadable
from infra.cli.options import DEFAULT_URL, AsJson, EventId, Url
from infra.cli.printing import show

TAKEN = frozenset({"confirmed", "waitlisted", "pending", "duplicate"})

Secret = Annotated[
    str,
    typer.Option(
        "--secret",
        envvar="SECRETARIAT_WEBHOOK_SECRET",
        help="The webhook secret (whsec_…).",
        show_default=False,
    ),
]
Answers = Annotated[
    list[str] | None,
    typer.Option("--answer", metavar="KEY=VALUE", help="A further answer; repeat for more."),
]


def register(
    event: EventId,
    name: Annotated[str, typer.Option("--name", help="Who comes.")],
    email: Annotated[str, typer.Option("--email", help="Where mail reaches them.")],
    institution: Annotated[
        str | None, typer.Option("--institution", help="Where they come from.")
    ] = None,
    answer: Answers = None,
    delivery_id: Annotated[
        str | None, typer.Option("--id", help="The webhook-id; the same one is a retry.")
    ] = None,
    response_id: Annotated[
        str | None, typer.Option("--response-id", help="The form's own id; it may update.")
    ] = None,
    url: Url = DEFAULT_URL,
    secret: Secret = "",
    as_json: AsJson = False,
) -> None:
    """Send a signed registration, stamped by the stack's own clock."""
    from infra.cli.client import Client, judge_header, part
    from infra.cli.signing import read_clock, read_secret, sign

    key, answers = read_secret(secret), read_answers(answer or [])
    webhook_id = judge_header("--id", delivery_id or f"msg_{secrets.token_urlsafe(18)}")
    client = Client(url)
    now = read_clock(client)
    body = write_body(now, name, email, institution, answers, response_id)
    path = f"/registration/{part(event)}/webhooks/standard"
    reply = client.ask("POST", path, body, sign(key, webhook_id, now, body))
    show(reply, as_json, say_outcome)
    if reply.json()["outcome"] not in TAKEN:
        raise typer.Exit(ANSWER_IS_NO)


def read_answers(pairs: list[str]) -> Mapping[str, str]:
    """KEY=VALUE pairs as a mapping. Raises Unreadable naming one that is none."""
    for pair in pairs:
        if not pair.partition("=")[0] or "=" not in pair:
            raise Unreadable(f"--answer: {pair!r} is not KEY=VALUE")
    return dict(pair.split("=", 1) for pair in pairs)


def write_body(
    now: int,
    name: str,
    email: str,
    institution: str | None,
    answers: Mapping[str, str],
    response_id: str | None,
) -> bytes:
    """The body of a `registration.created`; what is not given is left out."""
    given: dict[str, object] = {"name": name, "email": email}
    given |= {"institution": institution} if institution is not None else {}
    given |= {"answers": dict(answers)} if answers else {}
    given |= {"id": response_id} if response_id is not None else {}
    stamp = datetime.fromtimestamp(now, UTC).isoformat()
    told = {"type": "registration.created", "timestamp": stamp, "data": given}
    return json.dumps(told).encode()


def say_outcome(told: Mapping[str, Any]) -> str:
    """The outcome, its reason and the registration's id, in one line."""
    because = f" ({told['reason']})" if told["reason"] else ""
    number = f", registration {told['registration']}" if told["registration"] else ""
    return f"{told['outcome']}{because}{number}"
