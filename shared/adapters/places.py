"""Where each noun has its place.

Nouns are named, not imported: who reads one noun loads no other.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from shared.adapters.commit import Stored

PLACES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Event": (("id",), ()),
    "Gate": (("event",), ()),
    "LinePlace": (("event",), ("key",)),
    "Tally": (("event",), ("key",)),
    "Registration": (("event",), ("id",)),
    "Identity": (("event", "key"), ()),
    "AddressBinding": (("event", "key"), ("registration",)),
    "ResponseBinding": (("event", "sender", "response_id"), ()),
    "Delegate": (("event", "institution"), ("registration",)),
    "Invitation": (("event",), ("id",)),
    "InvitationBinding": (("event", "key"), ("invitation",)),
    "Receipt": (("event", "sender", "sender_id"), ()),
    "Delivery": (("event",), ("id",)),
    "RejectedAttempts": (("event",), ("sender",)),
    "Message": (("event",), ("key",)),
    "SentMail": (("provider_id",), ()),
    "MailEvent": (("event", "message"), ("id",)),
    "Suppression": (("address",), ()),
    "Change": (("event",), ("at", "id")),
    "JournalEntry": (("event",), ("id",)),
    "ListDefinition": (("event",), ("key",)),
    "ListRun": (("event", "list_key", "number"), ("part",)),
    "DigestSchedule": (("event",), ()),
    "DueItem": (("event", "kind"), ()),
    "Draft": (("event",), ()),
    "Imported": (("event",), ()),
    "Release": (("event",), ("number",)),
    "Pointer": (("event",), ()),
    "Rendition": (("event",), ("revision", "name")),
    "Delta": (("event", "locale"), ("release",)),
    "Edition": (("event",), ("release",)),
    "Revision": (("event",), ("number",)),
    "Listing": ((), ("key",)),
    "Organiser": ((), ("id",)),
    "Grant": (("token_hash",), ()),
    "Allowance": (("event", "scope", "source"), ()),
    "Allotment": ((), ()),
    "Notice": (("event",), ()),
    "Round": (("event",), ("id",)),
    "Erasure": (("event",), ("registration",)),
}
"""For each noun the fields that name its list, and those that name and order it there."""


class Place(NamedTuple):
    """One noun's place: its type, its list, and where it stands in that list."""

    noun: type[Any]
    within: tuple[Any, ...]
    at: tuple[Any, ...]


def place_of(noun: Stored) -> Place:
    """The place of a noun; two nouns of one place are the same item."""
    within, at = PLACES[type(noun).__name__]
    return Place(type(noun), _fields(noun, within), _fields(noun, at))


def _fields(noun: Stored, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(attrgetter(name)(noun) for name in names)
