"""What calendars are told to take anew: an entry's SEQUENCE and its stamps, and when they rise."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.event import Event, EventTranslation, Visibility
from shared.domain.institution import Institution
from shared.domain.place import Contact, Location
from shared.domain.session import Session, SessionTranslation, Status
from shared.domain.writes import Remove
from tests.builders import some_sessions
from tests.edge.agenda.published import PATH, Readers, published
from tests.unit.calendar.reading import facts_of

OPENING, WATER, COFFEE, CLOSING = some_sessions()
LATER = replace(COFFEE, start=COFFEE.start + timedelta(minutes=5))
IDS = [one.id for one in some_sessions()]


class Told(NamedTuple):
    """What an entry says of its own age."""

    sequence: int
    stamp: str
    modified: str


def told(readers: Readers, query: str = "") -> dict[str, Told]:
    """By session what its entry says."""
    return {name: age(one) for name, one in entries(readers, f"agenda.ics{query}").items()}


def age(entry: dict[str, str]) -> Told:
    stamps = (entry[name].partition("T")[2] for name in ("DTSTAMP", "LAST-MODIFIED"))
    return Told(int(entry["SEQUENCE"]), *stamps)


def entries(readers: Readers, path: str = "agenda.ics") -> dict[str, dict[str, str]]:
    """By session the properties of its entry."""
    raw = readers.get(f"{PATH}/{path}").body
    return {one["UID"].partition("@")[0]: one for one in facts_of(raw)}


def an_hour_later(readers: Readers) -> None:
    readers.clock.advance(hours=1)


FIRST = Told(1, "090000Z", "090000Z")
SECOND = Told(2, "100000Z", "100000Z")


def test_at_first_every_entry_is_of_the_first_revision() -> None:
    assert told(published()) == dict.fromkeys(IDS, FIRST)


def test_only_the_session_that_moved_rises() -> None:
    readers = published()
    an_hour_later(readers)
    readers.publish((OPENING, WATER, LATER, CLOSING))
    assert told(readers) == {**dict.fromkeys(IDS, FIRST), "coffee": SECOND}


def test_a_session_that_comes_back_rises_above_what_it_had() -> None:
    readers = published()
    an_hour_later(readers)
    readers.publish((OPENING, WATER, CLOSING))
    an_hour_later(readers)
    readers.publish((OPENING, WATER, COFFEE, CLOSING))
    assert told(readers) == {**dict.fromkeys(IDS, FIRST), "coffee": Told(3, "110000Z", "110000Z")}


@pytest.mark.parametrize(
    "change",
    [
        {"location": Location(city="Batumi")},
        {"status": Status.POSTPONED},
        {"timezone": "Europe/Belgrade"},
        {"locale": "fr"},
        {"translations": (EventTranslation("fr", location=Location(city="Tiflis")),)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_every_entry_shows_raises_all(change: dict[str, Any]) -> None:
    readers = published()
    an_hour_later(readers)
    readers.revise(**change)
    assert told(readers) == dict.fromkeys(IDS, SECOND)


@pytest.mark.parametrize(
    "change",
    [
        {"visibility": Visibility.PUBLIC},
        {"title": "Workshop on basins"},
        {"contact": Contact("Lia Kvaratskhelia")},
        {"capacity": 7},
        {"dates": ()},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_no_entry_shows_raises_none(change: dict[str, Any]) -> None:
    readers = published()
    an_hour_later(readers)
    readers.revise(**change)
    assert told(readers) == dict.fromkeys(IDS, FIRST)


def test_a_release_that_is_taken_away_raises_none() -> None:
    readers = published()
    readers.publish((OPENING, WATER, LATER, CLOSING))
    before = told(readers)
    an_hour_later(readers)
    readers.redact(1)
    assert told(readers) == before


def in_french(event: Event) -> Event:
    return replace(event, translations=(EventTranslation("fr", "Atelier"),))


def test_a_new_language_raises_all() -> None:
    readers = published()
    an_hour_later(readers)
    spoken = replace(COFFEE, translations=(SessionTranslation("fr", "Café"),))
    readers.publish((OPENING, WATER, spoken, CLOSING))
    for query in ("", "?lang=fr"):
        assert told(readers, query) == dict.fromkeys(IDS, SECOND)


def test_a_translation_raises_its_session() -> None:
    readers = published(in_french)
    an_hour_later(readers)
    spoken = replace(COFFEE, translations=(SessionTranslation("fr", "Café"),))
    readers.publish((OPENING, WATER, spoken, CLOSING))
    for query in ("", "?lang=fr"):
        assert told(readers, query) == {**dict.fromkeys(IDS, FIRST), "coffee": SECOND}


def test_another_name_of_an_institution_raises_the_sessions_that_show_it() -> None:
    readers = published(in_french)
    an_hour_later(readers)
    french = {"fr": "Autorité du lac Sorrel"}
    readers.revise(
        institutions=(Institution("sorrel", "Lake Authority of Sorrel", ("LAS",), french),)
    )
    raised = {**dict.fromkeys(IDS, FIRST), "opening": SECOND, "water-sharing": SECOND}
    assert told(readers, "?lang=fr") == raised


def test_what_a_filter_leaves_has_the_marks_of_the_whole() -> None:
    readers = published()
    an_hour_later(readers)
    readers.publish((OPENING, WATER, LATER, CLOSING))
    whole = told(readers)
    assert told(readers, "?kind=break") == {"coffee": whole["coffee"]}
    alone = entries(readers, "sessions/opening.ics")
    assert {name: age(one) for name, one in alone.items()} == {"opening": whole["opening"]}


def test_marks_that_were_lost_begin_anew_above_what_they_were() -> None:
    readers = published()
    store: Any = readers.ports.store
    pointer = store.pointer(readers.event.id)
    name = f"source.en.{pointer.digest.partition(':')[2]}"
    forget(readers, store.rendition(readers.event.id, 1, name))
    an_hour_later(readers)
    readers.revise(title="Workshop on basins")
    assert told(readers) == dict.fromkeys(IDS, SECOND)


def forget(readers: Readers, rendition: Any) -> None:
    readers.ports.store.commit([Remove(rendition)], "forget")


STEPS = st.lists(
    st.one_of(
        st.lists(st.sampled_from(IDS), min_size=1, unique=True),
        st.fixed_dictionaries(
            {},
            optional={
                "title": st.sampled_from("AB"),
                "status": st.sampled_from(Status),
                "visibility": st.sampled_from(Visibility),
                "timezone": st.sampled_from(["Asia/Tbilisi", "Asia/Tokyo"]),
            },
        ),
        st.tuples(st.sampled_from(IDS), st.integers(0, 2)),
    ),
    max_size=8,
)


def changed(session: Session, minutes: int) -> Session:
    return replace(session, start=session.start + timedelta(minutes=minutes))


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_a_sequence_never_falls_and_rises_whenever_the_entry_says_something_else(
    steps: list[Any],
) -> None:
    readers = published()
    by_id = {one.id: one for one in some_sessions()}
    kept, latest = list(IDS), dict.fromkeys(IDS, 0)
    seen: dict[tuple[str, int], dict[str, str]] = {}
    for step in steps:
        readers.clock.advance(minutes=1)
        if isinstance(step, dict):
            readers.revise(**step)
        elif isinstance(step, list):
            kept = step
        else:
            by_id[step[0]] = changed(by_id[step[0]], step[1])
        readers.publish(tuple(by_id[one] for one in IDS if one in kept))
        for name, entry in entries(readers).items():
            sequence = age(entry).sequence
            assert sequence >= latest[name]
            assert seen.setdefault((name, sequence), entry) == entry
            latest[name] = sequence
