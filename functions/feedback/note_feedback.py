"""Note what the provider heard: the address is never written to again, the organisers are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.domain.address import normalise_address
from shared.domain.desk import Receipt
from shared.domain.errors import AlreadyThere, Invalid, Stale
from shared.domain.journal import Change, ChangeKind
from shared.domain.message import Message, Suppression
from shared.domain.registration import Registration
from shared.domain.writes import Add, NoteFeedback, Put, Write
from shared.ports import Ports

SENDER = "mail-feedback"
"""The sender under which the receipts of the provider's events are kept."""


@dataclass(frozen=True)
class Feedback:
    """Bad news of one mail. `id` is the same in every repeat of it; `reason` is bounced or
    complained; `event` and `message` are what the mail's tags say.
    """

    id: str
    reason: str
    addresses: tuple[str, ...]
    provider_id: str
    event: str | None = None
    message: str | None = None


def note_feedback(ports: Ports, feedback: Feedback) -> None:
    """Suppress the addresses and, once however often it is told, mark the registration.

    Raises StoreUnavailable.
    """
    now = ports.clock.now()
    addresses = frozenset(_normalise(feedback.addresses))
    suppressions = [
        Put(Suppression(address, feedback.reason, now)) for address in sorted(addresses)
    ]
    registration = _concerned(ports, feedback, addresses)
    if registration is not None:
        marks = _marks(ports, feedback, registration, now)
        if _commit(ports, [*marks, *suppressions], now):
            return
    _commit(ports, suppressions, now)


def _normalise(addresses: Sequence[str]) -> Iterator[str]:
    """The addresses as they are compared; what is no address is left out."""
    for text in addresses:
        try:
            yield normalise_address(text)
        except Invalid:
            continue


def _concerned(ports: Ports, feedback: Feedback, addresses: frozenset[str]) -> Registration | None:
    """The registration the mail was about, if it still has the address that failed."""
    message = _find_message(ports, feedback)
    if message is None or message.registration is None:
        return None
    registration = ports.store.registration(message.event, message.registration)
    if registration is None or addresses.isdisjoint(_normalise((registration.email,))):
        return None
    return registration


def _find_message(ports: Ports, feedback: Feedback) -> Message | None:
    """By the provider's id, else by the mail's tags: feedback may come before the settling."""
    sent = ports.store.sent_mail(feedback.provider_id)
    if sent is not None:
        return ports.store.message(sent.event, sent.message)
    if feedback.event is None or feedback.message is None:
        return None
    return ports.store.message(feedback.event, feedback.message)


def _marks(
    ports: Ports, feedback: Feedback, registration: Registration, now: datetime
) -> list[Write]:
    """The receipt that makes it happen once, the mark, and the line in the journal.

    The journal tells when we heard, so that the next digest tells it however late it came.
    """
    event, person = registration.event, registration.id
    undelivered = ChangeKind.UNDELIVERED
    return [
        Add(Receipt(event, SENDER, feedback.id, feedback.reason, person, now)),
        NoteFeedback(event, person, feedback.reason),
        Add(Change(event, ports.ids.new(now), now, undelivered, person, feedback.reason)),
    ]


def _commit(ports: Ports, writes: Sequence[Write], now: datetime) -> bool:
    """Whether the writes are made, now or by an earlier repeat; False: the person is gone."""
    try:
        if writes:
            ports.store.commit(writes, ports.ids.new(now))
    except AlreadyThere:
        return True
    except Stale:
        return False
    return True
