"""Clock times at the beginning of a line: `08h30 - 9h00`, `9:00-9:15`, `9.00-9.30`, `2 pm`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from shared.outline.lines import DASHES
from shared.outline.programme import EndSource

_MERIDIEM = r"(?:\s?(?P<{0}_half>[ap]\.?m\.?)(?![a-z])|(?P<{0}_letter>[ap])(?![a-z.]))?"
_CLOCK = (
    r"(?P<{0}_hour>\d{{1,2}})(?:"
    r"\s?(?P<{0}_mark>[h:.])\s?(?P<{0}_minute>\d\d)(?![\d]|[.:/]\d)|(?P<{0}_bare>h)(?![a-z\d])|"
    r"(?=\s?[ap]\.?m\b))" + _MERIDIEM + r"(?:\s?h(?:rs?|ours)?\b\.?)?"
)
_RANGE = re.compile(
    rf"(?:[*•·|{DASHES}]\s?)?" + _CLOCK.format("start")
    + rf"(?:\s?(?:[{DASHES}]{{1,3}}|\b(?:to|until|till)\b)\s?" + _CLOCK.format("end") + r")?",
    re.IGNORECASE,
)  # fmt: skip
_LEADING = " :;,.|" + DASHES


@dataclass(frozen=True)
class TimedLine:
    """A line that begins with a time: start, printed end if any, and the words after them."""

    start: time
    end: time | None
    rest: str

    @property
    def end_source(self) -> EndSource | None:
        """Printed where an end is printed."""
        return EndSource.PRINTED if self.end is not None else None

    @property
    def reversed(self) -> bool:
        """Whether the end is not after the start, though the evening does not explain it."""
        if self.end is None or self.end > self.start:
            return False
        return not (self.start >= time(18) and self.end <= time(6))


class NoSuchTime(ValueError):
    """The line begins like a time, but the clock has no such hour or minute."""


def read_clock(text: str) -> TimedLine | None:
    """The time or range a line begins with; None if it begins with none.

    A lone `2.15` is None: it may be a number of a list. Raises NoSuchTime for `25:00`.
    """
    match = _RANGE.match(text)
    if match is None or _may_be_numbering(match):
        return None
    ends = match["end_hour"] is not None
    end = _clock(match, "end", _half(match, "end")) if ends else None
    start = _clock(match, "start", _half(match, "start"))
    if ends and _half(match, "start") is None:
        start = _start_in_half_of_end(match, start, end)
    return TimedLine(start, end, text[match.end() :].strip(_LEADING))


def _may_be_numbering(match: re.Match[str]) -> bool:
    dotted = match["start_mark"] == "." and _half(match, "start") is None
    return dotted and match["end_hour"] is None


def _half(match: re.Match[str], which: str) -> str | None:
    printed: str | None = match[f"{which}_half"] or match[f"{which}_letter"]
    return printed[0].lower() if printed else None


def _clock(match: re.Match[str], which: str, half: str | None) -> time:
    hour, minute = int(match[f"{which}_hour"]), int(match[f"{which}_minute"] or 0)
    if half is not None and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if which == "end" and (hour, minute) == (24, 0):
        hour = 0
    if hour > 23 or minute > 59:
        raise NoSuchTime
    return time(hour, minute)


def _start_in_half_of_end(match: re.Match[str], start: time, end: time | None) -> time:
    """`2:00 - 3:00 pm` starts in the afternoon, `11:00 - 1:00 pm` in the morning."""
    half = _half(match, "end")
    if half is None:
        return start
    shared = _clock(match, "start", half)
    return shared if end is not None and shared < end else start
