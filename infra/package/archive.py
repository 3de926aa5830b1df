"""Zips that are the same bytes for the same files."""

from __future__ import annotations

import zipfile
from collections.abc import Collection
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip can hold."""
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3


def write_zip(folder: Path, into: Path) -> None:
    """Pack a folder: files in the order of their paths, all of one date and mode."""
    with zipfile.ZipFile(into, "w") as made:
        for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).parts):
            if path.is_file():
                made.writestr(_entry(path.relative_to(folder)), path.read_bytes(), compresslevel=9)


def packed_bytes(archive: Path, without: Collection[str] = ()) -> int:
    """The size of a zip, less what the named folders and modules at its top take in it."""
    with zipfile.ZipFile(archive) as read:
        left_out = [one for one in read.infolist() if _top(one.filename) in without]
    names = sum(len(one.filename.encode()) for one in left_out)
    headers = 76 * len(left_out) + 2 * names  # what a local and a central header take
    return archive.stat().st_size - sum(one.compress_size for one in left_out) - headers


def _entry(path: Path) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path.as_posix(), EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = _PLAIN_FILE
    entry.create_system = _UNIX
    return entry


def _top(name: str) -> str:
    """The folder or module that a file belongs to."""
    return name.partition("/")[0].removesuffix(".pyc")
