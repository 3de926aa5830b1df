import pytest

from shared.domain.place import Location
from shared.outline.place import Place, find_place, read_location
from shared.outline.zones import ZoneFound, country_code, find_zone


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
    assert read_location([" ".join(text.splitlines())], None) == location


def test_without_a_section_the_place_beside_the_date_is_the_location() -> None:
    assert read_location((), Place("Tartu", None, None)) == Location("Tartu", city="Tartu")
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
    assert find_zone("Portugal", "Braga") == ZoneFound(None, ("Europe/Lisbon", "Atlantic/Azores"))


@pytest.mark.parametrize(("country", "city"), [(None, "Belgrade"), ("Atlantis", "Poseidonis")])
def test_without_a_known_country_there_is_no_zone(country: str | None, city: str) -> None:
    assert find_zone(country, city) == ZoneFound(None)


@pytest.mark.parametrize(
    ("text", "city", "country", "code"),
    [
        ("10 April 2017, Belgrade, Serbia", "Belgrade", "Serbia", "RS"),
        ("(BEAM, Kjeller, Norway, 2-5 October 2017)", "Kjeller", "Norway", "NO"),
        ("2584 AA Den Haag, Nederland", "Den Haag", "Nederland", "NL"),
        ("Bonn (Deutschland), 4. Mai", "Bonn", "Deutschland", "DE"),
        ("Tbilisi, Georgia", "Tbilisi", "Georgia", "GE"),
        ("Sarajevo, Bosna i Hercegovina", "Sarajevo", "Bosna i Hercegovina", "BA"),
        ("Praha, Česká republika", "Praha", "Česká republika", "CZ"),
        ("Київ, Україна", "Київ", "Україна", "UA"),
        ("Prishtina – Kosovo", "Prishtina", "Kosovo", "XK"),
    ],
)
def test_a_line_names_a_city_and_its_country(text: str, city: str, country: str, code: str) -> None:
    assert find_place(text) == Place(city, country, code)


@pytest.mark.parametrize(
    "text", ["Georgia", "Michael Jordan", "How to sow beans", "6 May 2026", ""]
)
def test_a_name_of_a_person_is_no_place(text: str) -> None:
    assert find_place(text) is None


@pytest.mark.parametrize(
    ("country", "city", "zone"),
    [("Deutschland", "München", "Europe/Berlin"), ("Kosovo", None, "Europe/Belgrade"),
     ("Palestine", "Ramallah", "Asia/Gaza"), ("Portugal", "Lisboa", "Europe/Lisbon"),
     ("Scotland", "Edinburgh", "Europe/London"), ("Россия", "Москва", "Europe/Moscow"),
     ("USA", "Springfield", None)],
)  # fmt: skip
def test_countries_and_cities_are_known_in_many_languages(
    country: str, city: str | None, zone: str | None
) -> None:
    assert find_zone(country, city).name == zone
