"""Papers: participants, signatures and plates, in the order of precedence."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn

from shared.domain.precedence import parties
from shared.domain.registration import Registration
from shared.render.lists.paper import (
    full_name,
    participants_document,
    plates_document,
    signature_document,
    size_pt,
)
from tests.builders import NOW, a_registration, an_event, an_id
from tests.unit.render_lists.reading import read_paper

EVENT = an_event()
PEOPLE = [
    a_registration(),
    a_registration(id=an_id(2), name="Odo Lind", institution=None, answers={"honorific": "Dr"}),
    a_registration(
        id=an_id(3), name="Ada <b>&\x0b\ufffe", institution_id="sorrel", answers={"post": "=1+1"}
    ),
]
PARTIES = parties(EVENT, PEOPLE)
PRINTERS = [participants_document, signature_document, plates_document]


def test_participants_stand_by_institution_with_their_posts() -> None:
    paragraphs, tables = read_paper(participants_document(EVENT, PARTIES, NOW))
    assert paragraphs == [
        "Workshop on shared river basins",
        "Tbilisi, Georgia, 15 March 2027",
        "Participants",
        "As of 2027-03-01 13:00",
        "Lake Authority of Sorrel",
        "Ada <b>&, =1+1",
        "Delta Institute",
        "Meret Aalders, Hydrologist",
        "Without institution",
        "Dr Odo Lind",
        "Participants: 3",
    ]
    assert tables == []


def test_everybody_has_a_line_to_sign_on() -> None:
    _, rows = read_paper(signature_document(EVENT, PARTIES, NOW))
    assert rows == [
        ["No.", "Name", "Institution", "Signature"],
        ["1", "Ada <b>&", "Lake Authority of Sorrel", ""],
        ["2", "Meret Aalders", "Delta Institute", ""],
        ["3", "Dr Odo Lind", "", ""],
    ]


def test_the_head_of_the_sheet_stands_on_every_page_and_no_row_is_torn() -> None:
    body = signature_document(EVENT, PARTIES, NOW)
    rows = docx.Document(io.BytesIO(body)).tables[0].rows
    marks = [[one.tag for one in row._tr.trPr if one.tag != qn("w:trHeight")] for row in rows]
    torn, head = qn("w:cantSplit"), qn("w:tblHeader")
    assert marks == [[torn, head], [torn], [torn], [torn]]


def test_everybody_has_a_plate_two_to_a_page() -> None:
    body = plates_document(EVENT, PARTIES, NOW)
    _, rows = read_paper(body)
    document = docx.Document(io.BytesIO(body))
    section, heights = document.sections[0], [row.height for row in document.tables[0].rows]
    assert rows == [
        ["Ada <b>&\nLake Authority of Sorrel"],
        ["Meret Aalders\nDelta Institute"],
        ["Dr Odo Lind"],
    ]
    assert section.page_height is not None
    assert section.page_width is not None
    assert section.page_width > section.page_height
    assert all(height and 2 * height < section.page_height for height in heights)


@pytest.mark.parametrize("printer", PRINTERS)
def test_a_paper_without_anybody_can_be_printed(printer: object) -> None:
    _, rows = read_paper(printer(EVENT, (), NOW))  # type: ignore[operator]
    assert [row for row in rows if row[0] != "No."] == []


@pytest.mark.parametrize("printer", PRINTERS)
def test_the_same_people_give_the_same_bytes(printer: object) -> None:
    once, again = (printer(EVENT, PARTIES, NOW) for _ in range(2))  # type: ignore[operator]
    assert once == again


@pytest.mark.parametrize(
    ("person", "name"),
    [
        (a_registration(answers={}), "Meret Aalders"),
        (a_registration(answers={"honorific": "Dr"}), "Dr Meret Aalders"),
        (a_registration(name="Dr Meret Aalders", answers={"honorific": "Dr"}), "Dr Meret Aalders"),
        (a_registration(name="", answers={}), "meret.aalders@example.org"),
    ],
)
def test_an_honorific_stands_before_a_name_once(person: Registration, name: str) -> None:
    assert full_name(person) == name


def test_longer_names_are_written_smaller() -> None:
    sizes = [size_pt("x" * length) for length in (1, 16, 17, 24, 36, 64, 65, 256)]
    assert sizes == [60, 60, 44, 44, 32, 22, 14, 14]
