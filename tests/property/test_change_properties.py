"""Whatever organisers change: nothing goes untold or is told twice; every feed is well formed."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.agenda import Revision, compare_sessions
from shared.domain.changes import Note, What, cut_notes, note_event, note_sessions
from shared.domain.mail_summary import mail_summary
from shared.domain.place import Contact, Location
from shared.domain.session import Kind, Role, Session, Speaker, Status
from shared.render.agenda.change_words import sentence
from shared.render.agenda.changes_feed import render_changes
from shared.render.agenda.document import agenda_document
from shared.render.agenda.words import words_for
from tests.builders import EVENT, NOW, a_release, a_session, an_event

ATOM = "{http://www.w3.org/2005/Atom}"
FIRST = datetime(2027, 3, 14, 18, tzinfo=UTC)
WORDS = st.sampled_from(["Rivers", "Straße", "lake & sea", "川の水"])
ANY_TEXT = st.text(st.characters(), max_size=12)
"""Any text at all: control characters and lone surrogates, too."""
SPEAKERS = st.builds(
    Speaker, st.sampled_from(["sp-a", "sp-b"]), WORDS, st.none() | WORDS, st.sampled_from(Role)
)
ZONES = st.sampled_from(["Asia/Tbilisi", "Europe/Zagreb", "America/St_Johns", "UTC"])


@st.composite
def one_session(draw: st.DrawFn, name: str) -> Session:
    """A session at some quarter of an hour of three days, with or without an end."""
    start = FIRST + timedelta(minutes=15 * draw(st.integers(0, 250)))
    length = draw(st.none() | st.integers(-1, 120))
    return Session(
        id=name,
        title=draw(WORDS),
        kind=draw(st.sampled_from(Kind)),
        start=start,
        end=None if length is None else start + timedelta(minutes=15 * length),
        room=draw(st.none() | WORDS),
        track=draw(st.none() | WORDS),
        status=draw(st.sampled_from(Status)),
        description=draw(st.none() | WORDS),
        speakers=tuple(draw(st.lists(SPEAKERS, max_size=3))),
        items=tuple(draw(st.lists(WORDS, max_size=2))),
    )


@st.composite
def agendas(draw: st.DrawFn) -> tuple[Session, ...]:
    """Some of five sessions, in any order."""
    names = draw(st.lists(st.sampled_from("abcde"), max_size=5, unique=True))
    return tuple(draw(one_session(name)) for name in names)


NOTES = st.builds(
    Note,
    st.sampled_from([what for what in What if what not in (What.ADDED, What.REMOVED, What.MOVED)]),
    st.none() | st.just("opening"),
    ANY_TEXT,
    st.none() | ANY_TEXT,
    st.none() | ANY_TEXT,
).filter(lambda note: note.what is not What.EVENT_DATES)


def whats(notes: tuple[Note, ...]) -> Counter[tuple[str | None, What]]:
    return Counter((note.session, note.what) for note in notes)


@given(agendas())
def test_the_same_sessions_give_no_notes(sessions: tuple[Session, ...]) -> None:
    assert note_sessions(sessions, sessions) == ()


@given(agendas(), agendas())
def test_every_session_that_differs_is_noted_and_no_other(
    before: tuple[Session, ...], after: tuple[Session, ...]
) -> None:
    notes = note_sessions(before, after)
    made = compare_sessions(before, after)
    assert {note.session for note in notes} == {*made.added, *made.removed, *made.changed}
    assert set(whats(notes).values()) <= {1}


@given(agendas(), agendas())
def test_undoing_swaps_what_is_added_and_removed_and_each_value(
    before: tuple[Session, ...], after: tuple[Session, ...]
) -> None:
    there, back = note_sessions(before, after), note_sessions(after, before)
    swapped = {What.ADDED: What.REMOVED, What.REMOVED: What.ADDED}
    states = {What.CANCELLED, What.POSTPONED, What.RESTORED}

    def values(note: Note) -> tuple[object, ...]:
        what = "status" if note.what in states else note.what
        return note.session, what, note.before, note.after

    undone = [
        values(
            replace(one, what=swapped.get(one.what, one.what), before=one.after, after=one.before)
        )
        for one in back
    ]
    assert Counter(map(values, there)) == Counter(undone)


@given(agendas(), agendas(), st.randoms(use_true_random=False))
def test_the_order_in_which_sessions_are_given_does_not_matter(
    before: tuple[Session, ...], after: tuple[Session, ...], chance: Random
) -> None:
    mixed = [tuple(sorted(one, key=lambda _: chance.random())) for one in (before, after)]
    assert note_sessions(*mixed) == note_sessions(before, after)


@given(agendas(), agendas())
def test_notes_stand_by_start_and_in_the_order_of_telling(
    before: tuple[Session, ...], after: tuple[Session, ...]
) -> None:
    present = {one.id: one.start for one in (*before, *after)}
    order = list(What)
    keys = [
        (present[note.session], note.session, order.index(note.what))
        for note in note_sessions(before, after)
        if note.session
    ]
    assert keys == sorted(keys)


@given(agendas(), agendas(), st.integers(0, 12))
def test_cutting_loses_count_of_nothing(
    before: tuple[Session, ...], after: tuple[Session, ...], most: int
) -> None:
    notes = note_sessions(before, after)
    told, further = cut_notes(notes, most)
    assert (told, len(told) + further) == (notes[:most], len(notes))


@given(agendas(), agendas(), st.integers(0, 3), ZONES)
def test_mail_concerns_sessions_that_are_noted_and_everybody_or_nobody(
    before: tuple[Session, ...], after: tuple[Session, ...], people: int, zone: str
) -> None:
    notes = note_sessions(before, after)
    lines = mail_summary(notes, people, zone)
    assert {line.people for line in lines} <= {people} - {0}
    assert {one for line in lines for one in line.sessions} <= {note.session for note in notes}
    assert len({line.what for line in lines}) == len(lines)
    moved = any(note.what is What.MOVED for note in notes)
    told = {"date", "start", "end"} & {line.what for line in lines}
    assert bool(told) == (moved and people > 0)


@given(agendas(), agendas(), ZONES)
def test_every_change_is_one_sentence_that_names_its_session(
    before: tuple[Session, ...], after: tuple[Session, ...], zone: str
) -> None:
    for note in note_sessions(before, after):
        told = sentence(note, words_for("en"), zone)
        assert (note.title in told, told[-1], "\n" in told) == (True, ".", False)


@given(st.builds(Location, WORDS, city=st.none() | WORDS), WORDS, st.sampled_from(Status))
def test_an_event_that_reads_alike_has_no_notes(
    location: Location, title: str, status: Status
) -> None:
    event = an_event(location=location, title=title, status=status)
    assert note_event(event, replace(event, capacity=3, settings_version=9)) == ()
    back, there = note_event(event, an_event()), note_event(an_event(), event)
    assert [(one.before, one.after) for one in back] == [(one.after, one.before) for one in there]


@given(st.lists(st.lists(NOTES, max_size=3), max_size=4), ANY_TEXT, ANY_TEXT, st.integers(0, 2))
def test_a_feed_is_well_formed_whatever_is_in_it(
    made: list[list[Note]], title: str, organisation: str, further: int
) -> None:
    event = an_event(title=title, contact=Contact(organisation=organisation))
    document = agenda_document(
        event, a_release(sessions=(a_session(title=title),)), len(made), "https://m.example.org"
    )
    history = [
        Revision(EVENT, number, 1, f"digest-{number}", NOW + timedelta(hours=number), tuple(notes),
                 further)
        for number, notes in reversed([*enumerate(made, start=1)])
    ]  # fmt: skip
    feed = render_changes(document, history, "en", "https://m.example.org")
    root = ET.fromstring(feed)
    ids = [one.text for one in root.iter(f"{ATOM}id")]
    shown = [one for one in history if one.notes or one.number == 1]
    assert (len(ids), len(set(ids))) == (len(shown) + 1, len(shown) + 1)
    assert all(one.text for name in ("title", "name") for one in root.iter(f"{ATOM}{name}"))
    assert feed == render_changes(document, history, "en", "https://m.example.org")
