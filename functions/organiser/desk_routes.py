"""The edge of the desk: deliveries, attempts, the journal. `app.py` puts it behind its token."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from functions.organiser.identify import hand_of
from functions.organiser.list_desk import (
    list_deliveries,
    list_journal,
    list_rejected,
    show_delivery,
)
from functions.organiser.replay import replay_one, replay_quarantine
from functions.organiser.schemas.desk import ReplayBody
from functions.organiser.schemas.reading import read
from shared.edge.http import Answer, HttpRequest, answer_json
from shared.ports import Ports

View = Callable[..., Answer]


def read_deliveries(ports: Ports, request: HttpRequest, event: str) -> Answer:
    """The webhooks that came in."""
    return answer_json(list_deliveries(ports, event, request.parameters()))


def read_delivery(ports: Ports, _request: HttpRequest, event: str, delivery: str) -> Answer:
    """One webhook that came in."""
    return answer_json(show_delivery(ports, event, delivery))


def post_replay(ports: Ports, request: HttpRequest, event: str, delivery: str) -> Answer:
    """Read one webhook again."""
    return answer_json(replay_one(ports, event, delivery, hand_of(request.principal)))


def post_replays(ports: Ports, request: HttpRequest, event: str) -> Answer:
    """Read again all that stand in quarantine."""
    read(ReplayBody, request.json())
    hand = hand_of(request.principal)
    return answer_json(replay_quarantine(ports, event, request.parameters(), hand))


def read_rejected(ports: Ports, _request: HttpRequest, event: str) -> Answer:
    """The webhooks that were not genuine."""
    return answer_json(list_rejected(ports, event))


def read_journal(ports: Ports, request: HttpRequest, event: str) -> Answer:
    """What organisers did."""
    return answer_json(list_journal(ports, event, request.parameters()))


READ = ("GET", "HEAD")
ROUTES: Mapping[tuple[str, tuple[str, ...]], View] = {
    ("/deliveries", READ): read_deliveries,
    ("/deliveries/replay", ("POST",)): post_replays,
    ("/deliveries/{delivery}", READ): read_delivery,
    ("/deliveries/{delivery}/replay", ("POST",)): post_replay,
    ("/rejected", READ): read_rejected,
    ("/journal", READ): read_journal,
}
"""The views by what follows an event's path, and by method."""
