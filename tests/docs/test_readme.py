"""The front door: whoever types what it says sees what it shows."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from infra.cli.main import main
from infra.cli.up import announce
from infra.local.stack import Stack
from infra.resources.parameters import parameters
from tests.docs.pages import CHANGELOG, CONTRIBUTING, README, ROOT, block_with, blocks_of, says
from tests.docs.shell import SERVED, is_typed, type_blocks

ASKED = re.compile(r"(?:^|`)make ([a-z-]+)", re.MULTILINE)
TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)


def test_what_is_typed_against_the_meeting_works_and_prints_what_is_shown(stack: Stack) -> None:
    typed = [block for block in blocks_of(README) if is_typed(block)]
    printed = type_blocks(stack, typed)
    told = [(block.shown, text) for block, text in zip(typed, printed, strict=True)]
    untrue = [(shown, text) for shown, text in told if not says(text, shown or "")]
    assert len(told) > 8
    assert untrue == []


def test_the_words_for_the_shell_are_those_that_up_announces(stack: Stack) -> None:
    spoken = block_with(README, "SECRETARIAT_TOKEN=").text
    told = dict(line.removeprefix("export ").split("=", 1) for line in spoken.splitlines())
    assert (told["URL"], told["EVENT"]) == (SERVED, stack.event)
    assert told["SECRETARIAT_TOKEN"] == stack.organiser_token
    assert told["SECRETARIAT_WEBHOOK_SECRET"] == stack.webhook_secret


def test_make_up_prints_what_is_shown(stack: Stack) -> None:
    printed = "\n".join(announce(stack, as_json=False)).replace(stack.url, SERVED)
    assert says(printed, block_with(README, "make up").shown or "")


def test_make_demo_prints_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["demo", "--engine", "memory"]) == 0
    assert says(capsys.readouterr().out, block_with(README, "make demo").shown or "")


@pytest.mark.parametrize("page", [README, CONTRIBUTING], ids=lambda page: page.stem)
def test_every_make_command_is_a_target(page: Path) -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    asked = set(ASKED.findall(page.read_text(encoding="utf-8")))
    assert asked - targets == set()
    assert len(asked) > 2


def test_the_stack_is_deployed_with_the_parameters_that_it_has() -> None:
    _, package, deploy = map(shlex.split, block_with(README, "aws cloudformation").commands)
    given = deploy[deploy.index("--parameter-overrides") + 1 :]
    told = dict(one.split("=", 1) for one in given)
    assert sorted(told) == sorted(parameters())
    for name, value in told.items():
        assert re.fullmatch(parameters()[name]["AllowedPattern"], value)
    written = package[package.index("--output-template-file") + 1]
    assert deploy[deploy.index("--template-file") + 1] == written


def test_the_changelog_tells_of_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    headings = re.findall(r"^## (.+)$", CHANGELOG.read_text(encoding="utf-8"), re.MULTILINE)
    versions = [re.findall(r"[\d.]+", heading)[0] for heading in headings]
    assert versions[0] == project["version"]
