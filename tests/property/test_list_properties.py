"""Lists: whatever people type comes back, and nothing of it is a formula."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.lists import RowChange, cut_run, join_run, judge_row, seal_row
from shared.render.lists.csv import guard, is_telephone, unguard, write_csv
from shared.render.lists.document import clean
from shared.render.lists.xlsx import write_xlsx
from tests.builders import NOW, a_list, an_id
from tests.unit.render_lists.reading import read_csv, read_sheet, read_values

FORBIDDEN = "\x00\x0b\ufffe"
SIGNS = st.sampled_from([
    *"=+-@'\"\t\r\n ,;0123456789()＝＋－＠_x<r>/", *FORBIDDEN, "<r>", "</r>", "_x0041_",
])  # fmt: skip
TYPED = st.text(max_size=60) | st.lists(SIGNS, max_size=20).map("".join)
TABLES = st.lists(st.tuples(TYPED, TYPED), max_size=8)
HELD = st.dictionaries(st.integers(0, 500).map(an_id), st.text(max_size=3), max_size=30)
KEY = b"a key"


@given(TYPED)
def test_an_apostrophe_is_all_that_a_cell_gets_and_all_it_loses(text: str) -> None:
    assert guard(text) in (text, "'" + text)
    assert unguard(guard(text)) == text


@given(TYPED)
def test_no_cell_begins_a_formula_unless_it_is_a_telephone_number(text: str) -> None:
    first = guard(text).lstrip(" \t\r\n\xa0")[:1]
    assert first not in ("=", "+", "-", "@", "＝", "＋", "－", "＠") or is_telephone(text)


@given(TABLES)
def test_a_table_survives_csv(rows: list[tuple[str, str]]) -> None:
    body = b"".join(write_csv(["a", "b"], rows))
    assert read_values(body)[1:] == [list(row) for row in rows]
    assert all(cell[:1] not in ("=", "@", "-") for row in read_csv(body) for cell in row)


@settings(max_examples=30, deadline=None)
@given(TABLES)
def test_a_table_survives_xlsx(rows: list[tuple[str, str]]) -> None:
    sheet = read_sheet(write_xlsx(["a", "b", "c"], [(*row, "end") for row in rows], NOW))
    assert sheet[1:] == [[*row, "end"] for row in rows]


@given(TYPED)
def test_what_is_printed_is_what_xml_can_hold_and_nothing_else_is_lost(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert [sign for sign in text if sign not in clean(text)] == [
        sign for sign in text if (sign < " " and sign not in "\t\n\r") or sign in "\ufffe\uffff"
    ]


@given(HELD, HELD)
def test_two_runs_tell_what_was_added_changed_and_removed(
    first: dict[str, str], second: dict[str, str]
) -> None:
    packed = b"".join(one.encode() + seal_row(KEY, [said]) for one, said in first.items())
    before = join_run(cut_run(a_list(), 1, NOW, packed))
    judged = {one: judge_row(before, one, seal_row(KEY, [said])) for one, said in second.items()}
    told = {one: change for one, change in judged.items() if change}
    assert told == {
        one: RowChange.CHANGED if one in first else RowChange.ADDED
        for one, said in second.items()
        if first.get(one) != said
    }
    assert before.keys() - second.keys() == first.keys() - second.keys()
