"""A programme, however it is written down, is read back whole; and nothing is read that is not."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.session import Kind
from shared.outline.errors import OutlineUnreadable
from shared.outline.parse import parse_outline
from shared.outline.programme import EndSource, Outline
from tests.property.outline_programmes import LAYOUTS, Entry, Written, labelled, programmes


def read_back(source: str | bytes) -> list[Entry]:
    """What was read, in the words of what was written."""
    found = []
    for one in parse_outline(source).sessions:
        assert one.date is not None
        assert one.start is not None
        assert one.end is not None
        people = tuple((person.name, person.affiliation) for person in one.speakers)
        is_break = one.kind is Kind.BREAK
        found.append(Entry(one.date, one.start, one.end, one.title or "", is_break, people))
    return found


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=20, deadline=None)
@given(programmes())
def test_a_programme_in_any_language_notation_and_layout_is_read_back(
    layout: str, written: Written
) -> None:
    assert read_back(LAYOUTS[layout](written)) == list(written.entries)


@settings(max_examples=20, deadline=None)
@given(programmes())
def test_starts_alone_give_the_same_programme_but_for_its_last_ends(written: Written) -> None:
    starts = replace(written, notation="{a:%H:%M}")
    sessions = parse_outline(labelled(starts)).sessions
    assert [(one.date, one.start, one.title) for one in sessions] == [
        (one.day, one.start, one.title) for one in written.entries
    ]
    for number, (one, entry) in enumerate(zip(sessions, written.entries, strict=True), 1):
        is_last = number == len(sessions) or sessions[number].date != one.date
        wanted = (None, None) if is_last else (entry.end, EndSource.INFERRED)
        assert (one.end, one.end_source) == wanted


FRAGMENTS = st.sampled_from(
    [
        "9:00", "09.30", "9h30", "10:00 - 11:30", "14h00–15h15", "2:00 pm", "11:59 PM - 12:30 AM",
        "25:70", "0900-1000", "9-10", "kl. 13", "von 9 bis 10 Uhr", "с 9:00 до 10:00", " – ", " - ",
        " | ", "|", "\t", "   ", ", ", "; ", ": ", " / ", "(", ")", "[", "]", "* ", "- ", "# ",
        "**",
    "6 May 2026", "7 May", "6-8 May 2026", "Monday", "Day 2", "12.05.2027",
        "mercredi 6 mai 2026",
    "Ana ROE", "Dr. Ida Ferm", "Ida Ferm (Harbour Board)", "Иван Кос", "محمد فيرم", "דוד לינד",
        "Moderator: ", "Speakers", "Chair", "Lunch", "Kaffeepause", "Перерыв", "הפסקה", "استراحة",
        "Room 2", "Programme", "Agenda", "Contact", "Venue: Tide House, Tartu, Estonia", "5.4.5",
        "tba", "a talk on old letters", "https://example.org/9:45", "+1 555 0100",
        "\u202e", "\u00a0",
    ]
)  # fmt: skip
BREAKS = st.sampled_from(["\n", "\n", "\n\n", " ", ""])
TEXTS = st.lists(st.tuples(FRAGMENTS, BREAKS).map("".join), max_size=40).map("".join)
DAYS = {date(2026, 5, 6), date(2026, 5, 7), date(2026, 5, 8), date(2027, 5, 12), date(2027, 5, 7)}
"""All that can be meant by the fragments."""


def reading_of(source: str) -> Outline | None:
    try:
        return parse_outline(source)
    except OutlineUnreadable:
        return None


@settings(deadline=None)
@given(TEXTS)
def test_every_entry_stands_in_a_line_that_has_words(source: str) -> None:
    outline = reading_of(source)
    lines = source.split("\n")
    for session in outline.sessions if outline else ():
        assert lines[session.line - 1].strip()
    for warning in outline.warnings if outline else ():
        assert warning.line is None or 1 <= warning.line <= len(lines)


@settings(deadline=None)
@given(TEXTS)
def test_no_time_is_made_up(source: str) -> None:
    outline = reading_of(source)
    lines = source.split("\n")
    for session in outline.sessions if outline else ():
        near = "\n".join(lines[max(session.line - 2, 0) : session.line + 3])
        assert session.start is None or is_printed(session.start, near)
        if session.end is not None and session.end_source is EndSource.PRINTED:
            assert is_printed(session.end, near)


def is_printed(told: time, text: str) -> bool:
    """Whether the figures of a time, of 24 hours or of 12, stand in a text."""
    hours = {told.hour, (told.hour - 12) % 24, 24 if told.hour == 0 else told.hour}
    figures = {int(two) for run in re.findall(r"\d+", text) for two in {run, run[:2], run[-2:]}}
    return bool(hours & figures) and (told.minute == 0 or told.minute in figures)


@settings(deadline=None)
@given(TEXTS)
def test_no_date_is_made_up(source: str) -> None:
    outline = reading_of(source)
    if outline is not None:
        assert set(outline.dates) <= DAYS
        assert {session.date for session in outline.sessions} <= {None, *outline.dates}


@settings(deadline=None)
@given(TEXTS)
def test_no_person_is_made_up(source: str) -> None:
    outline = reading_of(source)
    words = set(re.findall(r"\w+", source))
    for session in outline.sessions if outline else ():
        people = [*session.speakers, *(one for item in session.items for one in item.speakers)]
        for one in people:
            assert set(re.findall(r"\w+", one.name)) <= words
