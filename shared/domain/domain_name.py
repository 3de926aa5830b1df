"""Domain names beyond ASCII: mapped as browsers map them, judged as IDNA 2008 looks them up.

Python's own `idna` codec is IDNA 2003: it turns ß into ss, the final sigma into the other and drops
the joiners, and so writes to a domain that may be somebody else's; of letters later than Unicode
3.2 it knows no small form. No library may be used here, and the rules are few: UTS 46 (not
transitional) maps, and RFC 5892 derives from properties that `unicodedata` knows which characters
may stand in a name. Symbols may not, emoji among them; whose domain is one gives its A-label.
"""

from __future__ import annotations

import re
import unicodedata

from shared.domain.errors import Invalid
from shared.domain.text import has_control

A_LABEL = "xn--"
LONGEST_LABEL = 63
_DOTS = re.compile("[.\u3002\uff0e\uff61]")
"""What keyboards make of a dot (UTS 46, section 2.3)."""
_IGNORED = re.compile(
    "[\u00ad\u034f\u180b-\u180f\u200b\u2060\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
"""Characters without any look, which UTS 46 maps to nothing."""
_KEPT = {"ß": "ß", "\u1e9e": "ß", "ς": "ς"}
"""Letters that case folding would turn into others (UTS 46, section 7)."""
_LETTERS = frozenset({"Ll", "Lu", "Lo", "Lm", "Mn", "Mc", "Nd"})
"""RFC 5892, section 2.1; capitals that have a small letter are mapped away before."""
_ALLOWED = frozenset("-\u00b7\u0375\u05f3\u05f4\u30fb\u0f0b\u3007\u06fd\u06fe")
"""RFC 5892, section 2.6: allowed against their properties; a lookup need not judge where they stand
(RFC 5891, section 5.4), joiners excepted.
"""
_NEVER = frozenset("\u0640\u07fa\u302e\u302f\u3031\u3032\u3033\u3034\u3035\u303b")
_REFUSED = re.compile(
    "[\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb"  # pieces of Hangul (section 2.9)
    "\u17b4\u17b5\u3164\uffa0"  # letters that show nothing (section 2.3)
    "\u20d0-\u20ff\U0001d100-\U0001d24f]"  # marks on symbols and on notes (section 2.4)
)
"""Letters and marks by property that RFC 5892 takes out all the same."""
_VIRAMA = 9
_NON_JOINER, _JOINER = "\u200c", "\u200d"


def to_a_labels(domain: str) -> str:
    """The domain with every label in ASCII (RFC 5891, section 5).

    An A-label as typed is taken if it is one: it decodes, and to something that is written that
    way alone. Raises Invalid at `email`.
    """
    return ".".join(_to_ascii(label) for label in _DOTS.split(_map(domain)))


def _map(text: str) -> str:
    """Small letters, one width, one composition (UTS 46, section 4, steps 1 and 2)."""
    folded = (_KEPT.get(sign) or _fold(sign) for sign in _IGNORED.sub("", text))
    return unicodedata.normalize("NFKC", "".join(folded))


def _fold(sign: str) -> str:
    return unicodedata.normalize("NFKC", sign).casefold()


def _to_ascii(label: str) -> str:
    if label.startswith(A_LABEL):
        return _judge_a_label(label)
    if label.isascii():
        return label
    _judge(label)
    written = A_LABEL + label.encode("punycode").decode("ascii")
    if len(written) > LONGEST_LABEL:
        raise _no_name()
    return written


def _judge_a_label(label: str) -> str:
    try:
        told = label.removeprefix(A_LABEL).encode("ascii").decode("punycode")
    except UnicodeError as broken:
        raise _no_name() from broken
    if told.isascii() or has_control(told) or "." in told or _map(told) != told:
        raise _no_name()
    if told.encode("punycode").decode("ascii") != label.removeprefix(A_LABEL):
        raise _no_name()
    return label


def _judge(label: str) -> None:
    """Raise Invalid unless RFC 5891, section 5.4, lets the label be looked up."""
    hyphens = label.startswith("-") or label.endswith("-") or label[2:4] == "--"
    if hyphens or unicodedata.category(label[0]).startswith("M"):
        raise _no_name()
    if not all(_may_stand(label, place) for place in range(len(label))):
        raise _no_name()


def _may_stand(label: str, place: int) -> bool:
    """Whether the character may stand there (RFC 5892, sections 2 and 3, and appendix A)."""
    sign = label[place]
    if sign in (_NON_JOINER, _JOINER):
        return _may_join(label, place)
    if sign in _ALLOWED or sign in _KEPT:
        return True
    if sign in _NEVER or _REFUSED.match(sign):
        return False
    return unicodedata.category(sign) in _LETTERS and _map(sign) == sign


def _may_join(label: str, place: int) -> bool:
    """After a virama both joiners; between letters of a script that runs together the one that
    parts them, as Persian writes (RFC 5892, appendix A.1, by direction: joining types are unknown).
    """
    before, after = label[place - 1 : place], label[place + 1 : place + 2]
    if before and unicodedata.combining(before) == _VIRAMA:
        return True
    sides = {unicodedata.bidirectional(one) for one in (before, after) if one}
    return label[place] == _NON_JOINER and bool(before and after) and sides <= {"AL", "NSM"}


def _no_name() -> Invalid:
    return Invalid.at("email", "This is not a domain that mail can reach.")
