"""An agenda in the languages that its organiser gave it: `?lang=xx`."""

from __future__ import annotations

import gzip
from dataclasses import replace
from typing import Any

import pytest

from shared.domain.event import Event, EventTranslation
from shared.domain.institution import Institution
from shared.domain.place import Location
from shared.domain.session import SessionTranslation
from tests.builders import a_speaker, some_sessions
from tests.edge.agenda.published import JSON, PATH, Readers, published

OPENING, WATER, COFFEE, CLOSING = some_sessions()
NAMES = (
    *("agenda.json", "agenda.html", "agenda.txt", "agenda.ics", "schedule.xml", "schedule.json"),
    *("changes.atom", "manifest.webmanifest", "sessions/opening", "sessions/opening.ics", "now"),
)
FRENCH = SessionTranslation(
    "fr", "Ouverture", "Mot de bienvenue.", "Salle bleue", "Eaux", ("Accueil", "Programme")
)
SORREL = Institution(
    "sorrel", "Lake Authority of Sorrel", ("LAS",), {"fr": "Autorité du lac Sorrel"}
)


def speak(event: Event) -> Event:
    """French for the event, its place and an institution; Serbian for its name."""
    french = EventTranslation("fr", "Atelier des fleuves", None, Location(city="Tiflis"), "Fond.")
    serbian = EventTranslation("sr-Latn", "Radionica")
    return replace(event, translations=(french, serbian), institutions=(SORREL,))


def spoken() -> Readers:
    opening = replace(OPENING, translations=(FRENCH,))
    return published(speak, (opening, WATER, COFFEE, CLOSING))


def session_in(readers: Readers, lang: str, session: str = "opening") -> Any:
    return readers.get(f"{PATH}/sessions/{session}?lang={lang}").json()


def test_sessions_and_the_event_are_told_in_the_language() -> None:
    answer = spoken().get(f"{JSON}?lang=fr").json()
    event, opening = answer["event"], answer["sessions"][0]
    assert (event["title"], event["location"]["city"]) == ("Atelier des fleuves", "Tiflis")
    assert event["location"]["venue"] is None
    assert {name: opening[name] for name in ("title", "description", "room", "track", "items")} == {
        "title": "Ouverture",
        "description": "Mot de bienvenue.",
        "room": "Salle bleue",
        "track": "Eaux",
        "items": ["Accueil", "Programme"],
    }
    assert opening["url"].endswith(f"{PATH}/agenda.html?lang=fr#opening")
    assert answer["complete"] is True


def test_what_is_not_translated_stays_as_it_was_written() -> None:
    readers = spoken()
    answer = readers.get(f"{JSON}?lang=sr-Latn").json()
    assert answer["event"]["title"] == "Radionica"
    assert answer["event"]["project"] == "Rivers without Borders"
    assert answer["sessions"][0]["title"] == "Opening of the workshop"
    assert session_in(readers, "fr", "coffee")["title"] == "Coffee"


def test_institutions_have_the_names_that_they_have_there() -> None:
    readers = spoken()
    names = {lang: session_in(readers, lang)["speakers"][0]["affiliation"] for lang in ("fr", "en")}
    assert names == {"fr": "Autorité du lac Sorrel", "en": "Lake Authority of Sorrel"}


