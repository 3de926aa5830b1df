import pytest

from shared.outline.files.plain import read_plain
from shared.outline.institutions import invited_bodies, is_body, part_bodies


@pytest.mark.parametrize("text", ["Guild Bank", "LSK", "ISPs", "C-GARD", "Ministry of Bees"])
def test_bodies_are_known_by_a_noun_or_an_acronym(text: str) -> None:
    assert is_body(text) is True


@pytest.mark.parametrize(
    "text", ["Kai Lepp", "5 minutes each", "by video", "tbc", "TBC", "Part III", "the bank", ""]
)
def test_other_words_are_no_bodies(text: str) -> None:
    assert is_body(text) is False


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Guild Bank", ("Guild Bank",)),
        ("Guild Bank and Lake Agency", ("Guild Bank", "Lake Agency")),
        ("the Guild Bank, the LSK and Lake Agency", ("Guild Bank", "LSK", "Lake Agency")),
        ("Seed Unit, Ministry of Bees and Trees", ("Seed Unit, Ministry of Bees and Trees",)),
        ("Ministry of Bees, Guild Bank", ("Ministry of Bees", "Guild Bank")),
        ("Seed Unit, Weed Unit", ("Seed Unit", "Weed Unit")),
        ("Lake Office; Garden Office", ("Lake Office", "Garden Office")),
        ("Kai Lepp, Guild Bank", ("Kai Lepp, Guild Bank",)),
    ],
)
def test_lists_are_parted_where_both_sides_are_bodies(text: str, bodies: tuple[str, ...]) -> None:
    assert part_bodies(text) == bodies


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Representatives of Guild Bank and LSK.", ("Guild Bank", "LSK")),
        ("Guild Bank, Lake Agency. About forty people come.", ("Guild Bank", "Lake Agency")),
        ("- Guild Bank;\n- the Sowers", ("Guild Bank", "Sowers")),
        ("Members of the Guild Bank, the LSK and the Guild Bank", ("Guild Bank", "LSK")),
        ("Forty people from banks will come, and the LSK pays.", ()),
        ("Staff of the LSK, and the firms \u2013 Guild Bank.", ("LSK", "Guild Bank")),
        ("Staff of the LSK, the firms \u2013 Guild Bank and ISPs.", ("LSK", "Guild Bank", "ISPs")),
        ("The Guild Bank sends its gardener.", ()),
    ],
)  # fmt: skip
def test_invited_bodies_come_from_lists_only(text: str, bodies: tuple[str, ...]) -> None:
    assert invited_bodies(read_plain(text)) == bodies
