"""Write what CLDR knows for the outline reader: months, weekdays and countries in its languages.

    python -m infra.package.outline_words [--check]

The files stand in shared/outline/words, folded as texts are where they are compared. With
`--check` nothing is written; exit 1 names the files that differ.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel import Locale, localedata

from infra.package.imports import ROOT
from shared.outline.folding import fold

WORDS = ROOT / "shared" / "outline" / "words"
LANGUAGES = {
    "en": ("en", "en_GB", "en_CA"), "fr": ("fr", "fr_CA"), "es": ("es", "es_MX"),
    "pt": ("pt", "pt_PT"), "it": ("it",), "de": ("de", "de_AT"), "nl": ("nl",), "pl": ("pl",),
    "cs": ("cs",), "ro": ("ro",), "sr": ("sr_Cyrl", "sr_Latn", "sr_Latn_ME", "bs_Latn"),
    "hr": ("hr",), "tr": ("tr",), "ru": ("ru",), "uk": ("uk",), "el": ("el",), "hu": ("hu",),
    "sv": ("sv",), "he": ("he",), "ar": ("ar", "ar_LB", "ar_DZ", "ar_MA"),
}  # fmt: skip
"""The languages that outlines are read in, and the locales that tell their words."""
NEIGHBOURS = ("bg", "bs_Cyrl", "ca", "da", "fi", "mk", "nb", "sk", "sl", "sq")
"""Of these only the names in full are known: short ones are words of other languages."""
GENITIVE = {"sr": (("bar", "bra"), ("бар", "бра"), ("", "a"), ("", "а"))}  # noqa: RUF001 -- Cyrillic
"""How a month's last letters change in a date where CLDR has the nominative only."""
ACCUSATIVE = {
    "pl": (("a", "e"),), "cs": (("a", "u"), ("e", "i")), "sr": (("a", "u"), ("а", "у")),  # noqa: RUF001 -- Cyrillic
    "hr": (("a", "u"),), "sk": (("a", "u"),), "ru": (("а", "у"), ("я", "ю")),  # noqa: RUF001 -- Cyrillic
    "uk": (("а", "у"), ("я", "ю")),  # noqa: RUF001 -- Cyrillic
    "hu": (("fo", "fon"), ("kedd", "kedden"), ("da", "dan"), ("ok", "okon"), ("ek", "eken"),
           ("at", "aton")),
}  # fmt: skip
"""How a weekday's last letters change in `on Wednesday`."""
SHORTEST = 2
NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
_DIRECTIONS = {"wide": "", "abbreviated": "short_"}


def write_calendar() -> str:
    """Months from January and weekdays from Monday, in every form of each language."""
    read = {language: _calendar(language, names) for language, names in LANGUAGES.items()}
    for name in NEIGHBOURS:
        full = _calendar(name[:2], (name,))
        kept = {key: forms for key, forms in full.items() if not key.startswith("short_")}
        read[name] = kept
    return _compact(read)


def write_territories() -> str:
    """The codes of all countries by their names in every language: `{code: names}`."""
    names: dict[str, set[str]] = {}
    for locale in _locales():
        for code, name in locale.territories.items():
            if len(code) == SHORTEST and code.isalpha() and code not in NO_COUNTRIES:
                names.setdefault(code, set()).update(_plain_names(name))
    told = {code: "|".join(sorted(one)) for code, one in sorted(names.items())}
    return _compact({"countries": told, "cities": _cities()})


def files() -> dict[Path, str]:
    """Each generated file and what it has to hold."""
    return {
        WORDS / "calendar.json": write_calendar(),
        WORDS / "territories.json": write_territories(),
    }


def _calendar(language: str, names: Iterable[str]) -> dict[str, list[str]]:
    locales = [_load(name) for name in names]
    found: dict[str, list[str]] = {}
    for width, prefix in _DIRECTIONS.items():
        months = [_forms(locales, "months", width, number) for number in range(1, 13)]
        days = [_forms(locales, "days", width, number) for number in range(7)]
        bent = (GENITIVE.get(language), ACCUSATIVE.get(language)) if width == "wide" else ((), ())
        found[f"{prefix}months"] = [_line(_bend(one, bent[0])) for one in months]
        found[f"{prefix}weekdays"] = [_line(_bend(one, bent[1])) for one in days]
    return found


def _forms(locales: Iterable[Locale], of: str, width: str, number: int) -> set[str]:
    told = (getattr(one, of)[form][width] for one in locales for form in ("format", "stand-alone"))
    forms = {fold(names[number]).strip(" .") for names in told}
    if width != "wide":
        forms |= {one.removesuffix("-feira") for one in forms}
    return {one for one in forms if len(one) >= SHORTEST}


def _bend(forms: set[str], endings: Iterable[tuple[str, str]] | None) -> set[str]:
    return forms.union(*(_endings(one, endings or ()) for one in forms))


def _endings(form: str, endings: Iterable[tuple[str, str]]) -> Iterator[str]:
    for old, new in endings:
        if form.endswith(old) and form.isascii() == new.isascii():
            yield form.removesuffix(old) + new
            return


def _line(forms: set[str]) -> str:
    return "|".join(sorted(forms))


def _locales() -> Iterator[Locale]:
    for names in LANGUAGES.values():
        yield from map(_load, names)


def _load(name: str) -> Locale:
    """A locale as it is on disk: what Babel keeps of one otherwise gets into the next."""
    localedata._cache.clear()
    return Locale.parse(name)


def _plain_names(name: str) -> set[str]:
    """`Myanmar (Burma)` and `Côte d'Ivoire` as they may be printed."""
    outside, _, inside = name.partition("(")
    parts = {outside, inside.rstrip(") ")} if inside else {name}
    return {" ".join(fold(part).split()) for part in parts if part.strip()}


def _cities() -> dict[str, str]:
    """The name in every language of the city of each zone, where CLDR has one."""
    names: dict[str, set[str]] = {}
    for locale in _locales():
        for zone, told in locale.time_zones.items():
            if "city" in told:
                names.setdefault(zone, set()).add(fold(told["city"]))
    return {zone: "|".join(sorted(one)) for zone, one in sorted(names.items())}


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def main(arguments: list[str]) -> int:
    """Write the files, or tell which differ. The status for the shell: 1 if any does."""
    stale = [
        path
        for path, text in files().items()
        if not path.is_file() or path.read_text("utf-8") != text
    ]
    for path in stale:
        if arguments == ["--check"]:
            print(f"{path.relative_to(ROOT)} is not what CLDR says")
        else:
            path.write_text(files()[path], "utf-8")
    return 1 if stale and arguments == ["--check"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
