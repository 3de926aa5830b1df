"""The outline reader's calendar and countries are what CLDR says."""

from pathlib import Path

import pytest

from infra.package.outline_words import files, main

FILES = files()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_words_of_the_outline_reader_are_those_of_cldr(path: Path) -> None:
    assert path.read_text("utf-8") == FILES[path]


def test_a_check_of_fresh_files_finds_nothing() -> None:
    assert main(["--check"]) == 0
