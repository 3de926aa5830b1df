"""Our own outlines again, as the files that people send: nothing may be read otherwise."""

import csv
import re
from io import BytesIO

import docx
import pytest

from shared.outline.parse import parse_outline
from shared.outline.to_json import outline_to_json
from tests.corpus.comparison import GROUPS, groups_of
from tests.corpus.own_corpus import OWN, Reading, gold_of, lay_beside
from tests.unit.outline.file_builders import pdf, sheets, text_at, word_table

LETTER, LINE, TOP, LEFT = 5.5, 16, 800, 40
AS_PARAGRAPHS = ["speaker_label_pairs.txt", "contact_block.txt", "serbian_cyrillic.txt"]
AS_PAGES = ["nested_block.txt", "bodies_with_and_in_their_name.txt", "day_number_only_de.txt"]
AS_CELLS = ["csv_semicolon_french_heads.csv"]


def cases(names: list[str]) -> list[tuple[str, str]]:
    return [(name, group) for name in names for group in groups_of(gold_of(name))]


@pytest.mark.parametrize(("name", "group"), cases(AS_PARAGRAPHS))
def test_paragraphs_of_word_are_read_like_lines(name: str, group: str) -> None:
    document = docx.Document()
    for line in _text(name).splitlines():
        document.add_paragraph(line)
    into = BytesIO()
    document.save(into)
    assert list(GROUPS[group](_read(name, into.getvalue()))) == []


@pytest.mark.parametrize(("name", "group"), cases(AS_PAGES))
def test_a_page_of_a_pdf_is_read_like_lines(name: str, group: str) -> None:
    page = b"".join(
        text_at(LEFT + LETTER * piece.start(), TOP - LINE * at, piece.group(), 10)
        for at, line in enumerate(_text(name).splitlines())
        for piece in re.finditer(r"\S+(?: \S+)*", line.expandtabs(16))
    )
    assert list(GROUPS[group](_read(name, pdf([page])))) == []


@pytest.mark.parametrize(("name", "group"), cases(AS_CELLS))
def test_the_cells_of_a_workbook_are_read_like_a_table_of_text(name: str, group: str) -> None:
    assert list(GROUPS[group](_read(name, sheets({"Programme": _cells(name)})))) == []


@pytest.mark.parametrize(("name", "group"), cases(AS_CELLS))
def test_a_table_of_word_is_read_like_a_table_of_text(name: str, group: str) -> None:
    assert list(GROUPS[group](_read(name, word_table(_cells(name))))) == []


def _text(name: str) -> str:
    return (OWN / name).read_text("utf-8")


def _cells(name: str) -> list[list[str]]:
    return list(csv.reader(_text(name).splitlines(), delimiter=";"))


def _read(name: str, source: bytes) -> Reading:
    return lay_beside(_text(name), gold_of(name), outline_to_json(parse_outline(source)))
