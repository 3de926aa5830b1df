"""Ids of sessions and speakers."""

from __future__ import annotations

from shared.domain.agenda_ids import next_session_ids, speaker_id


def test_ids_go_on_where_the_known_ones_end() -> None:
    three = next_session_ids("ferries", (), 3)
    assert next_session_ids("ferries", three[:2], 1) == three[2:]


def test_a_known_id_is_never_made_again() -> None:
    first, second = next_session_ids("ferries", (), 2)
    assert next_session_ids("ferries", (second,), 1) != (second,)
    assert first not in next_session_ids("ferries", (first, "other"), 5)


def test_a_speaker_is_one_however_the_name_is_spaced() -> None:
    assert speaker_id("ferries", "Ada  Lind", None) == speaker_id("ferries", "ada lind", "")
    assert speaker_id("ferries", "Ada Lind", None) != speaker_id("ferries", "Ada Lind", "LAS")
