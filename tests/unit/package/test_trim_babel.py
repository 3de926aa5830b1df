"""Of babel's data enough comes along to write dates, and little else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import babel
from babel.dates import format_date, get_datetime_format

from infra.package.trim_babel import cut_global, trim_babel

INSTALLED = Path(babel.__file__).parent
LANGUAGES = ("de", "en", "es", "fr", "sr_Latn")
DAY = date(2027, 4, 13)
SAY_DAY = """
from datetime import date
from babel.dates import format_date, get_datetime_format

for one in ("de", "en", "es", "fr", "sr_Latn"):
    print(format_date(date(2027, 4, 13), "full", locale=one), get_datetime_format("medium", one))
"""


def test_dates_read_as_before(tmp_path: Path) -> None:
    cut = tmp_path / "babel"
    shutil.copytree(INSTALLED, cut, ignore=shutil.ignore_patterns("locale-data", "__pycache__"))
    (cut / "locale-data").mkdir()
    for name in ("root", *LANGUAGES):
        shutil.copyfile(INSTALLED / f"locale-data/{name}.dat", cut / f"locale-data/{name}.dat")
    before = sum(path.stat().st_size for path in cut.rglob("*.dat"))
    trim_babel(cut, LANGUAGES)
    assert sum(path.stat().st_size for path in cut.rglob("*.dat")) < before / 20
    said = subprocess.run(
        [sys.executable, "-S", "-c", SAY_DAY],
        env={"PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert said.stdout.splitlines() == [
        f"{format_date(DAY, 'full', locale=one)} {get_datetime_format('medium', one)}"
        for one in LANGUAGES
    ]


def test_what_is_not_of_dates_is_there_and_empty() -> None:
    known = {
        "language_aliases": {"eng": "en"},
        "likely_subtags": {"en": "en_Latn_US", "sr": "sr_Cyrl_RS", "tr": "tr_Latn_TR"},
        "territory_zones": {"SI": ["Europe/Ljubljana"]},
        "all_currencies": {"EUR": ()},
    }
    assert cut_global(known, ["en", "sr_Latn"]) == {
        "language_aliases": {"eng": "en"},
        "likely_subtags": {"en": "en_Latn_US", "sr": "sr_Cyrl_RS"},
        "territory_zones": {},
        "all_currencies": {},
    }


def test_where_there_is_no_babel_nothing_is_cut(tmp_path: Path) -> None:
    trim_babel(tmp_path / "babel", ["en"])
    assert list(tmp_path.iterdir()) == []
