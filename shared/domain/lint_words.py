"""Which breaks are lunch, told by their titles in the languages that meetings are held in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

LUNCH: Mapping[str, str] = {
    "en": r"lunch|\bmidday (?:meal|break)\b|\bnoon break\b",
    "fr": r"(?<!petit )(?<!petits )\bdejeuner|\b(?:pause|repas) de midi\b|\bpause meridienne\b",
    "es": r"\balmuerzo|\balmorzar\b|\bcomida\b|\bpausa del? mediodia\b",
    "de": r"\bmittag|mittagessen",
    "pt": r"\balmoco|\balmocar\b",
    "it": r"\bpranz[oi]\b|\bcolazione di lavoro\b",
    "sr-Latn": r"\brucak|\bruck[aou]",
    "sr": r"\bручак|\bручк[аоу]",  # noqa: RUF001 -- Serbian letters
    "hr": r"\bobjed",
    "ru": r"\bобед|ланч",  # noqa: RUF001 -- Russian letters
    "uk": r"\b(?:обід|обіду|обідом|обіднь|обідня)",
    "pl": r"\bobiad",
    "cs": r"\bobed(?:a|u|em|ova)?\b|\bpoledni\b",
    "nl": r"\bmiddag(?:pauze|maal|eten)",
    "tr": r"\bogle(?:n|ye|yin)?\b",
    "el": r"\bγευμα|\bμεσημεριαν",  # noqa: RUF001 -- Greek letters
    "hu": r"\b(?:munka)?ebed",
    "ro": r"\bpranz(?:ul|uri|ului)?\b",
    "sv": r"lunch",
    "ar": r"\bو?(?:ال|لل)?غداء",
    "he": r"\b(?:ארוחת|הפסקת) ה?צהר",
}
"""Patterns over folded titles; Dutch, Polish and others say lunch, too."""
_AROUND = re.compile(
    r"\b(?:after|before|post|pre|apres|avant|despues|antes|nach|vor|depois|apos|dopo|prima|posle"
    r"|prije|после|до|перед|після|пре|przed|voor|efter|fore|μετα|πριν|dupa|inainte|بعد|قبل"
    r"|אחרי|לפני)(?: (?:the|de|du|del|la|le|il|do|o|dem|το)){0,2} $"
)
"""What stands before the word where the break is another one, after lunch or before it."""
_NO_WORD = re.compile(r"[\W_]+")
_LUNCH = re.compile("|".join(LUNCH.values()))


def is_lunch(title: str) -> bool:
    """Whether a break's title says that it is lunch, and not that it follows or precedes it."""
    folded = fold_words(title)
    return any(not _AROUND.search(folded[: found.start()]) for found in _LUNCH.finditer(folded))


def fold_words(text: str) -> str:
    """The words of a text casefolded, without marks above and below letters, one space between."""
    parted = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(sign for sign in parted if not unicodedata.combining(sign))
    return _NO_WORD.sub(" ", bare).strip()
