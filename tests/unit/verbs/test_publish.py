"""Publishing and revising: numbers that never fall, revisions whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from shared.domain.agenda import Draft
from shared.domain.errors import Invalid, Stale
from shared.domain.event import Event, EventTranslation
from shared.domain.gate import Gate
from shared.domain.session import Session, Status
from shared.domain.writes import Replace
from shared.ports import Ports
from shared.render.agenda.digest import locales_named, rendition_name
from shared.render.agenda.encode import read_json
from shared.verbs.publish import publish
from shared.verbs.revise import revise
from tests.builders import EVENT, a_session, some_sessions
from tests.fakes import put_event, some_ports


def edit(ports: Ports, sessions: tuple[Session, ...]) -> Draft:
    draft = ports.store.draft(EVENT)
    assert draft
    edited = replace(draft, sessions=sessions, version=draft.version + 1)
    ports.store.commit([Replace(edited)], f"edit-{edited.version}")
    return edited


def test_the_first_release_adds_every_session_and_readers_find_it() -> None:
    ports = some_ports()
    put_event(ports)
    pointer, changes = publish(ports, EVENT)
    assert (pointer.release, pointer.revision) == (1, 1)
    assert changes.added == tuple(one.id for one in some_sessions())
    assert ports.store.pointer(EVENT) == pointer
    event = ports.store.event(EVENT)
    assert (event.release, event.revision, event.settings_version) == (1, 1, 2)
    assert ports.store.gate(EVENT) == Gate(EVENT, 20, 2)


def test_an_unchanged_draft_answers_the_present_release() -> None:
    ports = some_ports()
    put_event(ports)
    first, _ = publish(ports, EVENT)
    draft = ports.store.draft(EVENT)
    assert draft
    edit(ports, draft.sessions)
    again, changes = publish(ports, EVENT)
    assert (again, changes.added, changes.changed) == (first, (), ())


def test_a_moved_and_a_removed_session_make_the_next_release() -> None:
    ports = some_ports()
    put_event(ports)
    publish(ports, EVENT)
    first, second, _, last = some_sessions()
    moved = replace(second, start=second.start + timedelta(minutes=5), title="Shared waters")
    edit(ports, (first, moved, last))
    pointer, changes = publish(ports, EVENT)
    assert (pointer.release, pointer.revision) == (2, 2)
    assert (changes.moved, changes.retitled, changes.removed) == (
        ("water-sharing",),
        ("water-sharing",),
        ("coffee",),
    )
    assert [delta.release for delta in ports.store.deltas(EVENT, "en", 1, 2)] == [2]


def test_a_draft_that_somebody_else_saved_meanwhile_is_not_published() -> None:
    ports = some_ports()
    put_event(ports)
    edit(ports, (a_session(),))
    with pytest.raises(Stale):
        publish(ports, EVENT, if_match_version=1)
    assert ports.store.pointer(EVENT) is None


def test_a_draft_without_sessions_is_not_published() -> None:
    ports = some_ports()
    put_event(ports, sessions=())
    with pytest.raises(Invalid):
        publish(ports, EVENT)


def test_what_readers_see_changes_with_a_new_revision_of_the_same_release() -> None:
    ports = some_ports()
    put_event(ports)
    publish(ports, EVENT)
    revise(ports, EVENT, lambda event: replace(event, status=Status.POSTPONED))
    pointer = ports.store.pointer(EVENT)
    assert pointer
    assert (pointer.release, pointer.revision) == (1, 2)


def test_what_readers_do_not_see_makes_no_revision() -> None:
    ports = some_ports()
    put_event(ports)
    before, _ = publish(ports, EVENT)
    revise(ports, EVENT, lambda event: replace(event, capacity=7))
    assert ports.store.pointer(EVENT) == before
    assert ports.store.gate(EVENT).limit == 7


def test_a_new_zone_makes_a_new_release_because_every_session_reads_differently() -> None:
    ports = some_ports()
    put_event(ports)
    publish(ports, EVENT)
    revise(ports, EVENT, lambda event: replace(event, timezone="Europe/Belgrade"))
    pointer = ports.store.pointer(EVENT)
    assert pointer
    assert (pointer.release, pointer.revision) == (2, 2)


def days_later(event: Event, days: int) -> tuple[date, ...]:
    return (*event.dates, event.dates[-1] + timedelta(days=days))


def test_a_day_that_changes_no_session_makes_no_new_release() -> None:
    ports = some_ports()
    put_event(ports)
    publish(ports, EVENT)
    revise(ports, EVENT, lambda event: replace(event, dates=days_later(event, 7)))
    pointer = ports.store.pointer(EVENT)
    assert pointer
    assert (pointer.release, pointer.revision) == (1, 2)


def test_a_new_first_day_tells_the_sessions_that_it_renumbers() -> None:
    ports = some_ports()
    put_event(ports)
    publish(ports, EVENT)
    revise(ports, EVENT, lambda event: replace(event, dates=days_later(event, -1)))
    (delta,) = ports.store.deltas(EVENT, "en", 1, 2)
    told = [one["id"] for one in read_json(delta.body)["sessions"]]
    assert told == [one.id for one in some_sessions()]


def test_settings_that_do_not_change_write_nothing() -> None:
    ports = some_ports()
    event = put_event(ports)
    assert revise(ports, EVENT, lambda one: one) == event


def test_an_agenda_in_very_many_languages_is_published() -> None:
    ports = some_ports()
    tongues = tuple(EventTranslation(f"a{one}", "Taller") for one in "abcdefghijklmnop")
    put_event(ports, lambda event: replace(event, translations=tongues))
    pointer, _ = publish(ports, EVENT)
    for locale in locales_named(pointer.digest):
        assert ports.store.rendition(EVENT, 1, rendition_name("txt", locale, pointer.digest))
