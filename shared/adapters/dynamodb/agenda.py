"""What the outside reads of the table. Only the agenda's nouns are known here, and no write: the
function that shows agendas loads nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, TypeVar

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.nouns import further_parts, is_whole, join_parts, noun_of
from shared.adapters.dynamodb.session import Session
from shared.agenda_ports import Page
from shared.domain.agenda import Delta, Edition, Listing, Pointer, Rendition
from shared.domain.errors import StoreUnavailable

T = TypeVar("T")
_LOOKS_AT_PARTS = 3


class DynamoAgendaStore:
    """The AgendaStore port on a session; it keeps nothing itself, so threads may share it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def pointer(self, event_id: str) -> Pointer | None:
        """The revision that the outside reads."""
        return self._one(Pointer, event_id)

    def rendition(self, event_id: str, revision: int, name: str) -> Rendition | None:
        """One representation of one revision; a second call only where it fills several items.

        Read until all parts come from one commit: a rendition may be rendered again.
        """
        key = keys.key_of(Rendition, event_id, revision, name)
        for _ in range(_LOOKS_AT_PARTS):
            first = self._session.get(key)
            if first is None:
                return None
            if is_whole(first):
                return noun_of(Rendition, first)
            whole = join_parts(first, list(self._session.get_many(further_parts(first))))
            if whole is not None:
                return whole
        raise StoreUnavailable

    def edition(self, event_id: str, release: int) -> Edition | None:
        """A release as it was published."""
        return self._one(Edition, event_id, at=(release,))

    def listing_page(self, after: str | None, limit: int) -> Page[Listing]:
        """Public events, the latest first day first; may be a moment behind the truth."""
        span = keys.list_of(Listing, after=after, newest=True)
        rows = self._nouns(Listing, span, limit=limit + 1, forward=False, consistent=False)
        return page_of(rows, limit, lambda one: one.key)

    def deltas(self, event_id: str, locale: str, after: int, until: int) -> Iterator[Delta]:
        """What the releases after < number <= until changed, in one language, in order."""
        span = keys.deltas_between(event_id, locale, after, until)
        return iter(()) if span is None else self._nouns(Delta, span)

    def _one(self, kind: type[T], *within: str, at: tuple[Any, ...] = ()) -> T | None:
        item = self._session.get(keys.key_of(kind, *within, *at))
        return None if item is None else noun_of(kind, item)

    def _nouns(self, kind: type[T], span: keys.Range, **how: Any) -> Iterator[T]:
        return (noun_of(kind, item) for item in self._session.query(span, **how))


def page_of(rows: Iterator[T], limit: int, key: Callable[[T], str]) -> Page[T]:
    """The next `limit` rows; one more is looked at, to know whether that was all."""
    items = list(islice(rows, limit + 1))
    if len(items) <= limit:
        return Page(items)
    return Page(items[:limit], key(items[limit - 1]))
