"""How a number of a sheet reads: as a day, a time of day or a plain number."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
_PLACES = re.compile(r"[#,]*0\.(0{1,9})")
_DAY_IDS = {14, 15, 16, 17, *range(27, 32), 36, *range(50, 55), 57, 58}
_TIME_IDS = {18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56}
_BOTH_ID = 22
_PLAIN = {2: 2, 4: 2}
_LAST_DAY = 2_958_465  # 31 December 9999
_LONGEST_NUMBER = 40


class Shown(Enum):
    """What the format of a cell shows of a number that counts days."""

    DAY = auto()
    TIME = auto()
    BOTH = auto()


class Formats:
    """The number formats of a workbook: what a cell of a style shows, or how many places."""

    def __init__(self, styles: _Element | None) -> None:
        own: dict[str, str] = {}
        self._ids: list[str] = []
        if styles is not None:
            for one in styles.iter(f"{_S}numFmt"):
                own[one.get("numFmtId", "")] = one.get("formatCode", "")
            cells = styles.find(f"{_S}cellXfs")
            self._ids = [] if cells is None else [one.get("numFmtId", "0") for one in cells]
        self._own = own

    def of(self, style: str) -> Shown | int | None:
        """What a cell of this style shows; None for a number as it is."""
        place = int(style) if style.isascii() and style.isdigit() and len(style) < 9 else -1
        name = self._ids[place] if 0 <= place < len(self._ids) else "0"
        if name in self._own:
            return _of_code(self._own[name])
        number = int(name) if name.isascii() and name.isdigit() and len(name) < 9 else 0
        if number == _BOTH_ID:
            return Shown.BOTH
        if number in _DAY_IDS:
            return Shown.DAY
        return Shown.TIME if number in _TIME_IDS else _PLAIN.get(number)


def _of_code(code: str) -> Shown | int | None:
    bare = _QUOTED.sub("", code.partition(";")[0]).casefold()
    time = "h" in bare or "s" in bare
    day = "y" in bare or "d" in bare or ("m" in bare and not time)
    if day or time:
        return Shown.BOTH if day and time else Shown.DAY if day else Shown.TIME
    places = _PLACES.fullmatch(bare)
    return len(places[1]) if places else None


def show(raw: str, shown: Shown | int | None, from_1904: bool) -> str:
    """A number as text: 0.375 is `09:00` where the cell shows a time, a day is `2026-05-31`."""
    try:
        number = float(raw) if len(raw) <= _LONGEST_NUMBER else None
    except ValueError:
        number = None
    if number is None or not abs(number) <= _LAST_DAY:
        return raw
    if isinstance(shown, Shown):
        return _moment(number, shown, from_1904)
    if shown is not None:
        return f"{number:.{shown}f}"
    return str(int(number)) if number.is_integer() else f"{number:.10g}"


def _moment(number: float, shown: Shown, from_1904: bool) -> str:
    minutes = round(number * 24 * 60)
    days, minute = divmod(minutes, 24 * 60)
    time = f"{minute // 60:02d}:{minute % 60:02d}"
    if days < 0 or (days == 0 and shown is Shown.DAY):
        return ""
    if shown is Shown.TIME or days == 0:
        return time
    # Day 60 of the calendar from 1900 is a 29 February that was none: days before it come too late.
    epoch = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
    day = epoch + timedelta(days=min(days, _LAST_DAY - 1462))
    text = day.date().isoformat()
    return text if shown is Shown.DAY or not minute else f"{text} {time}"
