"""What openapi.json tells of mail: messages, timelines, who got none, why."""

from __future__ import annotations

from collections.abc import Mapping

from functions.organiser.schemas.answers import MessagePage
from functions.organiser.schemas.mail import (
    About,
    MessageResent,
    MessageTold,
    UndeliveredPage,
    WhyAnswer,
    WordingPreview,
)
from functions.organiser.schemas.wording import WordingTry
from shared.edge.operation import JSON, Operation, Parameter, Reply

Operations = dict[tuple[str, str], Operation]
ABOUT = Parameter(
    "about", "query", "An address, or the id of a registration or a delivery.", About, required=True
)


def describe_mail(
    event: str, scoped: Mapping[int, Reply], invalid: Reply, paged: tuple[Parameter, ...]
) -> Operations:
    """The operations below an event's path; `scoped` befalls every caller who names an event."""
    refused = Reply("It is live, not about a registration, or outdated.", scoped[404].content)
    return {
        ("GET", f"{event}/messages"): Operation(
            "listMessages",
            "The mails that go out.",
            {200: Reply("One page.", {JSON: MessagePage}), 400: invalid, **scoped},
            parameters=paged,
        ),
        ("GET", f"{event}/messages/{{message}}"): Operation(
            "readMessage",
            "One mail, and what became of it step by step.",
            {200: Reply("The mail.", {JSON: MessageTold}), **scoped},
            meaning="Whether somebody opened it or clicked in it is never asked for.",
        ),
        ("POST", f"{event}/messages/{{message}}/resend"): Operation(
            "resendMessage",
            "Write a mail again that was given up, skipped for its address, or came back.",
            {201: Reply("The new mail.", {JSON: MessageResent}), 409: refused, **scoped},
            meaning="It is of the same kind and tells the registration as that now stands.",
        ),
        ("GET", f"{event}/undelivered"): Operation(
            "listUndelivered",
            "Who did not get the last mail written for them, and why.",
            {200: Reply("One page.", {JSON: UndeliveredPage}), 400: invalid, **scoped},
            parameters=paged,
        ),
        ("GET", f"{event}/why"): Operation(
            "tellWhy",
            "Why somebody's mail came or did not, from the webhook to the provider's answers.",
            {200: Reply("Every step, and the end.", {JSON: WhyAnswer}), 400: invalid, **scoped},
            meaning=(
                "Of an address that nobody registered with, the latest 500 deliveries are looked "
                "through."
            ),
            parameters=(ABOUT,),
        ),
        ("POST", f"{event}/wording/preview"): _describe_preview(scoped, invalid),
    }


def _describe_preview(scoped: Mapping[int, Reply], invalid: Reply) -> Operation:
    return Operation(
        "previewWording",
        "A mail in the organiser's own words, to somebody invented; nothing is written.",
        {200: Reply("The mail.", {JSON: WordingPreview}), 400: invalid, **scoped},
        meaning="What is left out is as it is saved; null is said in our words.",
        body={JSON: WordingTry},
    )
