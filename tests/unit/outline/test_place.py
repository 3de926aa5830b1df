import pytest

from shared.domain.place import Location
from shared.outline.dates import read_date
from shared.outline.lines import split_lines
from shared.outline.place import place_of, read_location, texts_beside
from shared.outline.zones import ZoneFound, country_code, find_zone


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("6 May 2026, Tartu, Estonia", ("Tartu", "Estonia")),
        ("Tartu, Estonia, 6 May 2026", ("Tartu", "Estonia")),
        ("(Old Mill, Tartu, Estonia, 6 May 2026)", ("Tartu", "Estonia")),
        ("Tartu, 6 May 2026", ("Tartu", None)),
        ("6 May 2026", None),
        ("Seed Forum, 6 May 2026", None),
        ("6 May 2026 - Room 14", None),
        ("How to sow beans, 6 May 2026", None),
    ],
)
def test_the_place_stands_beside_the_date(text: str, place: tuple[str, str | None] | None) -> None:
    phrase = read_date(text)
    assert phrase is not None
    assert place_of(texts_beside(phrase)) == place


@pytest.mark.parametrize(
    ("text", "location"),
    [
        ("Old Mill, Willow hall.", Location("Old Mill, Willow hall.", "Old Mill", "Willow hall")),
        ("Hall of Bees", Location("Hall of Bees", "Hall of Bees")),
        (
            "Old Mill\n1 Brook Street, Tartu, Estonia",
            Location("Old Mill 1 Brook Street, Tartu, Estonia", "Old Mill 1 Brook Street", None,
                     "Tartu", "Estonia"),
        ),
    ],
)  # fmt: skip
def test_a_location_is_parted_at_its_commas(text: str, location: Location) -> None:
    assert read_location(split_lines(text), None) == location


def test_without_a_section_the_place_beside_the_date_is_the_location() -> None:
    assert read_location((), ("Tartu", None)) == Location("Tartu", city="Tartu")
    assert read_location((), None) is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Serbia", "RS"),
        ("Republic of Moldova", "MD"),
        ("the Netherlands", "NL"),
        ("Bosnia and Herzegovina", "BA"),
        ("United States of America", "US"),
        ("UK", "GB"),
        ("Türkiye", "TR"),
        ("Cote d’Ivoire", "CI"),
        ("Tartu", None),
        ("", None),
    ],
)
def test_countries_are_known_by_their_english_names(name: str, code: str | None) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize(
    ("country", "city", "zone"),
    [
        ("Serbia", "Belgrade", "Europe/Belgrade"),
        ("Serbia", None, "Europe/Belgrade"),
        ("Germany", "Berlin", "Europe/Berlin"),
        ("United States", "New York", "America/New_York"),
        ("Brazil", "São Paulo", "America/Sao_Paulo"),
    ],
)
def test_a_place_tells_its_zone(country: str, city: str | None, zone: str) -> None:
    assert find_zone(country, city).name == zone


def test_a_country_with_several_zones_needs_a_city_that_names_one() -> None:
    assert find_zone("Portugal", "Braga") == ZoneFound(
        None, ("Europe/Lisbon", "Atlantic/Madeira", "Atlantic/Azores")
    )


@pytest.mark.parametrize(("country", "city"), [(None, "Belgrade"), ("Atlantis", "Poseidonis")])
def test_without_a_known_country_there_is_no_zone(country: str | None, city: str) -> None:
    assert find_zone(country, city) == ZoneFound(None)
