"""What a warm function keeps: events for a minute, pointers for five seconds, one attachment."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:  # who keeps pointers loads no event
    from shared.agenda_ports import AgendaStore, Clock
    from shared.domain.agenda import Pointer
    from shared.domain.attachment import Attachment, AttachmentNote
    from shared.domain.event import Event
    from shared.mail_ports import Attachments
    from shared.ports import Store

T = TypeVar("T")
EVENT_LIFE = timedelta(seconds=60)
POINTER_LIFE = timedelta(seconds=5)
MOST_KEPT = 500


class TimedCache(Generic[T]):
    """Values by key until they are `life` old by the clock; at most `most`, the oldest go."""

    def __init__(self, clock: Clock, life: timedelta, most: int = MOST_KEPT) -> None:
        self._clock = clock
        self._life = life
        self._most = most
        self._lock = Lock()
        self._kept: dict[str, tuple[datetime, T]] = {}

    def get(self, key: str) -> T | None:
        """The value, unless it is too old or was never there."""
        with self._lock:
            kept = self._kept.get(key)
        if kept is None or self._clock.now() - kept[0] >= self._life:
            return None
        return kept[1]

    def put(self, key: str, value: T) -> None:
        """Keep a value from now on."""
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = (self._clock.now(), value)
            if len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]

    def forget(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._kept.clear()


class EventCache:
    """Events, kept for a minute; the gate's condition tells when one was too old."""

    def __init__(self, store: Store, clock: Clock, most: int = MOST_KEPT) -> None:
        self._store = store
        self._cache: TimedCache[Event] = TimedCache(clock, EVENT_LIFE, most)

    def known(self, event_id: str) -> Event:
        """The event, perhaps up to a minute old. Raises Missing."""
        return self._cache.get(event_id) or self.fresh(event_id)

    def fresh(self, event_id: str) -> Event:
        """The event as it is now. Raises Missing."""
        event = self._store.event(event_id)
        self._cache.put(event_id, event)
        return event

    def forget(self) -> None:
        """Read every event afresh when it is asked for next."""
        self._cache.forget()


class PointerCache:
    """Agenda pointers, kept for five seconds; that there is none is never kept."""

    def __init__(self, store: AgendaStore, clock: Clock, most: int = MOST_KEPT) -> None:
        self._store = store
        self._cache: TimedCache[Pointer] = TimedCache(clock, POINTER_LIFE, most)

    def known(self, event_id: str) -> Pointer | None:
        """The pointer, perhaps up to five seconds old."""
        kept = self._cache.get(event_id)
        if kept is not None:
            return kept
        pointer = self._store.pointer(event_id)
        if pointer is not None:
            self._cache.put(event_id, pointer)
        return pointer

    def forget(self) -> None:
        """Read every pointer afresh when it is asked for next."""
        self._cache.forget()


class LastAttachment:
    """Attachments of which the last that was fetched is kept: a file's id follows from its bytes,
    and a round of mails asks for one file as often as there are people.
    """

    def __init__(self, attachments: Attachments) -> None:
        self._attachments = attachments
        self._lock = Lock()
        self._kept: tuple[str, Attachment] | None = None

    def keep(self, event_id: str, attachment: Attachment) -> None:
        """Keep a file, there or not. Raises Refused, StoreUnavailable."""
        self._attachments.keep(event_id, attachment)

    def look_up(self, event_id: str, attachment_id: str) -> AttachmentNote | None:
        """What is known of a file. Raises StoreUnavailable."""
        return self._attachments.look_up(event_id, attachment_id)

    def fetch(self, event_id: str, attachment_id: str) -> Attachment | None:
        """A file with its bytes; that there is none is never kept. Raises StoreUnavailable."""
        with self._lock:
            kept = self._kept
        if kept is not None and kept[0] == event_id and kept[1].id == attachment_id:
            return kept[1]
        found = self._attachments.fetch(event_id, attachment_id)
        if found is not None:
            with self._lock:
                self._kept = (event_id, found)
        return found
