"""Print those who have a seat: participants, signature sheet, table plates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import islice

from functions.organiser.read_people import read_people
from functions.organiser.running_list import TooLong
from shared.domain.event import Event
from shared.domain.precedence import Party, parties
from shared.domain.registration import State
from shared.ports import Ports
from shared.render.lists.document import MOST_PEOPLE, TYPE
from shared.render.lists.paper import (
    participants_document,
    plates_document,
    signature_document,
)

PAPERS: Mapping[str, Callable[[Event, Sequence[Party], datetime], bytes]] = {
    "participants": participants_document,
    "signatures": signature_document,
    "plates": plates_document,
}


def print_people(ports: Ports, event_id: str, paper: str) -> tuple[bytes, str]:
    """One of the papers, and its media type. Raises Missing, TooLong."""
    event = ports.events.fresh(event_id)
    people = list(islice(read_people(ports, event_id, {State.CONFIRMED}), MOST_PEOPLE + 1))
    if len(people) > MOST_PEOPLE:
        raise TooLong
    return PAPERS[paper](event, parties(event, people), ports.clock.now()), TYPE
