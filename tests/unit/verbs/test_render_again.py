"""An agenda rendered once more, as after a deploy."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shared.adapters.memory import MemoryStore
from shared.domain.agenda import Pointer
from shared.domain.errors import Missing
from shared.domain.journal import Deed, Hand
from shared.domain.writes import Put, Replace
from shared.ports import Ports
from shared.verbs.publish import publish
from shared.verbs.published import load_published
from shared.verbs.render_again import render_again
from tests.builders import EVENT
from tests.fakes import FakeClock, put_event, some_ports

HAND = Hand("organiser-1")


def published_ports() -> Ports:
    """Ports of an event whose first release is out, an hour ago."""
    clock = FakeClock()
    ports = some_ports(MemoryStore(), clock)
    put_event(ports)
    publish(ports, EVENT)
    clock.advance(hours=1)
    return ports


def pretend_older_templates(ports: Ports) -> Pointer:
    """The pointer as an earlier version of ours would have left it: to other bytes."""
    pointer = ports.store.pointer(EVENT)
    assert pointer is not None
    older = replace(pointer, digest="en:" + "0" * 32, version=pointer.version + 1)
    ports.store.commit([Replace(older)], "older")
    return older


def test_the_same_templates_change_nothing() -> None:
    ports = published_ports()
    before = ports.store.pointer(EVENT)
    assert render_again(ports, EVENT, HAND) == before
    assert ports.store.pointer(EVENT) == before
    assert ports.store.entry_page(EVENT, None, 5).items == []


def test_other_templates_make_a_revision_of_the_same_release() -> None:
    ports = published_ports()
    older = pretend_older_templates(ports)
    pointer = render_again(ports, EVENT, HAND)
    assert (pointer.release, pointer.revision) == (older.release, older.revision + 1)
    assert ports.store.pointer(EVENT) == pointer
    assert ports.store.event(EVENT).revision == pointer.revision
    assert [one.what for one in ports.store.entry_page(EVENT, None, 5).items] == [
        Deed.AGENDA_RENDERED
    ]
    assert render_again(ports, EVENT, HAND) == pointer


def test_sessions_are_not_newer_for_having_been_rendered_again() -> None:
    ports = published_ports()
    marks = load_published(ports, EVENT).marks
    pointer = ports.store.pointer(EVENT)
    assert pointer is not None
    event = ports.store.event(EVENT)
    moved = replace(event, background="Other words on the page")
    ports.store.commit([Put(moved)], "background")
    assert render_again(ports, EVENT, HAND).revision == pointer.revision + 1
    assert load_published(ports, EVENT).marks == marks


def test_nothing_is_rendered_before_the_first_release() -> None:
    ports = some_ports(MemoryStore(), FakeClock())
    put_event(ports)
    with pytest.raises(Missing):
        render_again(ports, EVENT, HAND)
