"""How one clock time is written, what may stand around it and what between two of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from shared.outline.wordbook import any_of, read_words

_WORDS = read_words("clock")
_NUMBER = (
    r"(?:\d{4}-\d\d-\d\dt)?(?:"
    r"(?P<hour>\d{1,2})(?:"
    r"(?P<colon>:)(?P<m1>\d\d)(?::\d\d(?:\.\d{1,6})?)?(?!\d|[.,:]\d|/(?!\d\d?[:.h]\d))|"
    r"\s?(?P<letter>h|uhr)\s?(?P<m2>[0-5]\d)(?:\s?min(?!\w))?"
    r"(?!\d|[.,:]\d|/(?!\d\d?[:.h])|[%']|\s?min(?!\w))|"
    r"(?P<flemish>u)(?P<m5>[0-5]\d)(?!\w)|"
    r"(?P<dot>\.)(?P<m3>\d\d)(?!\d)(?![.,:/]\s?\d)|"
    r"(?P<comma>,)(?P<m4>[0-5][05])(?!\d)(?![.,:/]\d)|"
    r"(?P<bare>(?=[hu](?![^\W_])|[ap](?:\.\s?m|m)?(?![^\W_])|\W|$)(?![.,:/]\d|['\"])))"
    r"|(?P<compact>\d{3,4})(?![\d%])(?![.,:/]\d)(?=h(?![^\W_])|\W|$))"
)
_NAMED = (
    rf"(?P<noon>{any_of(_WORDS['noon'])})(?!\w)|(?P<midnight>{any_of(_WORDS['midnight'])})(?!\w)"
)
CLOCK = re.compile(rf"(?<![\w.,:/$€£#+'])(?:{_NUMBER}|{_NAMED})")
CLOCK_HERE = re.compile(f"(?:{_NUMBER}|{_NAMED})")

_HALF = re.compile(
    r"\s?(?:(?P<am>am(?!\w)|a\.\s?m(?!\w)\.?|π\.?\s?μ(?!\w)\.?|ص(?!\w)|oo(?!\w))|"
    r"(?P<pm>pm(?!\w)|p\.\s?m(?!\w)\.?|μ\.?\s?μ(?!\w)\.?|م(?!\w)|os(?!\w))|"
    rf"(?P<am_words>{any_of(_WORDS['am'])})(?!\w)\.?|(?P<pm_words>{any_of(_WORDS['pm'])})(?!\w)\.?)"
    r"|(?P<a>a)(?![\w.])|(?P<p>p)(?![\w.])"
)
_TWELVE = re.compile(
    rf"\s?(?:(?P<pm>m\.|{any_of(_WORDS['noon'])})|(?P<am>{any_of(_WORDS['midnight'])}))(?!\w)"
)
_UNIT = re.compile(
    rf"\s?(?:(?P<unit>{any_of(_WORDS['unit'])})|(?P<measure>{any_of(_WORDS['measure'])})"
    r"|u(?=\.|\s?-|$))(?!\w)\.?"
)
_AFTER_COUNT = re.compile(r"\s?(?:%|€|\$|£|°|(?:eur|euro|usd|gbp|kn|zl|din|km|kg|mb|gb|m2)(?!\w))")
JOIN = re.compile(
    r"(?P<stop>\.)?(?:(?<=tol)\s|\s{0,3}(?P<dash>-{1,3}|~|>|\.{2,3}|…)\s{0,3}|\s?(?P<slash>/)\s?|"
    rf"\s(?P<to>{any_of(_WORDS['to'])})\s|\s?(?P<and>{any_of(_WORDS['and'])})\s)"
    rf"(?P<hour_word>{any_of([*_WORDS['hour'], *_WORDS['at'], *_WORDS['to']])}[.:]?\s|מ)?"
    rf"(?P<am>{any_of(_WORDS['am_before'])}\s?)?(?P<pm>{any_of(_WORDS['pm_before'])}\s?)?"
)
BEFORE = re.compile(
    rf"(?:(?<!\w)(?:(?P<until>{any_of(_WORDS['until'])})|(?P<between>{any_of(_WORDS['between'])})"
    rf"|(?P<from>{any_of(_WORDS['from'])}))[:.]?\s{{0,2}})?"
    rf"(?:(?<!\w)(?:(?P<hour>{any_of(_WORDS['hour'])})[:.]?|(?P<at>{any_of(_WORDS['at'])}):?)"
    r"\s{0,2})?"
    rf"(?:(?<!\w)(?:(?P<am>{any_of(_WORDS['am_before'])})|(?P<pm>{any_of(_WORDS['pm_before'])}))"
    r"\s?)?\Z"
)
LONGEST_BEFORE = 40
ZONE = re.compile(
    r"\s?[(\[]?(?P<zone>(?:UTC|GMT)(?:\s?[+\u2212-]\s?\d{1,2}(?::?\d\d)?)?|CES?T|EES?T|WES?T|BST|IST"
    r"|MSK|ME[SZ]Z?T?|MESZ|TRT|[ECMP][SD]?T|Z|[+\u2212]\d\d:\d\d)(?![\w])[)\]]?"
)


class Form(Enum):
    """How a time is written; the first three can hardly be anything else."""

    COLON = auto()
    LETTER = auto()
    UNIT = auto()
    DOTTED = auto()
    COMMA = auto()
    COMPACT = auto()
    BARE = auto()
    NAMED = auto()


@dataclass(frozen=True)
class Written:
    """One clock time with what belongs to it: offsets, hour and minute as printed."""

    first: int
    last: int
    hour: int
    minute: int
    form: Form
    half: str | None = None
    measure: bool = False
    loose_half: bool = False
    padded: bool = False
    firm: bool = False
    zone: str | None = None


def read_written(match: re.Match[str], folded: str, text: str) -> Written | None:
    """The time of a match of CLOCK with the half of the day, unit and zone after it."""
    if match["noon"] or match["midnight"]:
        hour = 12 if match["noon"] else 0
        return Written(match.start(), match.end(), hour, 0, Form.NAMED)
    hour, minute, form = _digits(match)
    last, half, loose = _read_half(folded, match.end(), hour)
    last, form, measure, firm = _read_unit(folded, last, form)
    if half is None:  # `9 Uhr morgens`
        last, half, loose = _read_half(folded, last, hour)
    if form in {Form.DOTTED, Form.COMMA, Form.BARE} and _AFTER_COUNT.match(folded, last):
        return None
    zone = ZONE.match(text, last)
    printed = match["hour"] or match["compact"]
    return Written(
        match.start(), zone.end() if zone else last, hour, minute, form, half, measure, loose,
        printed[0] == "0", firm, zone["zone"] if zone else None,
    )  # fmt: skip


def _digits(match: re.Match[str]) -> tuple[int, int, Form]:
    if match["compact"]:
        return int(match["compact"][:-2]), int(match["compact"][-2:]), Form.COMPACT
    minutes = next((match[name] for name in ("m1", "m2", "m3", "m4", "m5") if match[name]), "0")
    forms = (("colon", Form.COLON), ("letter", Form.LETTER), ("flemish", Form.LETTER),
             ("dot", Form.DOTTED), ("comma", Form.COMMA))  # fmt: skip
    form = next((form for name, form in forms if match[name]), Form.BARE)
    return int(match["hour"]), int(minutes), form


def _read_half(folded: str, at: int, hour: int) -> tuple[int, str | None, bool]:
    """The half of the day at an offset: where it ends, which, and whether it is in words."""
    twelve = _TWELVE.match(folded, at) if hour == 12 else None
    if twelve:
        return twelve.end(), "pm" if twelve["pm"] else "am", False
    match = _HALF.match(folded, at)
    if match is None or hour > 12:
        return at, None, False
    half = "am" if match["am"] or match["am_words"] or match["a"] else "pm"
    return match.end(), half, not (match["am"] or match["pm"])


def _read_unit(folded: str, at: int, form: Form) -> tuple[int, Form, bool, bool]:
    """A unit at an offset: where it ends, the form now, and whether of length or of 24 hours."""
    match = _UNIT.match(folded, at)
    if match is None:
        return at, form, False, form is Form.LETTER
    measure = match["measure"] is not None and form is Form.BARE
    kept = form if form in {Form.COLON, Form.LETTER} else Form.UNIT
    return match.end(), kept, measure, not match["measure"]
