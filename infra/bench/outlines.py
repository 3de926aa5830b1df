"""How the work of reading an outline grows with it, beside a plain search for times."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from rich.table import Table

from infra.bench.report import make_table
from shared.outline.parse import parse_outline

LINES = (40, 400, 4_000)
ROUNDS = 3
Clock = Callable[[], float]
_TIMES = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")


@dataclass(frozen=True)
class Reading:
    """One size: its lines and bytes, the least CPU seconds of reading it, and of the search."""

    lines: int
    bytes: int
    seconds: float
    search: float


def measure_reading(
    sizes: Sequence[int] = LINES, rounds: int = ROUNDS, clock: Clock = time.process_time
) -> list[Reading]:
    """Read a programme of each size, all once a round, so that drift hits all alike."""
    texts = {size: make_programme(size) for size in sizes}
    parse_outline(texts[sizes[0]])  # tables and words are read once in a process
    spent: dict[int, list[tuple[float, float]]] = {size: [] for size in sizes}
    for _ in range(rounds):
        for size, text in texts.items():
            read = _spent(clock, partial(parse_outline, text))
            spent[size].append((read, _spent(clock, partial(_TIMES.findall, text))))
    return [
        Reading(size, len(texts[size].encode()), *map(min, zip(*took, strict=True)))
        for size, took in spent.items()
    ]


def make_programme(lines: int) -> str:
    """So many lines: one session in every two of them, thirty on a day."""
    told = ["Letters in May", "Tartu, Estonia", ""]
    number = 0
    while len(told) < lines:
        if number % 30 == 0:
            told.append(f"{number // 30 % 28 + 1} May 2026")
        hour, minute = 8 + number % 30 // 3, number % 3 * 20
        told.append(f"{hour:02}:{minute:02} - {hour:02}:{minute + 19:02} Letter {number}: readers")
        told.append(f"Speaker: Ida Ferm, Harbour Board of Elmaya, desk {number}")
        number += 1
    return "\n".join(told[:lines])


def show_reading(readings: Sequence[Reading]) -> Table:
    """Ratios over the smallest, and megabytes a second beside those of the search."""
    title = "Reading an outline: CPU over that of the smallest, beside a search for its times"
    table = make_table(title, "lines", "ratio", "of lines", "MB/s", "MB/s of the search")
    first = readings[0]
    for one in readings:
        table.add_row(
            f"{one.lines:,}",
            f"{one.seconds / first.seconds:.1f}",
            f"{one.lines / first.lines:.0f}",
            f"{one.bytes / one.seconds / 1e6:.3f}",
            f"{one.bytes / max(one.search, 1e-9) / 1e6:.0f}",
        )
    return table


def _spent(clock: Clock, work: Callable[[], object]) -> float:
    started = clock()
    work()
    return clock() - started
