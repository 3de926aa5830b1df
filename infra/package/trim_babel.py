"""Of babel's data, what writing a date in the languages of the mails takes."""

from __future__ import annotations

import pickle
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

PROTOCOL = 4
OF_DATES = frozenset({"date_formats", "datetime_formats", "days", "months"})
"""What a locale says of dates, and all that is asked of it here."""
ALIASES = frozenset(
    {
        "language_aliases",
        "parent_exceptions",
        "script_aliases",
        "territory_aliases",
        "variant_aliases",
    }
)
"""What babel needs of its data about all locales, to find one; beside the tags that are likely."""


def trim_babel(babel: Path, languages: Collection[str]) -> None:
    """Cut babel's data down to dates in these languages; nothing where babel is not packaged.

    Languages are spelled as babel does: `de`, `sr_Latn`.
    """
    if not babel.is_dir():
        return
    for path in sorted((babel / "locale-data").glob("*.dat")):
        _rewrite(path, {name: one for name, one in _read(path).items() if name in OF_DATES})
    everything = _read(babel / "global.dat")
    _rewrite(babel / "global.dat", cut_global(everything, languages))


def cut_global(known: Mapping[str, Any], languages: Collection[str]) -> dict[str, Any]:
    """babel's data about all locales: its parts are all there, but most of them empty."""
    kept = {name: one if name in ALIASES else type(one)() for name, one in known.items()}
    likely = known["likely_subtags"].items()
    names = {language.split("_")[0] for language in languages}
    kept["likely_subtags"] = {tag: one for tag, one in likely if tag.split("_")[0] in names}
    return kept


def _read(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = pickle.loads(path.read_bytes())  # noqa: S301 -- out of the pinned wheel
    return read


def _rewrite(path: Path, value: dict[str, Any]) -> None:
    path.write_bytes(pickle.dumps(value, PROTOCOL))
