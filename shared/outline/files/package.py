"""The zipped files of Office: their parts, unpacked within limits, as XML without entities."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from shared.outline.errors import OutlineUnreadable
from shared.outline.files.limits import PACKAGE_PARTS, PART_BYTES, refuse_beyond

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ENTRY = b"PK\x01\x02"  # before each file in a directory of the zip
_BROKEN = "The file is damaged: it cannot be unpacked."
_READ_IN_ALL = 3 * PART_BYTES


class Package:
    """A .docx or .xlsx file (ECMA-376 part 2). Raises OutlineUnreadable wherever it is not one."""

    def __init__(self, source: bytes) -> None:
        refuse_beyond(source.count(_ENTRY), PACKAGE_PARTS, "parts")
        try:
            self._zip = zipfile.ZipFile(BytesIO(source))
            self._infos = {info.filename.lower(): info for info in self._zip.infolist()}
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as broken:
            raise OutlineUnreadable(_BROKEN) from broken
        self._left = _READ_IN_ALL

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._infos

    def names(self) -> Iterator[str]:
        """The names of all parts, in small letters."""
        return iter(self._infos)

    def part(self, name: str) -> bytes:
        """A part, unpacked; nothing for one that is not there."""
        info = self._infos.get(name.lower())
        if info is None:
            return b""
        if info.flag_bits & 1:
            raise OutlineUnreadable("The file is locked with a password; save it without one.")
        most = min(PART_BYTES, self._left)
        refuse_beyond(info.file_size, most, "bytes when unpacked")
        found = self._inflate(info, most)
        refuse_beyond(len(found), most, "bytes when unpacked")
        self._left -= len(found)
        return found

    def _inflate(self, info: zipfile.ZipInfo, most: int) -> bytes:
        try:
            with self._zip.open(info) as opened:
                return opened.read(most + 1)
        except (
            zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, OSError, EOFError,
            RuntimeError,
        ) as broken:  # fmt: skip
            raise OutlineUnreadable(_BROKEN) from broken

    def tree(self, name: str) -> etree._Element | None:
        """The XML of a part, None where it is not there."""
        source = self.part(name)
        return parse_xml(source) if source else None

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part refers to (`` for the package): kind and name of the target, by id."""
        folder, base = posixpath.split(name)
        tree = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for one in () if tree is None else tree.iter(_RELATIONSHIP):
            if one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", "")))
                kind = one.get("Type", "").rpartition("/")[2]
                found[one.get("Id", "")] = (kind, target.lstrip("/"))
        return found

    def main_part(self) -> str | None:
        """The name of the part that the document begins with."""
        for kind, target in self.related("").values():
            if kind == "officeDocument":
                return target
        return None


def parse_xml(source: bytes) -> etree._Element:
    """XML as a tree: no entities, no network, no document type (ECMA-376 part 2 forbids one)."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(source, parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise OutlineUnreadable("The file is damaged: its XML cannot be read.") from broken
    if root.getroottree().docinfo.doctype:
        raise OutlineUnreadable("The file is not safe to read: its XML declares entities.")
    return root
