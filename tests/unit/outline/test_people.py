import pytest

from shared.domain.place import Contact
from shared.outline.lines import split_lines
from shared.outline.people import presenters_in, read_contact
from shared.outline.programme import PrintedSpeaker


@pytest.mark.parametrize(
    ("text", "lead", "speakers"),
    [
        ("Talk (Lake LSK)", "Talk", (PrintedSpeaker("Lake LSK", organisation=True),)),
        ("Talk (LSK)", "Talk", (PrintedSpeaker("LSK", organisation=True),)),
        ("Case study (Ms Ana Roe)", "Case study", (PrintedSpeaker("Ana Roe"),)),
        ("Talk (Ana LIND, LSK).", "Talk", (PrintedSpeaker("Ana LIND", "LSK"),)),
        (
            "Panel discussion (Lake Agency (LAG))",
            "Panel discussion",
            (PrintedSpeaker("Lake Agency (LAG)", organisation=True),),
        ),
    ],
)
def test_brackets_after_a_format_name_the_presenters(
    text: str, lead: str, speakers: tuple[PrintedSpeaker, ...]
) -> None:
    assert presenters_in(text) == (lead, speakers)


@pytest.mark.parametrize(
    "text",
    [
        "Presentations (5 minutes each)",
        "Presentation (tbc)",
        "Discussion (Part II)",
        "Panel (Main Stage)",
        "Panel (Dr Ana Roe and Dr Kai Lepp)",
        "Panel (Dr Ana Roe, Dr Kai Lepp)",
        "Panel (Guild Bank, Dr Kai Lepp)",
        "Panel (Guild Bank; maybe others)",
        "Talk ()",
        "Talk )",
        "Seeds of the north (Guild Bank)",
        "(Guild Bank)",
        "Talk",
        "",
    ],
)
def test_brackets_that_may_hold_something_else_name_nobody(text: str) -> None:
    assert presenters_in(text) == (text, ())


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Ana Maria ROE Officer Lake Agency", Contact("Ana Maria ROE", "Officer", "Lake Agency")),
        (
            "Dr Ana Roe, Senior Adviser, Lake Agency\nTel. +372 555 0100 | e-mail: ana@example.org",
            Contact("Ana Roe", "Senior Adviser", "Lake Agency", "ana@example.org", "+372 555 0100"),
        ),
        ("Ana Roe\nGuild Bank", Contact("Ana Roe", None, "Guild Bank")),
        ("Ana Roe Project Manager Guild Bank", Contact("Ana Roe", "Project Manager", "Guild Bank")),
        ("Seed desk\n<desk@example.org>", Contact(None, None, "Seed desk", "desk@example.org")),
        ("Write to:\nE-mail: desk@example.org", Contact(email="desk@example.org")),
    ],
)
def test_a_contact_is_parted_into_what_it_names(text: str, contact: Contact) -> None:
    assert read_contact(split_lines(text)) == contact


@pytest.mark.parametrize("text", ["", "Please write to:", "@"])
def test_a_section_that_names_nobody_gives_no_contact(text: str) -> None:
    assert read_contact(split_lines(text)) is None
