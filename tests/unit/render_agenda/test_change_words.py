"""Changes in sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.domain.agenda import Revision
from shared.domain.changes import Note, What, note_sessions
from shared.domain.session import Session
from shared.render.agenda.change_words import headline, sentence, sentences
from shared.render.agenda.words import words_for
from tests.builders import NOW, a_session, a_speaker

WORDS = words_for("en")
ZONE = "Europe/Zagreb"
AT_NINE = datetime(2017, 4, 10, 7, 0, tzinfo=UTC)
OPENING = a_session(title="Opening", start=AT_NINE, end=AT_NINE + timedelta(minutes=30))


def told(before: Session | None, after: Session | None) -> list[str]:
    """What is told of a session."""
    old, new = (() if one is None else (one,) for one in (before, after))
    return [sentence(note, WORDS, ZONE) for note in note_sessions(old, new)]


def changed(**changes: Any) -> list[str]:
    return told(OPENING, replace(OPENING, **changes))


def at(**later: int) -> datetime:
    """So much after nine."""
    return AT_NINE + timedelta(**later)


def test_a_start_that_moves_with_its_end() -> None:
    assert changed(start=at(minutes=30), end=at(minutes=60)) == [
        "“Opening” now starts at 09:30 instead of 09:00 on Monday, 10 April 2017."
    ]
    without = replace(OPENING, end=None)
    assert told(without, replace(without, start=at(minutes=30))) == [
        "“Opening” now starts at 09:30 instead of 09:00 on Monday, 10 April 2017."
    ]


def test_an_end_that_moves_alone() -> None:
    assert changed(end=at(hours=1)) == [
        "“Opening” now ends at 10:00 instead of 09:30 on Monday, 10 April 2017."
    ]
    assert changed(end=at(days=1, hours=1)) == [
        "“Opening” now ends at Tuesday, 11 April 2017, 10:00 instead of 09:30 on Monday, "
        "10 April 2017."
    ]


def test_a_length_that_changes_or_is_not_known_is_told_with_both_times() -> None:
    assert changed(start=at(minutes=15)) == [
        "“Opening” is now at 09:15–09:30 instead of 09:00–09:30 on Monday, 10 April 2017."
    ]
    assert changed(end=None) == [
        "“Opening” is now at 09:00 instead of 09:00–09:30 on Monday, 10 April 2017."
    ]


def test_another_day_is_told_with_both_days() -> None:
    assert changed(start=at(days=1), end=at(days=1, hours=1)) == [
        "“Opening” is now on Tuesday, 11 April 2017, 09:00–10:00, instead of Monday, "
        "10 April 2017, 09:00–09:30."
    ]


def test_a_session_comes_and_goes() -> None:
    assert told(None, OPENING) == ["“Opening” is new: Monday, 10 April 2017, 09:00–09:30."]
    assert told(OPENING, None) == [
        "“Opening” (Monday, 10 April 2017, 09:00–09:30) is no longer in the programme."
    ]


def test_a_room_and_speakers_that_are_new_or_gone_are_told_so() -> None:
    empty = replace(OPENING, room=None, speakers=())
    assert changed(room="Foyer") == ["“Opening” is now in Foyer instead of Blue Hall."]
    assert told(empty, OPENING) == [
        "“Opening” is in Blue Hall.",
        "Speakers of “Opening”: Kaarin Ilves.",
    ]
    assert told(OPENING, empty) == [
        "“Opening” is no longer in Blue Hall.",
        "“Opening” no longer names speakers; before Kaarin Ilves.",
    ]
    pair = (a_speaker(), a_speaker(id="sp-okafor", name="Adaeze Okafor"))
    assert changed(speakers=pair) == [
        "Speakers of “Opening”: now Kaarin Ilves, Adaeze Okafor; before Kaarin Ilves."
    ]
    assert changed(speakers=(a_speaker(affiliation=None),)) == [
        "What is said of the speakers of “Opening” has changed."
    ]


def test_titles_with_braces_are_told_as_they_are() -> None:
    assert changed(title="{title} & {0}") == ["“Opening” is now called “{title} & {0}”."]


@pytest.mark.parametrize(
    ("what", "before", "after", "expected"),
    [
        (What.CANCELLED, "scheduled", "cancelled", "“Opening” is cancelled."),
        (What.POSTPONED, "scheduled", "postponed", "“Opening” is postponed."),
        (What.RESTORED, "cancelled", "scheduled", "“Opening” takes place after all."),
        (What.DETAILS, None, None, "The details of “Opening” have changed."),
        (What.EVENT_TITLE, "Lakes", "Rivers", "The meeting “Lakes” is now called “Rivers”."),
        (
            What.EVENT_DATES,
            "2017-04-10",
            "2017-04-11 2017-04-12",
            "The meeting is now on 11–12 April 2017 instead of 10 April 2017.",
        ),
        (What.EVENT_DATES, None, "2017-04-10", "The meeting is on 10 April 2017."),
        (
            What.EVENT_DATES,
            "2017-04-10",
            None,
            "The meeting is no longer on 10 April 2017; its new dates are not known yet.",
        ),
        (What.EVENT_PLACE, "Split", "Zadar", "The meeting is now here: Zadar; before: Split."),
        (What.EVENT_PLACE, None, "Zadar", "The meeting is here: Zadar."),
        (
            What.EVENT_PLACE,
            "Split",
            None,
            "The meeting is no longer here: Split; its new place is not known yet.",
        ),
        (
            What.EVENT_TIMEZONE,
            "Asia/Tbilisi",
            "Europe/Zagreb",
            "All times are now those of Europe/Zagreb instead of Asia/Tbilisi.",
        ),
        (What.EVENT_CANCELLED, "scheduled", "cancelled", "The meeting is cancelled."),
        (What.EVENT_POSTPONED, "scheduled", "postponed", "The meeting is postponed."),
        (What.EVENT_RESTORED, "postponed", "scheduled", "The meeting takes place after all."),
    ],
)
def test_other_changes_each_have_a_sentence(
    what: What, before: str | None, after: str | None, expected: str
) -> None:
    assert sentence(Note(what, None, "Opening", before, after), WORDS, ZONE) == expected


def revision(*whats: What, further: int = 0) -> Revision:
    notes = tuple(Note(what, "opening", "Opening", "a", "b") for what in whats)
    return Revision("rivers", 5, 3, "digest-5", NOW, notes, further)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            revision(What.MOVED, What.MOVED, What.ADDED),
            "Release 3: 1 session added, 2 sessions moved",
        ),
        (revision(What.EVENT_PLACE), "Release 3: the meeting’s place changed"),
        (
            revision(What.DETAILS, further=12),
            "Release 3: details changed in 1 session, 12 further changes",
        ),
        (revision(), "Release 3: the agenda is published"),
    ],
)
def test_a_headline_counts_what_changed(made: Revision, expected: str) -> None:
    assert headline(made, WORDS) == expected


@pytest.mark.parametrize("what", What)
def test_every_change_has_a_headline(what: What) -> None:
    assert headline(revision(what), WORDS).startswith("Release 3: ")


def test_the_first_revision_and_what_is_cut_off_are_told_in_words() -> None:
    assert list(sentences(revision(), WORDS, ZONE)) == [
        "The agenda is published for the first time."
    ]
    assert list(sentences(revision(What.ROOM, further=1), WORDS, ZONE)) == [
        "“Opening” is now in b instead of a.",
        "1 further change",
    ]
