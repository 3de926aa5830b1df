"""Time zones of a place, from the country and zone tables that tzdata ships."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

# iso3166.tab has one short English name a country; these are the other common ones.
_ALIASES = {
    "czechia": "CZ",
    "great britain": "GB",
    "ivory coast": "CI",
    "korea": "KR",
    "macedonia": "MK",
    "turkiye": "TR",
    "uae": "AE",
    "uk": "GB",
    "united kingdom": "GB",
    "usa": "US",
}
_PREFIXES = ("the ", "republic of ", "kingdom of ", "principality of ")
_SUFFIXES = (" of america",)


@dataclass(frozen=True)
class ZoneFound:
    """The zone of a place; `choices` are the country's zones where the place does not decide."""

    name: str | None
    choices: tuple[str, ...] = ()


def country_code(name: str) -> str | None:
    """The ISO 3166 alpha-2 code of a country's English name; None for any other word."""
    folded = _fold(name)
    for prefix in _PREFIXES:
        folded = folded.removeprefix(prefix)
    for suffix in _SUFFIXES:
        folded = folded.removesuffix(suffix)
    return _countries().get(folded)


def find_zone(country: str | None, city: str | None) -> ZoneFound:
    """The zone of a country that has one, or the country's zone that is named after the city."""
    code = country_code(country) if country else None
    zones = _zones().get(code, ()) if code else ()
    if len(zones) == 1:
        return ZoneFound(zones[0])
    named = [zone for zone in zones if city and _fold(_city_of(zone)) == _fold(city)]
    return ZoneFound(named[0]) if len(named) == 1 else ZoneFound(None, zones)


def _city_of(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(plain.replace("&", " and ").replace(".", "").split())


@cache
def _countries() -> MappingProxyType[str, str]:
    """Folded country name -> code (iso3166.tab: code, tab, name)."""
    named = {_fold(row[1]): row[0] for row in _rows("iso3166.tab")}
    return MappingProxyType(named | _ALIASES)


@cache
def _zones() -> MappingProxyType[str, tuple[str, ...]]:
    """Code -> zones (zone.tab: code, coordinates, zone, comment)."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows("zone.tab"):
        found[row[0]] = (*found.get(row[0], ()), row[2])
    return MappingProxyType(found)


def _rows(table: str) -> list[list[str]]:
    text = files("tzdata.zoneinfo").joinpath(table).read_text("utf-8")
    return [row.split("\t") for row in text.splitlines() if row and not row.startswith("#")]
