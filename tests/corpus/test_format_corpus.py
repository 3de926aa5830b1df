import re
from pathlib import Path

import pytest

from shared.outline.document import read_document

TWINS = [
    ("adapted_belgrade_meeting", ".docx"),
    ("adapted_belgrade_meeting", ".pdf"),
    ("adapted_belgrade_meeting", ".html"),
    ("adapted_es_jornadas", ".docx"),
    ("adapted_itu_tutorial_compact", ".pdf"),
]


def words(path: Path) -> list[str]:
    """The words of a file in the order of reading, whatever their cells and lines."""
    text = " ".join(row.text for row in read_document(path.read_bytes()).rows)
    return re.findall(r"\w+", text)


@pytest.mark.parametrize(("name", "ending"), TWINS)
def test_a_file_reads_as_its_text_does(corpus: Path, name: str, ending: str) -> None:
    folder = corpus / "data/outlines"
    assert words(folder / "formats" / f"{name}{ending}") == words(folder / f"{name}.txt")
