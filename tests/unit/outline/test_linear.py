"""The work of reading grows with the text and no faster: counted in calls, not in seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from shared.outline.parse import parse_outline

OVER = 1.2
"""How much more than ten times the work ten times the text may take."""


def programme(entries: int) -> str:
    lines = ["Letters in May", "", "6 May 2026, Tartu, Estonia", "", "Programme"]
    for number in range(entries):
        hour, minute = 8 + number // 6 % 12, number % 6 * 10
        lines += [
            f"{hour:02}:{minute:02} - {hour:02}:{minute + 9:02} Letter {number} and its readers",
            f"Speaker: Ida Ferm, Harbour Board of Elmaya, desk {number}",
        ]
    return "\n".join(lines)


def table(entries: int) -> str:
    rows = [f"{8 + n % 12:02}:{n % 60:02} | Letter {n} | Ida Ferm; Ivo Kos" for n in range(entries)]
    return "\n".join(["6 May 2026", *rows])


def one_line(entries: int) -> str:
    return "09:00 " + "Letters (Ida Ferm), 10:00 - 11:00 more; " * entries


def untimed(entries: int) -> str:
    return "09:00 Opening\n" + "- A letter\n  Moderator: Ida Ferm\n\nPARTICIPANTS\n\n" * entries


def page(entries: int) -> str:
    rows = "".join(f"<tr><td>09:{n % 60:02}<td>Letter {n}<td>Ida Ferm" for n in range(entries))
    return f"<html><h2>6 May 2026</h2><table>{rows}</table></html>"


def calls_of(source: str) -> int:
    """How many functions, ours and others', a reading calls."""
    count = 0

    def note(frame: FrameType, what: str, argument: object) -> None:
        nonlocal count
        count += what in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        parse_outline(source)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("make", [programme, table, one_line, untimed, page])
def test_ten_times_the_text_is_ten_times_the_work(make: Callable[[int], str]) -> None:
    parse_outline(make(2))  # what is loaded once is no work of these
    assert calls_of(make(200)) <= calls_of(make(20)) * 10 * OVER
