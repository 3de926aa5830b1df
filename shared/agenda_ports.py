"""Ports of the agenda, which starts with these alone: what the outside reads, pages, the time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:  # nouns stand in annotations alone, so that a port loads none
    from datetime import datetime

    from shared.domain.agenda import Delta, Edition, Listing, Pointer, Rendition

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list; `next` is the key to go on after (None: that was all)."""

    items: Sequence[T]
    next: str | None = None


class AgendaStore(Protocol):
    """What the outside reads of the table, strongly consistent."""

    def pointer(self, event_id: str) -> Pointer | None:
        """The revision that the outside reads."""

    def rendition(self, event_id: str, revision: int, name: str) -> Rendition | None:
        """One representation of one revision."""

    def deltas(self, event_id: str, locale: str, after: int, until: int) -> Iterator[Delta]:
        """What the releases after < number <= until changed, in one language, in order."""

    def edition(self, event_id: str, release: int) -> Edition | None:
        """A release as it was published."""

    def listing_page(self, after: str | None, limit: int) -> Page[Listing]:
        """Public events, the latest first day first; may be a moment behind the truth."""


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """The present UTC instant."""


class Pointers(Protocol):
    """Agenda pointers, kept for five seconds."""

    def known(self, event_id: str) -> Pointer | None:
        """The pointer, perhaps up to five seconds old."""


class AgendaPorts(Protocol):
    """What reading an agenda needs of the ports."""

    @property
    def store(self) -> AgendaStore:
        """What is published."""

    @property
    def pointers(self) -> Pointers:
        """Pointers, kept for a while."""

    @property
    def clock(self) -> Clock:
        """The time."""
