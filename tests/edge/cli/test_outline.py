"""`outline parse`."""

from __future__ import annotations

import base64
import io
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from rich.console import Console

from infra.cli.outline_table import print_programme
from infra.cli.source import MOST_BYTES, read_rows
from shared.outline.parse import parse_outline
from shared.outline.rows import Row
from tests.edge.cli.conftest import Secretariat

OUTLINE = """Spring workshop

12 May 2027, Vienna, Austria

Programme

12 May 2027
09h00 - 09h30 Opening
09h30 - 10h30 Session 1: Letters [and] parcels
- Old stamps
10h30 Coffee break
11h00 - 11h30 Posters
"""
MAIL = b"""From: Ida Ferm <ida@example.org>
To: desk@example.org
Subject: =?utf-8?q?Fr=C3=BChlingstagung?=
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

"""


def typed_in(monkeypatch: pytest.MonkeyPatch, source: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(source)))


def shown(source: str, width: int) -> list[str]:
    """The lines that people see, white space at their ends cut off."""
    told = io.StringIO()
    read, outline = read_rows("a file", source.encode())
    print_programme(read, outline, Console(file=told, width=width, markup=False))
    return [line.rstrip() for line in told.getvalue().splitlines()]


def as_word() -> bytes:
    document, saved = docx.Document(), io.BytesIO()
    for line in OUTLINE.splitlines():
        document.add_paragraph(line)
    document.save(saved)
    return saved.getvalue()


def as_mail() -> bytes:
    return MAIL + base64.encodebytes(OUTLINE.encode())


def test_json_is_the_outline(secretariat: Secretariat, tmp_path: Path) -> None:
    (tmp_path / "spring.txt").write_text(OUTLINE)
    ended = secretariat("outline", "parse", str(tmp_path / "spring.txt"), "--json")
    read = json.loads(ended.out)
    assert (ended.code, ended.err) == (0, "")
    assert read["dates"] == ["2027-05-12"]
    starts = [session["start"] for session in read["sessions"]]
    assert starts == ["09:00", "09:30", "10:30", "11:00"]


def test_people_get_the_programme_beside_the_lines_of_the_source() -> None:
    rows = [line.split("  ") for line in shown(OUTLINE, 120)]
    assert [[cell.strip() for cell in row if cell.strip()] for row in rows if "".join(row)] == [
        ["Spring workshop"],
        ["Vienna, Austria"],
        ["Time zone: Europe/Vienna"],
        ["line", "source", "day, time", "kind", "title, people, room"],
        ["─" * 118],
        ["8", "09h00 - 09h30 Opening", "2027-05-12", "opening", "Opening"],
        ["09:00-09:30"],
        ["9", "09h30 - 10h30 Session 1: Letters [and]", "09:30-10:30", "session",
         "Session 1: Letters [and] parcels"],
        ["parcels", "Old stamps"],
        ["10", "Old stamps"],
        ["11 ?", "10h30 Coffee break", "10:30-11:00?", "break", "Coffee break"],
        ["? No end is printed; 11:00, when the next"],
        ["session starts, is taken."],
        ["12", "11h00 - 11h30 Posters", "11:00-11:30", "session", "Posters"],
    ]  # fmt: skip


@pytest.mark.parametrize("width", [60, 80, 200])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(width: int) -> None:
    lines = shown(OUTLINE, width)
    assert max(map(len, lines)) <= width
    text = " ".join(lines)
    for word in ("Opening", "Letters", "parcels", "Old", "10:30-11:00?", "session", "Posters"):
        assert word in text


def test_a_doubt_about_a_line_without_an_entry_shows_that_line() -> None:
    lines = shown(OUTLINE.replace("12 May 2027, Vienna", "Monday, 12 May 2027, Vienna"), 120)
    (at,) = (number for number, line in enumerate(lines) if line.split()[:2] == ["3", "!"])
    assert "Monday, 12 May 2027" in lines[at]
    assert lines[at].endswith("! 2027-05-12 is a Wednesday, not a Monday.")


def test_doubts_about_the_whole_outline_follow_the_table() -> None:
    lines = shown(OUTLINE.replace(", Vienna, Austria", ""), 120)
    assert lines[-1] == "! The outline names no country whose time zone is known."


def test_colours_are_for_terminals_alone() -> None:
    read, outline = read_rows("a file", OUTLINE.encode())
    plain, coloured = io.StringIO(), io.StringIO()
    print_programme(read, outline, Console(file=plain, width=80))
    print_programme(
        read,
        outline,
        Console(file=coloured, width=80, force_terminal=True, color_system="standard"),
    )
    assert "\x1b" not in plain.getvalue()
    assert "\x1b[33m" in coloured.getvalue()


def test_nothing_in_a_file_steers_the_terminal() -> None:
    steering = "Open\x1b[2Jing \u202egnihton\u2066 \x9b31m [red]room[/red]"
    read = parse_outline("09:00 - 09:30 Opening")
    sessions = (replace(read.sessions[0], title=steering, room=steering),)
    told = io.StringIO()
    print_programme(
        (Row(1, (steering,)),),
        replace(read, title=steering, sessions=sessions),
        Console(file=told, width=200, force_terminal=True, color_system=None),
    )
    assert [letter for letter in "\x1b\u202e\u2066\x9b" if letter in told.getvalue()] == []
    assert told.getvalue().count("[red]room[/red]") == 4


@pytest.mark.parametrize("make", [OUTLINE.encode, as_word, as_mail])
def test_a_dash_is_standard_input_of_any_kind(
    secretariat: Secretariat, monkeypatch: pytest.MonkeyPatch, make: Callable[[], bytes]
) -> None:
    typed_in(monkeypatch, make())
    ended = secretariat("outline", "parse", "-", "--json")
    titles = [session["title"] for session in json.loads(ended.out)["sessions"]]
    assert titles == ["Opening", "Session 1: Letters [and] parcels", "Coffee break", "Posters"]


def test_a_file_is_known_by_what_is_in_it(secretariat: Secretariat, tmp_path: Path) -> None:
    (tmp_path / "spring.txt").write_bytes(as_word())
    ended = secretariat("outline", "parse", str(tmp_path / "spring.txt"))
    assert (ended.code, ended.err) == (0, "")
    assert "Coffee break" in ended.out


UNREADABLE = {
    "nothing": b"",
    "blanks": b" \n\t\n",
    "no text": bytes(range(32)) * 50,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "half a PDF": b"%PDF-1.7\n",
    "half a Word file": as_word()[:3000],
    "an old Word file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
    "too much": b"x" * (MOST_BYTES + 1),
}


@pytest.mark.parametrize("how", [(), ("--json",)], ids=["table", "json"])
@pytest.mark.parametrize("source", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_one_line_with_its_file(
    secretariat: Secretariat, tmp_path: Path, source: bytes, how: tuple[str, ...]
) -> None:
    path = tmp_path / "spring.pdf"
    path.write_bytes(source)
    ended = secretariat("outline", "parse", str(path), *how)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert ended.err.startswith(f"secretariat: {path}")


def test_standard_input_that_is_closed_is_named(
    secretariat: Secretariat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    ended = secretariat("outline", "parse", "-")
    assert (ended.code, ended.err) == (2, "secretariat: -: standard input is closed\n")


def test_the_table_shows_what_json_says() -> None:
    outline = parse_outline(OUTLINE)
    words = " ".join(shown(OUTLINE, 200)).split()
    lines = {str(session.line) for session in outline.sessions}
    assert lines <= set(words)
