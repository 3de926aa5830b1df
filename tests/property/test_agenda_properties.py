"""Whatever organisers publish: tags name bytes, filters choose, and changes add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import product
from typing import Any
from urllib.parse import urlencode

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.session import Kind, Session, Speaker, Status
from shared.verbs.revise import revise
from tests.edge.agenda.published import JSON, PATH, Readers, published

FIRST = datetime(2027, 3, 14, 18, tzinfo=UTC)
WORDS = st.sampled_from(["Rivers", "RIVERS", "Straße", "strasse", "lake & sea", "川の水", "Ö"])
MAYBE = st.none() | WORDS
SPEAKERS = st.builds(Speaker, st.just("sp"), WORDS, affiliation=MAYBE, organisation=st.booleans())


@st.composite
def one_session(draw: st.DrawFn, name: str) -> Session:
    """A session at some quarter of an hour of three days, with or without an end."""
    start = FIRST + timedelta(minutes=15 * draw(st.integers(0, 250)))
    length = draw(st.none() | st.integers(-1, 12))
    return Session(
        id=name,
        title=draw(WORDS),
        kind=draw(st.sampled_from(Kind)),
        start=start,
        end=None if length is None else start + timedelta(minutes=15 * length),
        room=draw(MAYBE),
        track=draw(MAYBE),
        status=draw(st.sampled_from(Status)),
        speakers=tuple(draw(st.lists(SPEAKERS, max_size=2))),
    )


@st.composite
def agendas(draw: st.DrawFn) -> tuple[Session, ...]:
    """Some of seven sessions, at least one."""
    names = draw(st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=7, unique=True))
    return tuple(draw(one_session(name)) for name in names)


FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "day": st.sampled_from(["1", "2", "2027-03-15"]),
        "room": WORDS,
        "track": WORDS,
        "kind": st.sampled_from([str(kind) for kind in Kind]),
        "institution": WORDS,
        "q": WORDS,
    },
)


@settings(deadline=None)
@given(agendas(), FILTERS)
def test_a_filter_gives_some_of_the_sessions_in_their_order(
    sessions: tuple[Session, ...], filters: dict[str, str]
) -> None:
    readers = published(sessions=sessions)
    answer = readers.get(f"{JSON}?{urlencode(filters)}")
    if answer.status == 400:
        assert [one["path"] for one in answer.json()["errors"]] == ["day"]
        return
    whole = readers.get(JSON).json()
    chosen = [one["id"] for one in answer.json()["sessions"]]
    assert [one for one in whole["sessions"] if one["id"] in chosen] == answer.json()["sessions"]
    assert answer.json()["complete"] is (not filters)


@settings(deadline=None)
@given(agendas(), FILTERS)
def test_two_filters_together_choose_what_both_choose(
    sessions: tuple[Session, ...], filters: dict[str, str]
) -> None:
    readers = published(sessions=sessions)
    together = readers.get(f"{JSON}?{urlencode(filters)}")
    if together.status == 400:
        return
    each = [readers.get(f"{JSON}?{urlencode({name: filters[name]})}").json() for name in filters]
    whole = {one["id"] for one in readers.get(JSON).json()["sessions"]}
    both = whole.intersection(*({one["id"] for one in part["sessions"]} for part in each))
    assert {one["id"] for one in together.json()["sessions"]} == both


ADDRESSES = [
    (PATH, {"accept": "application/json"}),
    (PATH, {"accept": "text/html"}),
    (f"{PATH}?kind=break", {"accept": "text/plain"}),
    (f"{PATH}?lang=en", {"accept": "*/*"}),
    (JSON, {}),
    (f"{JSON}?since=1", {}),
    (f"{JSON}?since=2", {}),
    (f"{JSON}?since=77", {}),
    (f"{JSON}?q=ÖL", {}),
    (f"{JSON}?q=öl", {}),
    (f"{JSON}?room=rivers&kind=BREAK", {}),
    (f"{JSON}?kind=break&room=Rivers", {}),
    (f"{JSON}?day=1", {}),
    (f"{PATH}/agenda.html?day=1", {}),
    (f"{PATH}/agenda.txt", {}),
    (f"{PATH}/agenda.txt?kind=Break", {}),
    (f"{PATH}/agenda.ics", {}),
    (f"{PATH}/agenda.ics?kind=break", {}),
    (f"{PATH}/sessions/a", {}),
    (f"{PATH}/sessions/b", {}),
]


def note_tags(readers: Readers, seen: dict[str, tuple[str, bytes]]) -> None:
    """Ask every address; a tag seen before must come with the bytes seen before."""
    for (path, headers), coding in product(ADDRESSES, ("gzip", "identity")):
        answer = readers.get(path, accept_encoding=coding, **headers)
        if answer.status == 200:
            tag, content = answer.headers["etag"], (answer.headers["content-type"], answer.body)
            assert seen.setdefault(tag, content) == content


@settings(max_examples=25, deadline=None)
@given(st.lists(agendas(), min_size=1, max_size=3), st.lists(st.sampled_from(Status), max_size=2))
def test_equal_tags_mean_equal_bytes_over_all_addresses_and_revisions(
    releases: list[tuple[Session, ...]], states: list[Status]
) -> None:
    readers = published()
    seen: dict[str, tuple[str, bytes]] = {}
    for sessions in releases:
        readers.clock.advance(seconds=1)
        readers.publish(sessions)
        note_tags(readers, seen)
    for status in states:
        revise(readers.ports, readers.event.id, partial(replace, status=status))
        note_tags(readers, seen)


DAYS = [date(2027, 3, day) for day in (12, 15, 16, 20)]
STEPS = st.one_of(
    agendas(),
    st.fixed_dictionaries(
        {},
        optional={
            "timezone": st.sampled_from(["Asia/Tokyo", "America/St_Johns", "Europe/Belgrade"]),
            "dates": st.sets(st.sampled_from(DAYS), min_size=1).map(lambda days: (*sorted(days),)),
            "status": st.sampled_from(Status),
        },
    ),
)


def take_step(readers: Readers, step: tuple[Session, ...] | dict[str, Any]) -> None:
    """Publish these sessions, or give the event these settings; wait until readers see it."""
    if isinstance(step, dict):
        revise(readers.ports, readers.event.id, lambda event: replace(event, **step))
    else:
        readers.publish(step)
    readers.clock.advance(seconds=6)


@settings(deadline=None)
@given(st.lists(STEPS, min_size=1, max_size=6), st.data())
def test_a_reader_of_changes_knows_what_a_reader_of_everything_knows(
    steps: list[tuple[Session, ...] | dict[str, Any]], data: st.DataObject
) -> None:
    readers = published()
    kept: dict[str, Any] = {}
    release = 0
    for step in steps:
        take_step(readers, step)
        if not data.draw(st.booleans()):
            continue  # this reader was asleep
        answer = readers.get(f"{JSON}?since={release}").json()
        kept = {} if answer["complete"] else kept
        assert set(answer["removed"]) <= set(kept)
        kept = {name: one for name, one in kept.items() if name not in answer["removed"]}
        kept |= {one["id"]: one for one in answer["sessions"]}
        release = answer["release"]
        whole = readers.get(JSON).json()
        assert kept == {one["id"]: one for one in whole["sessions"]}


@settings(deadline=None)
@given(agendas(), st.integers(-100, 5000))
def test_what_is_on_and_what_comes_next_are_sessions_of_the_agenda(
    sessions: tuple[Session, ...], minutes: int
) -> None:
    readers = published(sessions=sessions)
    at = FIRST + timedelta(minutes=minutes)
    answer = readers.get(f"{PATH}/now?{urlencode({'at': at.isoformat()})}").json()
    whole = {one["id"]: one for one in readers.get(JSON).json()["sessions"]}
    assert [one for one in answer["now"] if whole[one["id"]] != one] == []
    assert [one for one in answer["now"] if datetime.fromisoformat(one["start"]) > at] == []
    later = [one.start for one in sessions if one.start > at]
    assert {one["id"] for one in answer["next"]} == {
        one.id for one in sessions if later and one.start == min(later)
    }
