"""What became of sessions and events, in notes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from shared.domain.changes import Note, What, cut_notes, note_event, note_sessions
from shared.domain.place import Location
from shared.domain.session import Kind, Role, Session, SessionTranslation, Status
from tests.builders import a_session, a_speaker, an_event

OPENING = a_session()
TITLE = OPENING.title
LATER = timedelta(minutes=30)
AT_NINE = "2027-03-15T05:00:00+00:00/2027-03-15T05:30:00+00:00"


def noted(**changes: Any) -> list[tuple[What, str | None, str | None]]:
    """What is noted of the opening when that changes in it."""
    after = replace(OPENING, **changes)
    return [(one.what, one.before, one.after) for one in note_sessions((OPENING,), (after,))]


def test_a_session_that_is_new_or_gone_is_noted_with_its_time() -> None:
    assert note_sessions((), (OPENING,)) == (Note(What.ADDED, "opening", TITLE, None, AT_NINE),)
    assert note_sessions((OPENING,), ()) == (Note(What.REMOVED, "opening", TITLE, AT_NINE, None),)


def test_a_move_tells_both_times_and_an_unknown_end_is_empty() -> None:
    assert OPENING.end is not None
    later = "2027-03-15T05:30:00+00:00/2027-03-15T06:00:00+00:00"
    assert noted(start=OPENING.start + LATER, end=OPENING.end + LATER) == [
        (What.MOVED, AT_NINE, later)
    ]
    assert noted(end=None) == [(What.MOVED, AT_NINE, "2027-03-15T05:00:00+00:00/")]


def test_the_times_of_a_note_can_be_read_again() -> None:
    (note,) = note_sessions((OPENING,), (replace(OPENING, end=None),))
    assert note.span_before == (OPENING.start, OPENING.end)
    assert note.span_after == (OPENING.start, None)
    with pytest.raises(ValueError, match="isoformat"):
        _ = Note(What.DETAILS, "opening", TITLE).span_after


def test_room_and_title_are_told_as_they_stood() -> None:
    assert noted(room=None) == [(What.ROOM, "Blue Hall", None)]
    assert noted(title="Welcome") == [(What.RETITLED, TITLE, "Welcome")]


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        (Status.SCHEDULED, Status.CANCELLED, What.CANCELLED),
        (Status.CANCELLED, Status.POSTPONED, What.POSTPONED),
        (Status.POSTPONED, Status.SCHEDULED, What.RESTORED),
    ],
)
def test_a_status_is_noted_by_what_it_is_now(before: Status, after: Status, what: What) -> None:
    old, new = (replace(OPENING, status=one) for one in (before, after))
    assert note_sessions((old,), (new,)) == (Note(what, "opening", TITLE, str(before), str(after)),)


def test_speakers_differ_by_name_affiliation_or_role() -> None:
    other = a_speaker(id="sp-okafor", name="Adaeze Okafor")
    name = "Kaarin Ilves"
    assert noted(speakers=(a_speaker(), other)) == [
        (What.SPEAKERS, name, "Kaarin Ilves; Adaeze Okafor")
    ]
    assert noted(speakers=()) == [(What.SPEAKERS, name, None)]
    assert noted(speakers=(a_speaker(role=Role.CHAIR),)) == [(What.SPEAKERS, name, name)]
    assert noted(speakers=(a_speaker(affiliation=None),)) == [(What.SPEAKERS, name, name)]


@pytest.mark.parametrize(
    "changes",
    [
        {"description": "Words of welcome"},
        {"track": "A"},
        {"kind": Kind.CLOSING},
        {"items": ("One",)},
        {"translations": (SessionTranslation("fr", "Ouverture"),)},
        {"speakers": (a_speaker(id="sp-other"),)},
    ],
)
def test_whatever_else_differs_is_a_detail(changes: dict[str, Any]) -> None:
    assert noted(**changes) == [(What.DETAILS, None, None)]


def test_the_order_of_speakers_is_a_detail() -> None:
    pair = (a_speaker(), a_speaker(id="sp-okafor", name="Adaeze Okafor"))
    before, after = (replace(OPENING, speakers=one) for one in (pair, pair[::-1]))
    assert [one.what for one in note_sessions((before,), (after,))] == [What.DETAILS]


def test_notes_stand_by_the_start_after_the_change_then_in_the_order_of_telling() -> None:
    def at(hour: int, name: str, **changes: Any) -> Session:
        start = datetime(2027, 3, 15, hour, tzinfo=UTC)
        return a_session(id=name, start=start, end=None, **changes)

    before = (at(8, "a"), at(9, "b"), at(10, "c"))
    after = (at(11, "a", status=Status.CANCELLED, title="A"), at(9, "b", room=None))
    assert [(one.session, one.what) for one in note_sessions(before, after)] == [
        ("b", What.ROOM),
        ("c", What.REMOVED),
        ("a", What.MOVED),
        ("a", What.RETITLED),
        ("a", What.CANCELLED),
    ]


def test_an_event_is_noted_by_what_readers_plan_with() -> None:
    before = an_event()
    after = an_event(
        title="Workshop on rivers",
        dates=(date(2027, 3, 15), date(2027, 3, 16)),
        location=Location(city="Kutaisi"),
        timezone="Europe/Zagreb",
        status=Status.POSTPONED,
        capacity=5,
    )
    place = "Blue Hall, House of Rivers, Tbilisi, Georgia"
    assert note_event(before, after) == tuple(
        Note(what, None, "Workshop on rivers", was, now)
        for what, was, now in [
            (What.EVENT_TITLE, "Workshop on shared river basins", "Workshop on rivers"),
            (What.EVENT_DATES, "2027-03-15", "2027-03-15 2027-03-16"),
            (What.EVENT_PLACE, place, "Kutaisi"),
            (What.EVENT_TIMEZONE, "Asia/Tbilisi", "Europe/Zagreb"),
            (What.EVENT_POSTPONED, "scheduled", "postponed"),
        ]
    )
    assert note_event(before, replace(before, capacity=5)) == ()


def test_dates_and_a_place_that_are_not_there_are_none() -> None:
    bare = an_event(dates=(), location=Location())
    told = [(one.what, one.before, one.after) for one in note_event(bare, an_event())]
    assert told == [
        (What.EVENT_DATES, None, "2027-03-15"),
        (What.EVENT_PLACE, None, "Blue Hall, House of Rivers, Tbilisi, Georgia"),
    ]


def test_of_very_many_notes_the_first_are_told_and_the_rest_counted() -> None:
    notes = tuple(Note(What.DETAILS, str(number), "A talk") for number in range(102))
    assert cut_notes(notes) == (notes[:100], 2)
    assert cut_notes(notes[:100]) == (notes[:100], 0)
    assert cut_notes(notes, most=1) == (notes[:1], 101)


def test_of_long_notes_as_many_are_told_as_an_item_of_the_table_can_hold() -> None:
    notes = tuple(Note(What.ROOM, "a", "t", "r" * 998, None) for _ in range(70))
    assert cut_notes(notes) == (notes[:60], 10)


def test_a_crowd_of_speakers_is_not_told_name_by_name() -> None:
    crowd = tuple(a_speaker(id=f"sp-{n}", name=f"{n} " + "x" * 250) for n in range(9))
    assert noted(speakers=crowd) == [(What.SPEAKERS, None, None)]
