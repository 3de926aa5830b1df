import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.place import Contact
from shared.domain.session import Role
from shared.outline.contact import read_contact
from shared.outline.files.plain import read_plain
from shared.outline.people import is_people_line, presenters_in, read_people
from shared.outline.programme import PrintedSpeaker
from shared.outline.talks import split_talk
from shared.outline.vocabulary import vocabulary
from shared.outline.wordbook import read_words


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
    assert read_contact(read_plain(text)) == contact


@pytest.mark.parametrize("text", ["", "Please write to:", "@"])
def test_a_section_that_names_nobody_gives_no_contact(text: str) -> None:
    assert read_contact(read_plain(text)) is None


_CHAIR, _MODERATOR, _PANELLIST = Role.CHAIR, Role.MODERATOR, Role.PANELLIST


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Mr Karl LIND, Head of Unit, LSK", [("Karl LIND", "Head of Unit, LSK")]),
        (
            "Ms Ana LIND and Ms Eva ROE, Seed Unit, LSK",
            [("Ana LIND", "Seed Unit, LSK"), ("Eva ROE", "Seed Unit, LSK")],
        ),
        ("Ana Roe (Lake Bank), Karl Lepp (LSK)", [("Ana Roe", "Lake Bank"), ("Karl Lepp", "LSK")]),
        ("Ana Roe, Guild Bank; Karl Lepp, LSK", [("Ana Roe", "Guild Bank"), ("Karl Lepp", "LSK")]),
        ("Estonia, Ana Roe, Karl Lepp", [("Ana Roe", "Estonia"), ("Karl Lepp", "Estonia")]),
        ("Keynote talk by Ana Roe, Guild Bank.", [("Ana Roe", "Guild Bank")]),
        ("the Mayor of Oats, Ana Roe", [("Ana Roe", "Mayor of Oats")]),
        ("Dr Ana Roe, Dr Karl Lepp", [("Ana Roe", None), ("Karl Lepp", None)]),
        ("Dr. Çiçek Lind", [("Çiçek Lind", None)]),
        ("Prof. Иван Линд, директор", [("Иван Линд", "директор")]),
    ],
)
def test_a_line_of_people_gives_them_with_where_they_are_from(
    text: str, people: list[tuple[str, str | None]]
) -> None:
    read = read_people(text)
    assert [(one.name, one.affiliation) for one in read.people] == people
    assert is_people_line(text) is True


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ana Roe, Chair", _CHAIR),
        ("Ana Roe (moderator)", _MODERATOR),
        ("Moderator: Roe, LSK", _MODERATOR),
        ("Panellists: Ana Roe", _PANELLIST),
    ],
)
def test_a_printed_role_counts(text: str, role: Role) -> None:
    assert [one.role for one in read_people(text).people] == [role]


@pytest.mark.parametrize(
    "text",
    [
        "Open discussion", "All", "2 representatives (to be selected)", "Speakers: tba", "Q&A",
        "4 intervenants", "Contributors", "LSK representative", "Renewable Energy, Guild Bank",
        "Speakers to be confirmed", "Digital State",
    ],
)  # fmt: skip
def test_nobody_is_made_up(text: str) -> None:
    assert read_people(text).people == ()


@pytest.mark.parametrize(
    ("text", "title", "names"),
    [
        ("Ana Roe: Oats for all (45min)", "Oats for all", ["Ana Roe"]),
        ("Oats (Presenters: Ana Roe and Karl Lepp)", "Oats", ["Ana Roe", "Karl Lepp"]),
        ("Oats: Ana Roe (Director, LSK)", "Oats", ["Ana Roe"]),
        ("Oats by Ana Roe, Director", "Oats", ["Ana Roe"]),
        ("Closure of the day Ana Roe, Chair", "Closure of the day", ["Ana Roe"]),
        ("Meeting with Mr Karl Lepp, Mayor", "Meeting with Mr Karl Lepp, Mayor", ["Karl Lepp"]),
        ("Coffee (hosted by Ana Roe)", "Coffee (hosted by Ana Roe)", []),
        ("Estonia, Ana Roe \u2014 Digital State", "Digital State", ["Ana Roe"]),
        ("Oats - Discussant: Ana Roe", "Oats", ["Ana Roe"]),
    ],
)
def test_a_talk_is_parted_into_title_and_people(text: str, title: str, names: list[str]) -> None:
    talk = split_talk(text)
    assert (talk.title, [one.name for one in talk.people]) == (title, names)


_WORDS = [
    word.strip().title()
    for languages in (read_words("people")["programme"], read_words("people")["body"])
    for told in languages.values()
    for word in told.split(",")
    if "*" not in word and "given" not in vocabulary("people").classes(word)
]


@given(st.lists(st.sampled_from(_WORDS), max_size=6))
def test_the_words_of_programmes_alone_are_nobody(words: list[str]) -> None:
    assert read_people(" ".join(words)).people == ()


@given(st.text(alphabet=st.sampled_from("Aa Bé,;:().-\u2013\u201e\u201c&\n3ДдאبΩ"), max_size=80))
def test_any_line_can_be_read(text: str) -> None:
    assert len(split_talk(text).title) <= len(text)
    assert len(read_people(text).rest) <= len(text) + 1
