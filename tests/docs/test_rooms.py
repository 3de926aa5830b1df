"""The rooms' pages: each room has one, and what they name is there."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGES, imports_of, named
from tests.docs.pages import BLOCK, ROOT, links_of, pages

ROOMS = ("functions", "functions/*", "shared", "shared/*", "infra", "infra/*")
WITH_LIBRARIES = ("functions", "shared/*", "infra/*")
NAMED = re.compile(r"`([\w.-][\w/.-]*\.py)`")
UNSAID = re.compile(
    r"\.\./sha[r]ed\b|/wo[r]k/|\b(py[p]i\.org|the mat[e]rial|(?<!user[ -])ag[e]nts?|assist[a]nts?|"
    r"tick[e]ts?|simply|obviously|easily)\b",
    re.IGNORECASE,
)
"""What the project has no word for, and words that make light of a reader's trouble.

A letter in brackets is that letter; this file does not say those words, either.
"""
PAGES = list(pages())


def rooms(*patterns: str) -> list[Path]:
    """Every folder of code that is a room of its own."""
    found = [sorted(ROOT.glob(f"{pattern}/__init__.py")) for pattern in patterns]
    return [path.parent for paths in found for path in paths]


def libraries(room: Path) -> set[str]:
    """What a room imports that is neither ours nor Python's."""
    found = {one.split(".")[0] for path in room.rglob("*.py") for one in imports_of(path)}
    return {one for one in found if one not in {*sys.stdlib_module_names, *PACKAGES}}


def test_every_room_has_a_page() -> None:
    wanted = [room / "README.md" for room in rooms(*ROOMS, "tests")]
    assert [named(page) for page in wanted if not page.exists()] == []


@pytest.mark.parametrize("room", rooms(*WITH_LIBRARIES), ids=named)
def test_a_rooms_page_says_what_its_libraries_are_for(room: Path) -> None:
    page = (room / "README.md").read_text(encoding="utf-8").lower()
    assert sorted(one for one in libraries(room) if one not in page) == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    assert [link for link in links_of(page) if link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    told = NAMED.findall(BLOCK.sub("", page.read_text(encoding="utf-8")))
    own = [path.as_posix() for path in (*_room_files(page.parent), *ROOT.glob("functions/*/*.py"))]
    unknown = [name for name in told if not any(path.endswith(f"/{name}") for path in own)]
    assert [name for name in unknown if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_no_page_says_what_a_reader_need_not_know(page: Path) -> None:
    assert UNSAID.findall(page.read_text(encoding="utf-8")) == []


def _room_files(folder: Path) -> list[Path]:
    return [] if folder == ROOT else sorted(folder.rglob("*.py"))
