"""Fakes of the ports: a clock that stands still until told, ids that count, mail in a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from infra.local.attachments import LocalAttachments
from infra.local.letters import LocalLetters
from shared.adapters.memory import MemoryStore
from shared.domain.agenda import Draft, Pointer
from shared.domain.allotment import SendLimits
from shared.domain.due import DigestSchedule
from shared.domain.event import Event
from shared.domain.gate import Gate
from shared.domain.session import Session
from shared.domain.writes import Add
from shared.mail_ports import OutgoingMail
from shared.ports import Ports, Store
from tests.builders import NOW, an_event, an_id, some_sessions
from tests.mail_checks import check_mail


class FakeClock:
    """A clock moved by hand, and by whoever waits."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def wait_until(self, at: datetime) -> None:
        self.at = max(self.at, at)

    def advance(self, **how: float) -> None:
        self.at += timedelta(**how)


class CountingIds:
    """Ids in the order in which they were asked for."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def new(self, now: datetime) -> str:
        return an_id(next(self._numbers), now)

    def secret(self) -> str:
        return f"secret-{next(self._numbers):036d}"


@dataclass
class FakeMail:
    """A provider that takes every well-formed mail and keeps it."""

    sent: list[OutgoingMail] = field(default_factory=list)
    allowed: SendLimits | None = None

    def send(self, mail: OutgoingMail) -> str:
        check_mail(mail.to, mail.raw)
        self.sent.append(mail)
        return f"provider-{len(self.sent)}"

    def message_id(self, provider_id: str) -> str:
        return f"<{provider_id}@mail.example.org>"

    def limits(self) -> SendLimits | None:
        return self.allowed


class FreshEvents:
    """Events that are never kept: every answer is the store's."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def known(self, event_id: str) -> Event:
        return self._store.event(event_id)

    def fresh(self, event_id: str) -> Event:
        return self._store.event(event_id)


class FreshPointers:
    """Pointers that are never kept."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def known(self, event_id: str) -> Pointer | None:
        return self._store.pointer(event_id)


def some_ports(store: Store | None = None, clock: FakeClock | None = None) -> Ports:
    """Ports over a store in RAM unless another is given."""
    store, clock = store or MemoryStore(), clock or FakeClock()
    return Ports(
        store=store,
        events=FreshEvents(store),
        pointers=FreshPointers(store),
        clock=clock,
        ids=CountingIds(),
        mail=FakeMail(),
        public_url="https://meeting.example.org",
        sender_identity="desk@example.org",
        calendar_host="meeting.example.org",
        letters=LocalLetters("https://letters.example.org", clock),
        attachments=LocalAttachments(),
    )


def put_event(
    ports: Ports,
    change: Callable[[Event], Event] = lambda event: event,
    sessions: tuple[Session, ...] | None = None,
) -> Event:
    """An event in the store with its gate, draft and digest schedule."""
    event = change(an_event())
    ports.store.commit(
        [
            Add(event),
            Add(Gate(event.id, event.capacity, event.settings_version)),
            Add(Draft(event.id, some_sessions() if sessions is None else sessions)),
            Add(DigestSchedule(event.id, None, event.created_at)),
        ],
        f"put-{event.id}",
    )
    return event
