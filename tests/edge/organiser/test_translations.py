"""An agenda said in other languages, by the organiser."""

from __future__ import annotations

from typing import Any

from tests.edge.calling import Called
from tests.edge.organiser.conftest import Desk, errors_of

EVENT = "/events/river-basins"
FRENCH = {"title": "Ouverture", "room": "Salle bleue", "items": ["Mot d'accueil"]}


def put_draft(desk: Desk, sessions: list[dict[str, Any]]) -> Called:
    """Save the sessions over the draft as it is."""
    tag = desk.ask("GET", f"{EVENT}/draft").headers["etag"]
    return desk.ask("PUT", f"{EVENT}/draft", {"sessions": sessions}, {"If-Match": tag})


def sessions_of(desk: Desk) -> list[dict[str, Any]]:
    """The draft's sessions."""
    found: list[dict[str, Any]] = desk.ask("GET", f"{EVENT}/draft").json()["sessions"]
    return found


def test_a_session_says_what_it_is_in_other_languages(desk: Desk) -> None:
    first, *others = sessions_of(desk)
    translations = {"fr": FRENCH, "sr-Latn": {"title": "Otvaranje"}}
    saved = put_draft(desk, [{**first, "translations": translations}, *others])
    assert saved.status == 200
    assert sessions_of(desk) == [{**first, "translations": translations}, *others]


def test_sessions_without_translations_do_not_speak_of_them(desk: Desk) -> None:
    assert [one for one in sessions_of(desk) if "translations" in one] == []


def test_what_is_empty_is_not_translated(desk: Desk) -> None:
    first, *others = sessions_of(desk)
    put_draft(desk, [{**first, "translations": {"fr": {"title": "", "items": []}}}, *others])
    assert sessions_of(desk)[0]["translations"] == {"fr": {}}


def test_a_language_has_one_spelling_however_it_is_written(desk: Desk) -> None:
    first, *others = sessions_of(desk)
    put_draft(desk, [{**first, "translations": {"FR": FRENCH, "SR-latn-rs": {}}}, *others])
    assert list(sessions_of(desk)[0]["translations"]) == ["fr", "sr-Latn-RS"]
    patched = desk.ask("PATCH", EVENT, {"locale": "pt-br", "translations": {"DE": {"title": "B"}}})
    settings = patched.json()["settings"]
    assert (settings["locale"], settings["translations"]) == ("pt-BR", {"de": {"title": "B"}})


def test_a_language_has_a_name_and_a_translation_known_fields(desk: Desk) -> None:
    first, *others = sessions_of(desk)
    slips = {"french!": FRENCH, "fr": {"speakers": []}}
    answer = put_draft(desk, [{**first, "translations": slips}, *others])
    assert sorted(errors_of(answer)) == [
        "sessions[0].translations.fr.speakers",
        "sessions[0].translations.french!",
    ]


def test_an_event_is_called_so_in_other_languages(desk: Desk) -> None:
    told = {"fr": {"title": "Bassins", "location": {"city": "Genève"}}}
    patched = desk.ask("PATCH", EVENT, {"translations": told})
    place = dict.fromkeys(("text", "venue", "room", "city", "country")) | {"city": "Genève"}
    shown = {"fr": {"title": "Bassins", "location": place}}
    assert patched.json()["settings"]["translations"] == shown
    assert desk.ask("GET", EVENT).json()["settings"]["translations"] == shown


def test_null_takes_a_language_away(desk: Desk) -> None:
    desk.ask("PATCH", EVENT, {"translations": {"fr": {"title": "Bassins"}, "es": {"title": "C"}}})
    patched = desk.ask("PATCH", EVENT, {"translations": {"fr": None}})
    assert patched.json()["settings"]["translations"] == {"es": {"title": "C"}}


def test_twenty_languages_are_enough(desk: Desk) -> None:
    told = {f"x{chr(97 + n)}": {"title": "T"} for n in range(21)}
    assert errors_of(desk.ask("PATCH", EVENT, {"translations": told})) == ["translations"]


def test_a_language_more_than_the_draft_has_room_for_is_refused_before_it_is_too_late(
    desk: Desk,
) -> None:
    first = sessions_of(desk)[0]
    many = [{**first, "id": None, "description": "x" * 19_000}] * 100
    assert put_draft(desk, many).status == 200
    told = {name: {"title": "Basins"} for name in ("fr", "de", "es")}
    assert errors_of(desk.ask("PATCH", EVENT, {"translations": told})) == ["translations"]
    assert desk.ask("PATCH", EVENT, {"translations": {"fr": told["fr"]}}).status == 200
    assert desk.ask("PATCH", EVENT, {"title": "Another"}).status == 200


def test_every_language_has_room_for_as_much_as_the_first(desk: Desk) -> None:
    first = sessions_of(desk)[0]
    many = [{**first, "id": None, "translations": {"fr": FRENCH, "de": {}}}] * 2500
    assert put_draft(desk, many).status == 200
