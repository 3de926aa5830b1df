"""Zips: the same files make the same bytes, whenever and wherever they were written."""

from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

from infra.package.archive import EPOCH, packed_bytes, write_zip
from infra.package.target import Target, compile_tree

SOURCES = {
    "app.py": "from shared.words import HELLO\n\n\ndef greet() -> str:\n    return HELLO\n",
    "shared/__init__.py": "",
    "shared/words.py": 'HELLO = "hello"\nNAMES = frozenset({"a", "b", "c", "d"})\n',
    "botocore/session.py": "x = 1\n",
}
HERE = Target("{}.{}".format(*sys.version_info), sys.executable, "here")


def lay(folder: Path, second: int) -> Path:
    """The sources in a folder, all written in that second of 1970, in another order each time."""
    for name in sorted(SOURCES, reverse=second % 2 == 0):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SOURCES[name], "utf-8")
        os.utime(path, (second, second))
    return folder


def test_two_runs_make_the_same_bytes(tmp_path: Path) -> None:
    for number in (1, 2):
        code = lay(tmp_path / f"code-{number}", number)
        compile_tree(code, HERE)
        write_zip(code, tmp_path / f"{number}.zip")
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def test_entries_are_in_order_and_of_one_date(tmp_path: Path) -> None:
    write_zip(lay(tmp_path / "code", 1), tmp_path / "one.zip")
    with zipfile.ZipFile(tmp_path / "one.zip") as read:
        entries = read.infolist()
        assert {one.filename: read.read(one).decode() for one in entries} == SOURCES
    assert [one.filename for one in entries] == sorted(SOURCES)
    assert {(one.date_time, one.external_attr >> 16) for one in entries} == {(EPOCH, 0o100644)}


def test_bytecode_stands_in_the_place_of_its_source_and_asks_for_none(tmp_path: Path) -> None:
    code = lay(tmp_path / "code", 1)
    compile_tree(code, HERE)
    files = sorted(str(path.relative_to(code)) for path in code.rglob("*") if path.is_file())
    assert files == sorted(f"{name}c" for name in SOURCES)
    compiled = code / "app.pyc"
    flags = int.from_bytes(compiled.read_bytes()[4:8], "little")
    assert flags == 0b01  # PEP 552: a hash, not to be checked
    assert b"/var/task/app.py" in compiled.read_bytes()
    assert str(tmp_path).encode() not in compiled.read_bytes()


def test_a_size_can_be_told_without_some_libraries(tmp_path: Path) -> None:
    code = lay(tmp_path / "code", 1)
    write_zip(code, tmp_path / "all.zip")
    (code / "botocore" / "session.py").unlink()
    write_zip(code, tmp_path / "less.zip")
    less = (tmp_path / "less.zip").stat().st_size
    assert packed_bytes(tmp_path / "all.zip", {"botocore"}) == less
    assert packed_bytes(tmp_path / "less.zip") == less
