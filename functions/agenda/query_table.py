"""Every query parameter of the agenda: where it is known and what it means.

The page takes its language only: whatever else stands in its address is ignored.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

FILTERED = ("json", "txt", "ics")
FEEDS = ("schedule.xml", "schedule.json", "changes.atom", "manifest.webmanifest")


@dataclass(frozen=True)
class Parameter:
    """One parameter, the representations that know it, and its meaning in a sentence."""

    name: str
    on: tuple[str, ...]
    meaning: str


PARAMETERS: tuple[Parameter, ...] = (
    Parameter("day", FILTERED, "Sessions of one day: its number, counted from 1, or its date."),
    Parameter("room", FILTERED, "Sessions in the room of this name; case does not matter."),
    Parameter("track", FILTERED, "Sessions of the track of this name; case does not matter."),
    Parameter(
        "kind",
        FILTERED,
        "Sessions of one kind: registration, opening, session, break, closing or other.",
    ),
    Parameter(
        "institution",
        FILTERED,
        "Sessions with a speaker who is, or comes from, the institution of this name as printed.",
    ),
    Parameter("q", FILTERED, "Sessions with this text in title, speaker's name or affiliation."),
    Parameter(
        "since",
        ("json",),
        "Only what changed after the release of this number; not together with a filter.",
    ),
    Parameter(
        "release",
        FILTERED,
        "The release of this number as it was published, instead of the latest; not with since.",
    ),
    Parameter(
        "lang",
        (*FILTERED, *FEEDS, "html", "session", "now"),
        "The language wanted; one that the agenda does not have is refused.",
    ),
    Parameter("cursor", ("list",), "Where to go on: the `next` of the page before."),
    Parameter("limit", ("list",), "How many at most, 1 to 500."),
    Parameter("at", ("now",), "The instant to look at instead of now: ISO 8601 with an offset."),
)


@cache
def known_on(representation: str) -> frozenset[str]:
    """The names of the parameters that a representation knows."""
    return frozenset(one.name for one in PARAMETERS if representation in one.on)
