"""Dates as printed: one day or a range, with or without its year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from shared.outline.lines import DASHES
from shared.outline.nouns import MONTHS, WEEKDAYS

_LONGEST_LINE = 160
_LONGEST_EVENT = 31  # days

_MONTH = r"(?P<{0}>" + "|".join(f"{m[:3]}(?:{m[3:]}|t)?" for m in MONTHS) + r")(?![a-z])\.?"
_DAY = r"(?<!\d)(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s?(?P<year>(?:19|20|21)[0-9]{2})(?!\d))?"
_TO = rf"\s?(?:[{DASHES}]|\b(?:to|and|until)\b|&)\s?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>(?:19|20|21)[0-9]{2})-(?P<m1>\d\d)-(?P<d1>\d\d)(?!\d)",
        r"(?<![\d.])(?P<d1>\d{1,2})\.\s?(?P<m1>\d{1,2})\.\s?(?P<year>(?:19|20|21)[0-9]{2})(?!\d)",
        r"(?<!\d)(?P<d1>\d{1,2})/(?P<m1>\d{1,2})/(?P<year>(?:19|20|21)[0-9]{2})(?!\d)",
        _DAY.format("d1") + r"\s?(?:of\s)?" + _MONTH.format("m1") + _TO
        + _DAY.format("d2") + r"\s?(?:of\s)?" + _MONTH.format("m2") + _YEAR,
        _DAY.format("d1") + "(?:" + _TO + _DAY.format("d2") + r")?\s?(?:of\s)?"
        + _MONTH.format("m1") + _YEAR,
        r"\b" + _MONTH.format("m1") + r"\s?" + _DAY.format("d1") + r"(?![\d.:h])"
        + "(?:" + _TO + _DAY.format("d2") + r"(?![\d.:h]))?" + _YEAR,
    )
)  # fmt: skip
_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})\b[,.\s{DASHES}]*$", re.IGNORECASE)
_DAY_LABEL = re.compile(
    rf"(?:\w{{1,20}}\s)?\bday\s(?P<number>\d{{1,2}})\b[:,.\s{DASHES}]*$", re.IGNORECASE
)
_NOT_THE_EVENT = re.compile(
    r"\b(?:version|draft of|updated|revised|deadline|status|issued|printed|before|until|as of"
    r"|no later|submitted|by|register|registration|apply|reply)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class DatePhrase:
    """A date in a line. `first` and `last` are (month, day); `weekday` counts from Monday 0."""

    first: tuple[int, int]
    last: tuple[int, int]
    year: int | None
    weekday: int | None
    before: str
    after: str

    @property
    def month_day(self) -> str:
        """The first day as MM-DD."""
        return "{:02}-{:02}".format(*self.first)

    @property
    def single(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of it; empty without a year."""
        if self.year is None:
            return ()
        first, last = date(self.year, *self.first), date(self.year, *self.last)
        return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))

    @property
    def heads_a_day(self) -> bool:
        """Whether a line with this phrase stands over the sessions of one day."""
        labelled = self.before[-1:] == ":"  # `Session 2: Monday, 4 May, morning`
        if not self.single or (self.before and not (labelled and self.weekday is not None)):
            return False
        return self.after[:1] in {"", *",:;(", *DASHES} or self.after.count(" ") == 0


def read_date(text: str) -> DatePhrase | None:
    """The first date of a short line that is no sentence; None if it has none.

    `3/4/2026` is None: nobody can tell day from month.
    """
    if len(text) > _LONGEST_LINE or _NOT_THE_EVENT.search(text) or _is_sentence(text):
        return None
    for form in _FORMS:
        match = form.search(text)
        if match:
            return _phrase(match, text)
    return None


def read_day_label(text: str) -> int | None:
    """The number of a line like `Day 2`; None for any other line."""
    label = _DAY_LABEL.fullmatch(text) if len(text) <= _LONGEST_LINE else None
    return int(label["number"]) if label else None


def weekday_name(number: int) -> str:
    """Monday for 0."""
    return WEEKDAYS[number].capitalize()


def _is_sentence(text: str) -> bool:
    return text.endswith(".") and text.count(" ") > 8


def _phrase(match: re.Match[str], text: str) -> DatePhrase | None:
    printed = match.groupdict()
    if "/" in match[0] and int(printed["d1"]) <= 12 and printed["d1"] != printed["m1"]:
        return None
    first = (_month(printed["m1"]), int(printed["d1"]))
    last = (_month(printed.get("m2") or printed["m1"]), int(printed.get("d2") or printed["d1"]))
    year = int(printed["year"]) if printed["year"] else None
    before, weekday = _cut_weekday(text[: match.start()])
    before = _DAY_LABEL.sub("", before).strip(" ,;|" + DASHES)
    phrase = DatePhrase(first, last, year, weekday, before, text[match.end() :].strip())
    aside = before == "("  # the date of the paper, not of the meeting
    return phrase if _exists(first, last, year) and not aside else None


def _month(printed: str) -> int:
    if printed.isdecimal():
        return int(printed)
    return next(n for n, name in enumerate(MONTHS, 1) if name[:3] == printed[:3].lower())


def _cut_weekday(before: str) -> tuple[str, int | None]:
    match = _WEEKDAY.search(before)
    if match is None:
        return before, None
    return before[: match.start()], WEEKDAYS.index(match[1].lower())


def _exists(first: tuple[int, int], last: tuple[int, int], year: int | None) -> bool:
    """Whether the calendar has these days, in this order, within a month's length."""
    leap = 2000
    try:
        length = date(year or leap, *last) - date(year or leap, *first)
    except ValueError:
        return False
    return timedelta(0) <= length <= timedelta(days=_LONGEST_EVENT)
