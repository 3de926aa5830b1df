"""What openapi.json tells of the desk: deliveries, replays, attempts, the journal."""

from __future__ import annotations

from collections.abc import Mapping

from functions.organiser.schemas.answers import DeliveryAnswer, DeliveryPage
from functions.organiser.schemas.desk import (
    JournalPage,
    RejectedAnswer,
    ReplayAnswer,
    ReplayBody,
    ReplayedAnswer,
    WantedOutcome,
)
from shared.edge.operation import JSON, Operation, Parameter, Reply

Operations = dict[tuple[str, str], Operation]
Parameters = tuple[Parameter, ...]
OUTCOME = Parameter(
    "outcome", "query", "Those with one outcome, or quarantined; all if not given.", WantedOutcome
)
CURSOR = Parameter("cursor", "query", "The value of next in the answer before.")


def describe_desk(
    event: str, scoped: Mapping[int, Reply], invalid: Reply, paged: Parameters
) -> Operations:
    """The operations below an event's path; `scoped` befalls every caller who names an event."""
    return {
        ("GET", f"{event}/deliveries"): _list(
            "listDeliveries", "The webhooks that came in.", DeliveryPage, scoped, invalid,
            (OUTCOME, *paged),
        ),
        ("GET", f"{event}/deliveries/{{delivery}}"): Operation(
            "readDelivery",
            "One webhook that came in.",
            {200: Reply("The delivery.", {JSON: DeliveryAnswer}), **scoped},
        ),
        **_describe_replays(event, {**scoped, 400: invalid}),
        ("GET", f"{event}/rejected"): Operation(
            "listRejected",
            "The webhooks that were not genuine, without their bodies.",
            {200: Reply("By sender.", {JSON: RejectedAnswer}), **scoped},
        ),
        ("GET", f"{event}/journal"): _list(
            "readJournal", "What organisers did.", JournalPage, scoped, invalid, paged
        ),
    }  # fmt: skip


def _describe_replays(event: str, told: Mapping[int, Reply]) -> Operations:
    return {
        ("POST", f"{event}/deliveries/replay"): Operation(
            "replayQuarantine",
            "Read again all webhooks that stand in quarantine, those who came first before others.",
            {200: Reply("What they came to.", {JSON: ReplayedAnswer}), **told},
            meaning="Of very many, next tells where to go on.",
            parameters=(CURSOR,),
            body={JSON: ReplayBody},
        ),
        ("POST", f"{event}/deliveries/{{delivery}}/replay"): Operation(
            "replayDelivery",
            "Read a webhook again by the present mapping and rules.",
            {200: Reply("What it comes to now.", {JSON: ReplayAnswer}), **told},
            meaning="One that has its registration answers duplicate; its signature is not asked.",
        ),
    }


def _list(
    name: str,
    summary: str,
    form: object,
    scoped: Mapping[int, Reply],
    invalid: Reply,
    parameters: Parameters,
) -> Operation:
    replies = {200: Reply("One page.", {JSON: form}), 400: invalid, **scoped}
    return Operation(name, summary, replies, parameters=parameters)
