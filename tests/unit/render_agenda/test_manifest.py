import json
from typing import Any

import pytest

from functions.agenda.assets import read_asset
from shared.render.agenda.document import agenda_document
from shared.render.agenda.manifest import render_manifest
from tests.builders import a_release, an_event

PNG = b"\x89PNG\r\n\x1a\n"


def a_manifest(locale: str = "en", **changes: Any) -> dict[str, Any]:
    document = agenda_document(an_event(**changes), a_release(), 1, "https://meeting.example.org")
    manifest: dict[str, Any] = json.loads(render_manifest(document, locale))
    return manifest


def test_an_event_is_one_app_in_all_its_languages() -> None:
    english, french = a_manifest("en"), a_manifest("fr")
    assert english["id"] == french["id"] == "/agenda/river-basins"
    assert english["start_url"] == "/agenda/river-basins/agenda.html?lang=en"
    assert french["start_url"] == "/agenda/river-basins/agenda.html?lang=fr"
    assert english["scope"] == french["scope"] == "/agenda/"


def test_an_app_opens_like_one_and_is_called_what_the_event_is_called() -> None:
    manifest = a_manifest()
    assert manifest["display"] == "standalone"
    assert manifest["name"] == "Workshop on shared river basins"
    assert manifest["background_color"] == manifest["theme_color"] == "#fdfcfa"


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"title": "River days", "project": "RIVERS"}, "River days"),
        ({"project": "RIVERS"}, "RIVERS"),
        ({"project": "Rivers without Borders"}, "Agenda"),
        ({"project": None}, "Agenda"),
    ],
)
def test_the_name_under_the_icon_is_short(changes: dict[str, Any], name: str) -> None:
    assert a_manifest(**changes)["short_name"] == name


@pytest.mark.parametrize(
    ("locale", "lang", "direction"),
    [("ar", "ar", "rtl"), ("sr_Latn", "sr-Latn", "ltr"), ("fa", "fa", "auto")],
)
def test_it_is_written_as_its_language_is(locale: str, lang: str, direction: str) -> None:
    manifest = a_manifest(locale)
    assert (manifest["lang"], manifest["dir"]) == (lang, direction)


def test_every_icon_is_there_in_the_size_that_it_says() -> None:
    icons = a_manifest()["icons"]
    assert [(one["sizes"], one["purpose"]) for one in icons] == [
        ("any", "any"),
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    ]
    for icon in icons:
        file = read_asset(icon["src"].removeprefix("/agenda/"))
        assert file.content_type == icon["type"]
        assert len(file.body) < 20_000
        assert icon["sizes"] == _size(file.body)


def _size(body: bytes) -> str:
    """The size in a PNG's first chunk; a drawing has none."""
    if not body.startswith(PNG):
        return "any"
    width, height = (int.from_bytes(body[at : at + 4], "big") for at in (16, 20))
    return f"{width}x{height}"
