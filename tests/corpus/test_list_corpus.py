"""Values that run as formulas elsewhere, and names of every kind: all survive both files."""

from __future__ import annotations

import json
from pathlib import Path

from shared.domain.text import clean_line
from shared.render.lists.csv import is_telephone, write_csv
from shared.render.lists.xlsx import write_xlsx
from tests.builders import NOW
from tests.unit.render_lists.reading import open_sheet, read_csv, read_sheet, read_values

SIGNS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def judge(values: list[str]) -> None:
    """Write the values to both files and read them back."""
    rows = [(value,) for value in values]
    body, book = b"".join(write_csv(["value"], rows)), write_xlsx(["value"], rows, NOW)
    assert read_values(body) == [["value"], *([value] for value in values)]
    assert read_sheet(book) == [["value"], *([value] for value in values)]
    assert {row[0].data_type for row in open_sheet(book).iter_rows()} <= {"s", "inlineStr"}
    written = [row[0] for row in read_csv(body)]
    assert [one for one in written if one.startswith(SIGNS) and not is_telephone(one)] == []


def test_values_made_to_run_as_formulas_run_nowhere(corpus: Path) -> None:
    cells = json.loads((corpus / "data/mail/csv_injection.json").read_text())["cells"]
    assert len(cells) > 10
    judge(cells)


def test_names_of_every_kind_survive(corpus: Path) -> None:
    cases = json.loads((corpus / "data/mail/names.json").read_text())["names"]
    names = [clean_line(case["value"]) for case in cases]
    assert len(names) > 20
    judge([name for name in names if name])
