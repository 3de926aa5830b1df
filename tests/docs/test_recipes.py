"""The recipes of CONTRIBUTING.md, followed in a copy of the repository."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from infra.local.stack import Stack
from tests.docs.pages import CONTRIBUTING, README, ROOT, Block, block_with, blocks_of, says
from tests.docs.shell import type_blocks

PARTS = ("functions", "infra", "shared", "tests")
ROUTE = "/agenda/{event}/release"
WRITE_CONFIRMATION = """
from shared.domain.message import MessageKind
from tests.unit.mail.reading import a_letter, html_of, read, text_of, write

mail = read(write(a_letter(MessageKind.CONFIRMATION)))
print(text_of(mail), html_of(mail))
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what is written by hand here, to be changed at will."""
    unwritten = shutil.ignore_patterns("__pycache__")
    for part in PARTS:
        shutil.copytree(ROOT / part, tmp_path / part, ignore=unwritten)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def run(folder: Path, *arguments: str) -> str:
    """What Python prints in that folder, whose modules are found before the installed ones."""
    ran = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def follow(block: Block, folder: Path) -> None:
    """Do with a Python block what its first line says."""
    heading, code = block.text.split("\n", 1)
    name, where = heading.removeprefix("# ").split(": ")
    path = folder / name
    if where == "a new file":
        assert not path.exists()
        path.write_text(code, encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    if where == "imports, and a view":
        path.write_text(f"{text}\n{code}", encoding="utf-8")
        return
    [opening] = [line for line in text.splitlines() if line == f"{where.split()[-1]} = {{"]
    path.write_text(text.replace(f"{opening}\n", f"{opening}\n{code}"), encoding="utf-8")


def test_a_word_of_a_mail_is_changed_in_its_templates(checkout: Path) -> None:
    assert run(checkout, "-c", WRITE_CONFIRMATION).count("look forward to meeting you") == 2
    recipe = block_with(CONTRIBUTING, "sed -i.bak")
    subprocess.run(["bash", "-euc", recipe.text], cwd=checkout, check=True)
    assert run(checkout, "-c", WRITE_CONFIRMATION).count("look forward to seeing you") == 2
    assert sorted(checkout.rglob("*.bak")) == []


def test_a_field_is_added_to_the_form_by_a_setting(stack: Stack) -> None:
    words, recipe = block_with(README, "AUTH="), block_with(CONTRIBUTING, '"meal"')
    _, printed = type_blocks(stack, [words, recipe])
    assert says(printed, recipe.shown or "")
    [*_, meal] = stack.ports.events.fresh(stack.event or "").form
    assert (meal.key, meal.options) == ("meal", ("Fish", "Lentils"))


def test_a_route_is_a_verb_a_view_and_what_it_says_of_itself(checkout: Path) -> None:
    for block in blocks_of(CONTRIBUTING, "python"):
        follow(block, checkout)
    run(checkout, "-m", "infra.package.openapi")
    described = json.loads((checkout / "functions/agenda/openapi.json").read_bytes())
    assert described["paths"][ROUTE]["get"]["operationId"] == "readRelease"
    folder = "tests/edge/agenda"
    names = (f"{folder}/test_read_release.py", f"{folder}/test_description.py")
    assert " passed in " in run(checkout, "-m", "pytest", "-p", "no:cacheprovider", *names)


def test_one_test_is_run_by_its_name() -> None:
    [command] = block_with(CONTRIBUTING, "make test T=").commands
    name = command.partition("T=")[2]
    assert "1 passed in " in run(ROOT, "-m", "pytest", "-p", "no:cacheprovider", name)
