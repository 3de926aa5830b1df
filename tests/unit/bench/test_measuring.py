"""Ratios out of rounds, and the figures of other systems beside ours."""

from __future__ import annotations

from itertools import count

import pytest

from infra.bench.growth import matter_of, measure_growth
from infra.bench.measuring import Warm, ratio_of
from infra.bench.peers import FIGURES, PeerFigure
from infra.bench.readings import FOUNDING, LARGE, TAILS
from shared.render.agenda.revision import REPRESENTATIONS


def test_a_ratio_is_taken_within_each_round_so_that_a_slow_machine_falls_out() -> None:
    assert ratio_of([1.2, 12, 2.6], [1, 10, 2]) == pytest.approx(1.2)


def test_a_warm_case_is_told_over_another() -> None:
    assert Warm({"ours": [3, 5], "bare": [2, 2]}, {}).ratio("ours", "bare") == 2


def test_the_time_of_a_call_is_its_median() -> None:
    assert Warm({"ours": [9, 1, 2]}, {}).seconds("ours") == 2


def test_another_system_is_told_as_so_many_times_our_time() -> None:
    assert PeerFigure("page", "agenda.html", 9, 8, 28, 11_027).ratio_to(0.0005) == 56


def test_every_figure_of_another_system_stands_beside_an_answer_that_is_measured() -> None:
    measured = {(size, tail) for size in (FOUNDING, LARGE) for tail in TAILS}
    assert {(one.sessions, one.tail) for one in FIGURES} - measured == set()


def test_the_least_time_of_all_rounds_counts() -> None:
    ticks = count()
    (grown,) = measure_growth((2,), rounds=3, clock=lambda: float(next(ticks)))
    assert (grown.sessions, grown.seconds) == (2, 1.0)
    assert tuple(grown.bytes) == REPRESENTATIONS
    assert grown.peak > 0


def test_a_revision_has_a_mark_and_a_number_for_each_session() -> None:
    matter = matter_of(3)
    assert list(matter.marks) == list(matter.numbers) == ["s0001", "s0002", "s0003"]
    assert list(matter.numbers.values()) == [1, 2, 3]
