"""Creating an event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shared.domain.errors import AlreadyThere, Missing
from shared.domain.writes import Add, Remove, Replace
from shared.verbs.create_event import create_event
from tests.builders import a_grant, an_event, an_organiser, some_sessions
from tests.fakes import some_ports


def test_a_scope_that_changed_meanwhile_is_read_again() -> None:
    ports = some_ports()
    organiser, grant = an_organiser(events=()), a_grant(events=())
    ports.store.commit([Add(organiser), Add(grant)], "organiser")
    newer = replace(organiser, events=("other",), version=2)
    ports.store.commit([Replace(newer), Replace(replace(grant, events=("other",), version=2))], "b")
    create_event(ports, an_event(), some_sessions(), organiser)
    now = ports.store.organiser(organiser.id)
    granted = ports.store.grant(grant.token_hash)
    assert now is not None
    assert granted is not None
    assert now.events == granted.events == ("other", "river-basins")


def test_a_taken_id_writes_nothing() -> None:
    ports = some_ports()
    create_event(ports, an_event(), some_sessions(), None)
    with pytest.raises(AlreadyThere):
        create_event(ports, an_event(title="Another"), some_sessions()[:1], None)
    draft = ports.store.draft("river-basins")
    assert ports.store.event("river-basins").title == "Workshop on shared river basins"
    assert draft is not None
    assert draft.sessions == some_sessions()


def test_an_organiser_who_is_gone_makes_no_event() -> None:
    ports = some_ports()
    organiser = an_organiser(events=())
    ports.store.commit([Add(organiser)], "organiser without a grant")
    with pytest.raises(Missing):
        create_event(ports, an_event(), some_sessions(), organiser)
    ports.store.commit([Remove(organiser)], "gone")
    with pytest.raises(Missing):
        ports.store.event("river-basins")
