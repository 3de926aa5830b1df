"""One send, also when it is asked for twice at the same moment."""

from __future__ import annotations

import pytest

from functions.organiser.judge_draft import Draft
from functions.organiser.write_message import send_to_audience
from functions.timer.run_due import run_due
from shared.adapters.memory import MemoryStore
from shared.domain.errors import Refused
from shared.domain.journal import Hand
from shared.domain.round import Audience, Round
from shared.domain.writes import Put
from shared.ports import Ports
from tests.builders import EVENT, a_registration, an_id
from tests.fakes import put_event, some_ports

HAND = Hand(an_id(999))
BOOTS = Draft("Boots", "Bring them.", Audience())


class LateStore(MemoryStore):
    """A store that does not know a round yet when it is asked for the first times."""

    blind = 0

    def round(self, event_id: str, round_id: str) -> Round | None:
        self.blind -= 1
        return None if self.blind >= 0 else super().round(event_id, round_id)


def a_race() -> Ports:
    """The message was sent by somebody else after we looked, and before we commit."""
    store = LateStore()
    ports = some_ports(store)
    put_event(ports)
    store.commit([Put(a_registration(mail=None))], "person")
    send_to_audience(ports, EVENT, "boots", BOOTS, HAND)
    store.blind = 1
    return ports


def test_who_loses_the_race_answers_what_the_winner_sent() -> None:
    ports = a_race()
    told, new = send_to_audience(ports, EVENT, "boots", BOOTS, HAND)
    assert (told["id"], told["recipients"], new) == ("boots", 1, False)
    run_due(ports)
    assert len(ports.store.message_page(EVENT, None, 10).items) == 1
    assert len(ports.store.entry_page(EVENT, None, 10).items) == 1


def test_who_loses_it_with_another_message_is_refused() -> None:
    ports = a_race()
    other = Draft("Hats", "Bring them.", Audience())
    with pytest.raises(Refused) as refused:
        send_to_audience(ports, EVENT, "boots", other, HAND)
    assert refused.value.reason == "another_message"
