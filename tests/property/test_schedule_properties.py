"""Whatever an agenda holds, the conference apps can read it, and none of it gets lost."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.session import Status
from shared.render.agenda.schedule_json import render_schedule_json
from shared.render.agenda.schedule_xml import render_schedule_xml
from shared.render.agenda.select import days_of
from shared.render.agenda.structured_data import embed_json, structured_data
from tests.property.schedule_agendas import TEXT, URL, Agenda, agendas
from tests.unit.render_agenda.schedule_rules import SNIFFED, faults_of, read_json, read_xml

CHANGED = datetime(2027, 3, 1, 9, tzinfo=UTC)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)


def as_xml(agenda: Agenda) -> bytes:
    return render_schedule_xml(*agenda, CHANGED, URL)


def as_json(agenda: Agenda) -> bytes:
    return render_schedule_json(*agenda, CHANGED, URL)


@settings(deadline=None)
@given(agendas())
def test_no_schedule_breaks_a_rule_of_the_apps(agenda: Agenda) -> None:
    assert faults_of(*read_xml(as_xml(agenda))) == []
    assert faults_of(*read_json(as_json(agenda))) == []


@settings(deadline=None)
@given(agendas())
def test_both_files_say_the_same(agenda: Agenda) -> None:
    assert read_xml(as_xml(agenda)) == read_json(as_json(agenda))


@settings(deadline=None)
@given(agendas())
def test_no_session_and_no_day_gets_lost(agenda: Agenda) -> None:
    days, events = read_json(as_json(agenda))
    event, sessions = agenda.document["event"], agenda.document["sessions"]
    assert sorted((one.id, one.day) for one in events) == sorted(
        (agenda.numbers[one["id"]], one["day"]) for one in sessions
    )
    assert [(day.index, day.date) for day in days] == list(
        enumerate(days_of(event, sessions) or ["2027-03-01"], start=1)
    )


@settings(deadline=None)
@given(agendas())
def test_the_kind_of_file_shows_in_its_first_characters(agenda: Agenda) -> None:
    beginning = as_xml(agenda).decode()[:SNIFFED]
    assert re.match(r'<\?xml version="1\.0" encoding="UTF-8"\?>\s*<schedule>', beginning)
    assert "<conference>" in beginning
    assert "<!--" not in beginning


@settings(deadline=None)
@given(agendas())
def test_nobody_is_reachable_by_what_the_files_say(agenda: Agenda) -> None:
    said = embed_json(structured_data(agenda.document, "en", None, URL)).encode()
    for raw in (as_xml(agenda), as_json(agenda), said):
        assert b"desk@example.org" not in raw
        assert b"555 0100" not in raw


@settings(deadline=None)
@given(agendas(), TEXT)
def test_search_engines_get_every_session_and_nothing_empty(agenda: Agenda, text: str) -> None:
    said = structured_data(agenda.document, "en", text, URL)
    embed_json(said).encode()
    assert list(empty_in(said)) == []
    assert len(said.get("subEvent", [])) == len(agenda.document["sessions"])
    cancelled = agenda.document["event"]["status"] == Status.CANCELLED
    states = {one["eventStatus"].rpartition("/")[2] for one in said.get("subEvent", [])}
    assert not cancelled or states <= {"EventCancelled"}


def empty_in(value: Any) -> list[Any]:
    """Every value inside that says nothing."""
    inside = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list):
        return [found for one in inside for found in ([one] if not one else empty_in(one))]
    return []


@given(ANY_JSON)
def test_embedded_json_is_the_same_value_and_cannot_end_its_block(value: Any) -> None:
    text = embed_json(value)
    assert json.loads(text) == value
    assert set(text) & set("<>&\u2028\u2029") == set()
    text.encode()