def test_an_institution_that_speaks_under_another_spelling_is_named_too() -> None:
    body = a_speaker(id="sp-las", name="L.A.S.", affiliation=None, organisation=True)
    person = a_speaker(id="sp-las-2", name="LAS", affiliation="las")
    spelled = Institution("sorrel", "Lake Authority of Sorrel", ("L.A.S.", "LAS"), SORREL.names)
    readers = published(
        lambda event: replace(speak(event), institutions=(spelled,)),
        (replace(OPENING, speakers=(body, person)),),
    )
    told = [(one["name"], one["affiliation"]) for one in session_in(readers, "fr")["speakers"]]
    assert told == [
        ("Autorité du lac Sorrel", None),
        ("LAS", "Autorité du lac Sorrel"),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_representation_says_its_language_and_speaks_it(name: str) -> None:
    readers = spoken()
    bodies = {}
    for lang in ("en", "fr", "sr-Latn"):
        answer = readers.get(f"{PATH}/{name}?lang={lang}")
        assert (answer.status, answer.headers["content-language"]) == (200, lang)
        bodies[lang] = answer.body
    own = readers.get(f"{PATH}/{name}")
    assert (own.headers["content-language"], own.body) == ("en", bodies["en"])
    if name != "now":
        assert bodies["fr"] != bodies["en"]
        title = "Ouverture" if "session" in name else "Atelier des fleuves"
        assert title in bodies["fr"].decode().replace("\r\n ", "")


@pytest.mark.parametrize("name", [one for one in NAMES if one != "now"])
@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_every_language_has_its_own_tag(name: str, coding: str) -> None:
    readers = spoken()
    langs = ("en", "fr", "sr-Latn")
    paths = {lang: f"{PATH}/{name}?lang={lang}" for lang in langs}
    tags = {
        lang: readers.get(paths[lang], accept_encoding=coding).headers["etag"] for lang in langs
    }
    assert len(set(tags.values())) == 3
    for lang, tag in tags.items():
        assert [
            other
            for other in langs
            if readers.get(paths[other], accept_encoding=coding, if_none_match=tag).status == 304
        ] == [lang]


@pytest.mark.parametrize("spelled", ["sr-latn", "SR-LATN", "sr_Latn"])
def test_case_and_hyphen_of_a_language_do_not_matter(spelled: str) -> None:
    readers = spoken()
    plain, other = (readers.get(f"{JSON}?lang={one}") for one in ("sr-Latn", spelled))
    assert (plain.headers, plain.body) == (other.headers, other.body)


@pytest.mark.parametrize("name", [one for one in NAMES if one != "agenda.html"])
@pytest.mark.parametrize("lang", ["de", "sr", "", "fr-CA", "fr;en", "x" * 300])
def test_a_language_that_the_agenda_does_not_have_is_refused(name: str, lang: str) -> None:
    answer = spoken().get(f"{PATH}/{name}?lang={lang.replace(';', '%3B')}", if_none_match="*")
    assert answer.status == 400
    assert answer.json()["errors"] == [
        {"path": "lang", "message": "The agenda is not there in this language."}
    ]


@pytest.mark.parametrize("query", ["lang=de", "lang=", "lang=fr;x", "lang=fr&lang=de"])
def test_the_page_speaks_its_own_language_when_it_does_not_have_the_one_wanted(query: str) -> None:
    readers = spoken()
    answer = readers.get(f"{PATH}/agenda.html?{query}")
    assert answer.headers["content-language"] == "en"
    assert answer.body == readers.get(f"{PATH}/agenda.html").body


def test_filters_look_at_what_is_said_in_the_language() -> None:
    readers = spoken()
    for query, lang, found in (
        ("q=ouverture", "fr", ["opening"]),
        ("q=ouverture", "en", []),
        ("room=salle+bleue", "fr", ["opening"]),
        ("institution=autorit%C3%A9+du+lac+sorrel", "fr", ["opening", "water-sharing"]),
        ("institution=autorit%C3%A9+du+lac+sorrel", "en", []),
    ):
        answer = readers.get(f"{JSON}?{query}&lang={lang}")
        assert [one["id"] for one in answer.json()["sessions"]] == found
        assert answer.headers["content-language"] == lang


def test_changes_are_told_in_the_language() -> None:
    readers = spoken()
    french = SessionTranslation("fr", "Pause")
    readers.publish((OPENING, WATER, replace(COFFEE, translations=(french,)), CLOSING))
    for lang, titles in (("fr", ["Opening of the workshop", "Pause"]), ("en", [])):
        told = readers.get(f"{JSON}?since=1&lang={lang}").json()
        assert [one["title"] for one in told["sessions"]] == titles


def test_a_language_that_comes_later_is_told_whole_or_by_its_changes() -> None:
    readers = published()
    assert readers.get(f"{JSON}?lang=fr").status == 400
    readers.revise(translations=(EventTranslation("fr", "Atelier"),))
    answer = readers.get(f"{JSON}?lang=fr")
    assert (answer.status, answer.json()["event"]["title"]) == (200, "Atelier")
    readers.revise(translations=())
    assert readers.get(f"{JSON}?lang=fr").status == 400
    assert readers.get(f"{JSON}?release=2&lang=fr").json()["event"]["title"] == "Atelier"
    readers.revise(translations=(EventTranslation("fr", "Atelier"),))
    assert readers.get(f"{JSON}?since=2&lang=fr").json()["complete"] is True


def test_another_language_of_the_event_s_own_shows_at_once() -> None:
    readers = spoken()
    readers.revise(locale="fr")
    answer = readers.get()
    assert answer.headers["content-language"] == "fr"
    assert readers.get(f"{JSON}?lang=en").status == 400


def test_the_content_location_names_the_language_unless_it_is_the_agenda_s_own() -> None:
    readers = spoken()
    for query, location in (
        ("?lang=FR", f"{PATH}/agenda.json?lang=fr"),
        ("?lang=en", JSON),
        ("?q=Pause&lang=fr", f"{JSON}?q=pause&lang=fr"),
    ):
        assert readers.get(f"{PATH}{query}").headers["content-location"] == location
    page = readers.get(f"{PATH}?lang=fr&x=1", accept="text/html")
    assert page.headers["content-location"] == f"{PATH}/agenda.html?lang=fr"


def test_gzip_holds_the_same_in_every_language() -> None:
    readers = spoken()
    for lang in ("en", "fr"):
        plain = readers.get(f"{JSON}?lang={lang}")
        coded = readers.get(f"{JSON}?lang={lang}", accept_encoding="gzip")
        assert gzip.decompress(coded.body) == plain.body
