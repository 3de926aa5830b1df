"""Whatever comes in, a reading gives an answer that JSON can carry, or says that it cannot read."""

import json

from hypothesis import given
from hypothesis import strategies as st

from shared.outline.errors import OutlineUnreadable
from shared.outline.parse import parse_outline
from shared.outline.programme import EndSource, Outline
from shared.outline.to_json import outline_to_json

PIECES = st.sampled_from(
    [
        "9:00", "9h30 - 10h00", "25:99 - 3", "8.30", "11:00pm", " - ", "\t", "\n", "\n\n", ", ",
        "(", ")", " and ", "Programme\n", "BACKGROUND\n\n", "PARTICIPANTS\n\n", "Contact\n\n",
        "LOCATION\n\n", "Venue: ", "Date: ", "6 May 2026", "7 May", "6-8 May", "Monday, ", "Day 2",
        "day 0", "5.4.5 Activity outline\n", "Meeting on\n", "Representatives of ", "Guild Bank",
        "Seed Unit", "Talk (", "Ana ROE", "Project Manager", "desk@example.org", "Tel. +1 555 0100",
        "Tartu, Estonia", "Lisbon, Portugal", "- ", "the rest", "\u2013", ":", ".", "\u00a0",
    ]
)  # fmt: skip
OUTLINES = st.lists(PIECES, max_size=30).map("".join)


def reading_of(source: bytes | str) -> Outline | None:
    try:
        return parse_outline(source)
    except OutlineUnreadable:
        return None


@given(st.one_of(st.text(st.characters(codec=None)), st.binary(), OUTLINES))
def test_every_source_gives_an_answer_or_is_called_unreadable(source: bytes | str) -> None:
    outline = reading_of(source)
    if outline is not None:
        text = json.dumps(outline_to_json(outline), ensure_ascii=False)
        assert json.loads(text.encode()) == outline_to_json(outline)


@given(OUTLINES)
def test_the_same_text_twice_gives_the_same_answer(source: str) -> None:
    assert reading_of(source) == reading_of(source)


@given(OUTLINES)
def test_encodings_do_not_change_the_answer(source: str) -> None:
    assert reading_of(source.encode()) == reading_of(source)
    assert reading_of(source.encode("utf-16")) == reading_of(source)


@given(OUTLINES)
def test_line_ends_do_not_change_the_answer(source: str) -> None:
    assert reading_of(source.replace("\n", "\r\n")) == reading_of(source)


@given(OUTLINES)
def test_sessions_follow_the_lines_and_keep_to_the_dates(source: str) -> None:
    outline = reading_of(source)
    sessions = outline.sessions if outline else ()
    lines = [session.line for session in sessions]
    assert lines == sorted(lines)
    for session in sessions:
        assert session.day >= 1
        assert outline is not None
        assert session.date in {None, *outline.dates}
        assert session.date is None or session.month_day is None


@given(OUTLINES)
def test_an_end_says_where_it_comes_from_and_an_inferred_one_is_later(source: str) -> None:
    outline = reading_of(source)
    for session in outline.sessions if outline else ():
        assert (session.end is None) == (session.end_source is None)
        if session.end is not None and session.end_source is EndSource.INFERRED:
            assert session.start is not None
            assert session.end > session.start


@given(OUTLINES)
def test_no_name_and_no_address_is_made_up(source: str) -> None:
    outline = reading_of(source)
    if outline is None:
        return
    printed = " ".join(source.split())
    for session in outline.sessions:
        assert [one.name for one in session.speakers if one.name not in printed] == []
    contact = outline.contact
    assert contact is None or contact.email is None or contact.email in printed
