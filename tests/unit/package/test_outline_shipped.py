"""What reading an outline needs goes into the organiser's package."""

from __future__ import annotations

from infra.package.imports import ROOT, find_imports

OUTLINE = ROOT / "shared" / "outline"


def test_the_words_of_all_languages_and_every_reader_are_shipped() -> None:
    found = find_imports("organiser")
    words = {path for path in found.files if path.is_relative_to(OUTLINE)}
    readers = {path for path in found.modules if path.is_relative_to(OUTLINE)}
    assert words == set((OUTLINE / "words").glob("*.json"))
    assert readers == set(OUTLINE.rglob("*.py"))


def test_readers_bring_two_libraries_and_no_workbook_of_others() -> None:
    libraries = find_imports("organiser").libraries
    assert {"lxml", "pypdf"} <= libraries
    assert "openpyxl" not in libraries
