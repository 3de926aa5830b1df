"""What mails say in English they say in every language, or `make check` tells where not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from infra.package.mail_words import find_gaps, main
from shared.render.mail.templates import ROOM


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """The templates of mails, to be broken."""
    shutil.copytree(ROOM, tmp_path / "mail", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return tmp_path / "mail"


def line_of(path: Path, words: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def gaps_after(room: Path, name: str, old: str, new: str) -> list[str]:
    path = room / name
    before = path.read_text("utf-8")
    assert old in before
    path.write_text(before.replace(old, new), "utf-8")
    return [str(gap) for gap in find_gaps(room)]


def test_every_language_says_what_english_says() -> None:
    assert [str(gap) for gap in find_gaps(ROOM)] == []


def test_a_link_that_is_missing_is_told_with_file_and_line(room: Path) -> None:
    here = line_of(room / "link/de.txt", "parts.greeting")
    there = line_of(room / "link/en.txt", "self_url")
    assert gaps_after(room, "link/de.txt", "{{ self_url }}", "") == [
        f"link/de.txt:{here}: self_url is missing (link/en.txt:{there})"
    ]


def test_a_word_of_a_table_that_is_missing_is_told(room: Path) -> None:
    path = room / "parts/sr-Latn.txt"
    said = next(line for line in path.read_text("utf-8").splitlines() if '"complained"' in line)
    here = line_of(path, '"bounced"')
    there = line_of(room / "parts/en.txt", '"complained"')
    assert gaps_after(room, "parts/sr-Latn.txt", said, "") == [
        f'parts/sr-Latn.txt:{here}: fates["complained"] is missing (parts/en.txt:{there})'
    ]


def test_a_macro_that_is_missing_is_told(room: Path) -> None:
    right, wrong = "macro calendar_note(calendar_url)", "macro calender_note(calendar_url)"
    gaps = gaps_after(room, "parts/es.html", right, wrong)
    here = line_of(room / "parts/es.html", "macro calender_note")
    there = line_of(room / "parts/en.html", "macro calendar_note")
    before = line_of(room / "parts/es.html", "macro calendar_link")
    assert gaps == [
        f"parts/es.html:{before}: {right} is missing (parts/en.html:{there})",
        f"parts/es.html:{here}: {wrong} is not in parts/en.html",
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "missing"),
    [
        ("waitlisted/fr.html", "block preheader", "block preheading", "block preheader"),
        ("refused/fr.txt", '"unmapped"', '"mapped"', 'the case "unmapped" of reason'),
        ("approved/fr.html", "parts.facts(meeting, agenda_url)", "parts.facts(meeting)",
         "parts.facts(meeting, agenda_url)"),
        ("approved/fr.html", '"parts/fr.html"', '"parts/en.html"', '"parts/fr.html"'),
    ],
)  # fmt: skip
def test_blocks_cases_calls_and_files_are_held_against_english(
    room: Path, name: str, old: str, new: str, missing: str
) -> None:
    gaps = gaps_after(room, name, old, new)
    assert gaps[0].split(": ", 1)[1].split(" is missing")[0] == missing


def test_a_name_that_is_misspelled_is_told(room: Path) -> None:
    here = line_of(room / "waitlisted/fr.txt", "numéro")
    gaps = gaps_after(room, "waitlisted/fr.txt", "{{ position }}", "{{ postion }}")
    assert gaps == [f"waitlisted/fr.txt:{here}: postion is not in waitlisted/en.txt"]


def test_words_that_are_still_english_are_told(room: Path) -> None:
    here = line_of(room / "link/de.html", "Meine Anmeldung")
    english = ("Meine Anmeldung öffnen", "Open my registration")
    assert gaps_after(room, "link/de.html", *english) == [
        f'link/de.html:{here}: "Open my registration" is still English'
    ]


def test_a_file_that_is_missing_or_that_english_lacks_is_told(room: Path) -> None:
    (room / "link/fr.html").rename(room / "link/it.html")
    gaps = {str(gap) for gap in find_gaps(room)}
    assert "link/fr.html:1: the file is missing; there is link/en.html" in gaps
    assert "confirmation/it.txt:1: the file is missing; there is confirmation/en.txt" in gaps
    (room / "link/en.html").unlink()
    assert "link/de.html:1: there is no link/en.html" in {str(gap) for gap in find_gaps(room)}


def test_a_template_that_cannot_be_read_is_told(room: Path) -> None:
    [gap] = gaps_after(room, "link/fr.txt", "{{ self_url }}", "{{ self_url }")
    assert gap.startswith("link/fr.txt:")
    assert "no template can be read" in gap


def test_the_command_is_silent_where_nothing_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    assert capsys.readouterr().out == ""
