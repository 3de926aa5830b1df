"""Problem details (RFC 9457), and the one table that turns errors into HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from shared.domain.errors import (
    AlreadyThere,
    GateRefused,
    Gone,
    Illegal,
    Invalid,
    LimitReached,
    Missing,
    Refused,
    SecretariatError,
    Stale,
    StoreUnavailable,
)
from shared.edge.http import Answer, HttpError

PROBLEM = "application/problem+json"

SENTENCES = {
    400: "The request cannot be read.",
    401: "This needs a token that is known here.",
    403: "This token may not do that.",
    404: "There is nothing at this address.",
    405: "This address does not take that method.",
    413: "This is more than can be taken at once.",
    415: "The body has a type that is not taken here.",
    429: "Too many requests; please try again in a moment.",
    500: "Something went wrong here; it has been noted.",
    502: "The answer was more than can be sent at once.",
    503: "Busy just now; please try again in a moment.",
    504: "This took too long; please try again.",
}


def problem(
    status: int,
    detail: str,
    headers: Mapping[str, str] | None = None,
    errors: list[dict[str, str]] | None = None,
) -> Answer:
    """A problem answer; `errors` is a list of {path, message} for validation."""
    body: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if errors is not None:
        body["errors"] = errors
    raw = json.dumps(body, ensure_ascii=False).encode()
    return Answer(status, raw, {"Content-Type": PROBLEM, **(headers or {})})


def plain_problem(status: int, headers: Mapping[str, str] | None = None) -> Answer:
    """The problem answer to a status that needs no words of its own."""
    return problem(status, SENTENCES[status], headers)


def _invalid(error: Invalid) -> Answer:
    errors = [{"path": path, "message": message} for path, message in error.errors]
    detail = "; ".join(
        f"{e['path']}: {e['message']}" if e["path"] else e["message"] for e in errors
    )
    return problem(400, detail, errors=errors)


def _unavailable(error: StoreUnavailable) -> Answer:
    return plain_problem(503, {"Retry-After": str(error.retry_after_s)})


REFUSALS = {
    "over": "The meeting is over or will not take place, so no place can be passed on.",
    "full": "All places are taken, and there is no waiting list.",
    "closed": "Registration is not open.",
    "not_invited": "The meeting is by invitation, and this address is not among those invited.",
    "current": "This is the release that readers see; publish another one first.",
    "answered": "You have registered with this invitation; your own link lets you cancel.",
    "live": "Only a mail that was lost is written again; this one is on its way, or was sent.",
    "outdated": "What this mail told is no longer true, so it is not written again.",
    "impersonal": "Only mail about a registration can be written again.",
    "in_vain": "The meeting has begun or is off, or registration is closed: nobody is reminded.",
    "nobody": "Nobody belongs to this audience, so nothing was sent.",
    "another_message": "Another message was sent under this id; please choose a new one.",
    "no_address": "This token has no address of its own that a test could go to.",
    "no_attachments": "This stack was set up without a place for files, so none can be attached.",
    "registered": "Somebody of that name and address is registered already.",
}
"""Reasons that people read; the others are told to programs."""


def say_refused(error: Refused) -> str:
    """The sentence that says why not."""
    return REFUSALS.get(error.reason, f"The meeting's rules say no: {error.reason}.")


ANSWERS: dict[type[SecretariatError], Callable[[Any], Answer]] = {
    HttpError: lambda e: problem(e.status, e.detail, e.headers),
    Invalid: _invalid,
    Missing: lambda e: problem(404, f"There is no such {e.what}."),
    Gone: lambda e: problem(410, f"This {e.what} is shown no more."),
    Refused: lambda e: problem(409, say_refused(e)),
    LimitReached: lambda e: plain_problem(429, {"Retry-After": str(e.retry_after_s)}),
    Illegal: lambda e: problem(409, f"A registration that is {e.state} cannot be changed so."),
    AlreadyThere: lambda _: problem(409, "That is there already."),
    Stale: lambda e: problem(409, f"The {e.what.lower()} has changed meanwhile; read it again."),
    GateRefused: lambda _: _unavailable(StoreUnavailable()),
    StoreUnavailable: _unavailable,
}


def answer_error(error: SecretariatError) -> Answer:
    """The answer to an error of the family, by the nearest class in the table.

    Raises the error itself when the table has no answer: then it is a fault, not an answer.
    """
    for kind in type(error).__mro__:
        if kind in ANSWERS:
            return ANSWERS[kind](error)
    raise error


def tell_wrong(wrong: Invalid | Refused) -> tuple[Sequence[tuple[str, str]], int]:
    """What a page tells of an error, and its status."""
    if isinstance(wrong, Invalid):
        return wrong.errors, 400
    return [("email", say_refused(wrong))], 409
