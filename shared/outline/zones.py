"""Time zones of a place: countries by their names in all languages, cities by tzdata and CLDR."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from zoneinfo import ZoneInfo

from shared.outline.folding import fold
from shared.outline.wordbook import read_words

# Kosovo keeps the time of Belgrade; zone.tab, which goes by ISO 3166, has no line for it.
_WITHOUT_LINE = {"XK": ("Europe/Belgrade",)}
_COMPARED = tuple(datetime(2026, month, 15, 12) for month in range(1, 13))


@dataclass(frozen=True)
class ZoneFound:
    """The zone of a place; `choices` are the country's zones where the place does not decide."""

    name: str | None
    choices: tuple[str, ...] = ()


def country_code(name: str) -> str | None:
    """The ISO 3166 alpha-2 code (`XK` for Kosovo) of a country's name in any language read."""
    plain = _plain(name)
    known = _countries()
    if plain in known:
        return known[plain]
    rest = (plain.removeprefix(prefix) for prefix in _prefixes() if plain.startswith(prefix))
    return next((known[one] for one in rest if one in known), None)


def is_also_a_name(country: str) -> bool:
    """Whether a country is called like a person, a state or a thing: it counts beside a city."""
    return _plain(country) in set(read_words("places")["names"])


def is_zone_city(name: str) -> bool:
    """Whether a zone is named after this city, in any language."""
    return _plain(name) in _cities()


def find_zone(country: str | None, city: str | None) -> ZoneFound:
    """The zone of a country that has one, or the country's zone that is named after the city.

    Zones of a country that show the same time all year are one: the first of zone.tab.
    """
    code = country_code(country) if country else None
    zones = zones_of(code) if code else ()
    if city and (named := _cities().get(_plain(city), frozenset()).intersection(_all_zones(code))):
        return ZoneFound(min(named)) if len(named) == 1 else ZoneFound(None, zones)
    return ZoneFound(zones[0]) if len(zones) == 1 else ZoneFound(None, zones)


@cache
def zones_of(code: str) -> tuple[str, ...]:
    """The zones of a country that differ from one another, the most populous first."""
    kept: dict[tuple[object, ...], str] = {}
    for zone in _all_zones(code):
        kept.setdefault(_offsets(zone), zone)
    return tuple(kept.values())


@cache
def _offsets(zone: str) -> tuple[object, ...]:
    place = ZoneInfo(zone)
    return tuple(at.replace(tzinfo=place).utcoffset() for at in _COMPARED)


def _plain(name: str) -> str:
    return " ".join(fold(name).replace("&", " and ").split()).strip(" .,;:")


@cache
def _prefixes() -> tuple[str, ...]:
    told = read_words("places")["prefixes"]
    return tuple(f"{one}" if one.endswith("'") else f"{fold(one)} " for one in told)


@cache
def _countries() -> MappingProxyType[str, str]:
    """Plain name -> code."""
    found: dict[str, str] = {}
    for code, names in read_words("territories")["countries"].items():
        for name in names.split("|"):
            found[name] = code
            found[name.replace("&", "and")] = code
    for row in _rows("iso3166.tab"):
        found.setdefault(_plain(row[1]), row[0])
    for code, names in read_words("places")["aliases"].items():
        found |= {_plain(name): code for name in names}
    return MappingProxyType(found)


@cache
def _cities() -> MappingProxyType[str, frozenset[str]]:
    """Plain name of a city -> its zones."""
    found: dict[str, set[str]] = {}
    for zone in {zone for zones in _zones().values() for zone in zones}:
        found.setdefault(_plain(zone.rpartition("/")[2].replace("_", " ")), set()).add(zone)
    for zone, names in read_words("territories")["cities"].items():
        for name in names.split("|"):
            found.setdefault(name, set()).add(zone)
    return MappingProxyType({name: frozenset(zones) for name, zones in found.items()})


def _all_zones(code: str | None) -> tuple[str, ...]:
    return _zones().get(code or "", ())


@cache
def _zones() -> MappingProxyType[str, tuple[str, ...]]:
    """Code -> zones (zone.tab: code, coordinates, zone, comment)."""
    found: dict[str, tuple[str, ...]] = dict(_WITHOUT_LINE)
    for row in _rows("zone.tab"):
        found[row[0]] = (*found.get(row[0], ()), row[2])
    return MappingProxyType(found)


def _rows(table: str) -> list[list[str]]:
    text = files("tzdata.zoneinfo").joinpath(table).read_text("utf-8")
    return [row.split("\t") for row in text.splitlines() if row and not row.startswith("#")]
