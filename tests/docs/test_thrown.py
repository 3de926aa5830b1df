"""What the front page says was thrown at the stack is what a storm throws."""

from __future__ import annotations

import re

import pytest

from infra.local.storm.plan import Kind, make_plan
from infra.local.storm.recount import PROMISES
from infra.local.storm.run import ATTEMPTS
from tests.docs.pages import README

ROW = re.compile(r"^\| (.+?) \| (\S+) \| (\S+) \|$", re.MULTILINE)
ENGINES = ("memory", "moto")


def rows() -> dict[str, tuple[str, str]]:
    """The rows of the page's tables of three columns: what stands in the second and the third."""
    return {name: (one, two) for name, one, two in ROW.findall(README.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_attempts_are_those_of_the_seed(engine: str) -> None:
    thrown = make_plan(ATTEMPTS[engine], seed=1).thrown()
    column = ENGINES.index(engine)
    assert {kind: int(rows()[kind.value][column]) for kind in Kind} == dict(thrown)


def test_every_promise_of_a_storm_is_said_to_have_held() -> None:
    assert {name for name, marks in rows().items() if marks == ("✓", "✓")} == set(PROMISES)
