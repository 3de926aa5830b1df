"""`outline parse`."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tests.edge.cli.conftest import Secretariat

OUTLINE = """Spring workshop

12 May 2027, Vienna, Austria

Programme

12 May 2027
09h00 - 09h30 Opening
09h30 - 10h30 Session 1: Letters [and] parcels
10h30 - 11h00 Coffee break
"""


def test_json_is_the_outline(secretariat: Secretariat, tmp_path: Path) -> None:
    (tmp_path / "spring.txt").write_text(OUTLINE)
    ended = secretariat("outline", "parse", str(tmp_path / "spring.txt"), "--json")
    read = json.loads(ended.out)
    assert (ended.code, ended.err) == (0, "")
    assert read["dates"] == ["2027-05-12"]
    assert [session["start"] for session in read["sessions"]] == ["09:00", "09:30", "10:30"]


def test_people_get_a_table_with_line_numbers(secretariat: Secretariat, tmp_path: Path) -> None:
    (tmp_path / "spring.txt").write_text(OUTLINE)
    ended = secretariat("outline", "parse", str(tmp_path / "spring.txt"))
    rows = [" ".join(line.split()) for line in ended.out.splitlines() if ":" in line]
    assert rows == [
        "Time zone: Europe/Vienna",
        "8 2027-05-12 09:00-09:30 opening Opening",
        "9 09:30-10:30 session Session 1: Letters [and] parcels",
        "10 10:30-11:00 break Coffee break",
    ]


def test_a_dash_is_standard_input(
    secretariat: Secretariat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(OUTLINE.encode())))
    ended = secretariat("outline", "parse", "-", "--json")
    assert len(json.loads(ended.out)["sessions"]) == 3


def test_what_is_no_text_is_named_with_its_file(secretariat: Secretariat, tmp_path: Path) -> None:
    path = tmp_path / "spring.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    ended = secretariat("outline", "parse", str(path))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"secretariat: {path}: ")
