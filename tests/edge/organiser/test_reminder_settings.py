"""Reminders as an organiser sets them."""

from __future__ import annotations

from tests.edge.organiser.conftest import Desk

PATH = "/events/river-basins"


def test_reminders_are_set_read_and_taken_away(desk: Desk) -> None:
    wanted = [
        {"before_hours": 24},
        {"before_hours": 168, "of": "closing", "to": "silent"},
    ]
    shown = desk.ask("PATCH", PATH, {"reminders": wanted}).json()["settings"]["reminders"]
    assert shown == wanted
    plain = [{"before_hours": 24, "of": "start", "to": "registered"}]
    shown = desk.ask("PATCH", PATH, {"reminders": plain}).json()["settings"]["reminders"]
    assert shown == wanted[:1]
    nothing: list[dict[str, object]] | None
    for nothing in (None, []):
        desk.ask("PATCH", PATH, {"reminders": wanted})
        shown = desk.ask("PATCH", PATH, {"reminders": nothing}).json()["settings"]["reminders"]
        assert shown == []
