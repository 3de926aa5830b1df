"""Rules of the domain that hold for anything people type and any moment."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.address import normalise_address, wire_address
from shared.domain.agenda import compare_sessions
from shared.domain.errors import Invalid
from shared.domain.place import instant_of, zone
from shared.domain.text import clean_line, fold, has_control
from tests.builders import some_sessions

ZONES = st.sampled_from(
    ["Europe/Belgrade", "Asia/Tbilisi", "Australia/Lord_Howe", "America/St_Johns", "Africa/Cairo"]
)


@given(st.text())
def test_a_clean_line_is_one_line_and_cleaning_it_again_changes_nothing(text: str) -> None:
    line = clean_line(text)
    assert not has_control(line)
    assert clean_line(line) == line


@given(st.text(st.characters(codec="utf-8")))
def test_folding_ignores_case_and_composition_and_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text() | st.emails())
def test_an_address_is_refused_or_its_wire_form_is_taken_again(text: str) -> None:
    try:
        wire = wire_address(text)
    except Invalid:
        return
    assert wire_address(wire) == wire
    assert normalise_address(wire) == normalise_address(text)
    assert wire.rpartition("@")[2].isascii()


@given(st.dates(datetime(2020, 1, 1).date(), datetime(2035, 1, 1).date()), st.times(), ZONES)
def test_a_wall_clock_comes_back_or_falls_in_a_gap_and_means_its_end(
    day: datetime, clock: time, zone_name: str
) -> None:
    whole = clock.replace(microsecond=0, fold=0)
    instant = instant_of(day, whole, zone_name)
    there = instant.astimezone(zone(zone_name)).replace(tzinfo=None)
    wanted = datetime.combine(day, whole)
    assert there >= wanted
    just_before = (instant - timedelta(seconds=1)).astimezone(zone(zone_name))
    assert there == wanted or just_before.replace(tzinfo=None) < wanted


@given(st.data())
def test_what_became_of_sessions_is_set_arithmetic_over_identity(data: st.DataObject) -> None:
    all_of_them = some_sessions()
    chosen = st.lists(st.sampled_from(all_of_them), unique_by=lambda one: one.id)
    before, after = tuple(data.draw(chosen)), tuple(data.draw(chosen))
    changes = compare_sessions(before, after)
    old, new = {one.id for one in before}, {one.id for one in after}
    assert (set(changes.added), set(changes.removed)) == (new - old, old - new)
    assert (changes.moved, changes.retitled, changes.changed) == ((), (), ())


def test_utc_is_what_instants_are_kept_in() -> None:
    assert instant_of(datetime(2027, 1, 1).date(), time(1), "Asia/Tbilisi").tzinfo is UTC
