"""Note what the provider heard: the message's timeline, and what follows from bad news.

An address that takes no mail, or wants none, is never written to again, and organisers are told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.domain.address import normalise_address
from shared.domain.errors import AlreadyThere, Invalid, Stale
from shared.domain.journal import Change, ChangeKind
from shared.domain.message import MailEvent, Message, News, Suppression
from shared.domain.registration import Registration
from shared.domain.writes import Add, NoteFeedback, Put, Write
from shared.ports import Ports

GRAVITY = ("rejected", "bounced", "complained")
"""Bad news, the worse the later: what is worse is not forgotten for what is less bad."""
SUPPRESSING = frozenset({"bounced", "complained"})


@dataclass(frozen=True)
class Feedback:
    """One event of one mail. `id` is the same in every repeat of it; `at` is None where the
    provider does not say when; `reason` is bounced, complained or rejected if it is bad news for
    good; `event` and `message` are what the mail's tags say.
    """

    id: str
    what: News
    addresses: tuple[str, ...]
    provider_id: str
    at: datetime | None = None
    detail: str | None = None
    reason: str | None = None
    event: str | None = None
    message: str | None = None


def note_feedback(ports: Ports, feedback: Feedback) -> None:
    """Keep the event with its message and, once however often it is told, what follows from it.

    News of a mail that we do not know still suppresses its address. Raises StoreUnavailable.
    """
    now = ports.clock.now()
    addresses = frozenset(_normalise(feedback.addresses))
    message = _find_message(ports, feedback)
    suppressions = list(_suppress(ports, feedback, addresses, now))
    if message is None:
        _commit(ports, suppressions, now)
        return
    kept = Add(_to_event(feedback, message, now))
    marks = _marks(ports, feedback, _concerned(ports, message, addresses), now)
    if not _commit(ports, [kept, *marks, *suppressions], now):
        _commit(ports, [kept, *suppressions], now)


def _normalise(addresses: Sequence[str]) -> Iterator[str]:
    """The addresses as they are compared; what is no address is left out."""
    for text in addresses:
        try:
            yield normalise_address(text)
        except Invalid:
            continue


def _suppress(
    ports: Ports, feedback: Feedback, addresses: frozenset[str], now: datetime
) -> Iterator[Put]:
    """The addresses suppressed; one that is already, for as good a reason, stays as it is."""
    reason = feedback.reason
    if reason is None or reason not in SUPPRESSING:
        return
    for address in sorted(addresses):
        there = ports.store.suppression(address)
        if there is None or _is_worse(reason, there.reason):
            yield Put(Suppression(address, reason, now))


def _is_worse(reason: str, than: str | None) -> bool:
    return than not in GRAVITY or GRAVITY.index(reason) > GRAVITY.index(than)


def _find_message(ports: Ports, feedback: Feedback) -> Message | None:
    """By the provider's id, else by the mail's tags: feedback may come before the settling."""
    sent = ports.store.sent_mail(feedback.provider_id)
    if sent is not None:
        return ports.store.message(sent.event, sent.message)
    if feedback.event is None or feedback.message is None:
        return None
    return ports.store.message(feedback.event, feedback.message)


def _to_event(feedback: Feedback, message: Message, now: datetime) -> MailEvent:
    """The event under a digest of its id, which is text from outside."""
    name = hashlib.sha256(feedback.id.encode(errors="replace")).hexdigest()[:32]
    at = feedback.at or now
    return MailEvent(message.event, message.key, name, feedback.what, at, feedback.detail)


def _concerned(ports: Ports, message: Message, addresses: frozenset[str]) -> Registration | None:
    """The registration the mail was about, if it still has the address that failed."""
    if message.registration is None:
        return None
    registration = ports.store.registration(message.event, message.registration)
    if registration is None or addresses.isdisjoint(_normalise((registration.email,))):
        return None
    return registration


def _marks(
    ports: Ports, feedback: Feedback, registration: Registration | None, now: datetime
) -> list[Write]:
    """The mark, and the line in the journal; nothing but of bad news.

    The journal tells when we heard, so that the next digest tells it however late it came. A mark
    that stays is written anew, so that a mailer that is just sending learns of it.
    """
    reason = feedback.reason
    if registration is None or reason is None:
        return []
    event, person = registration.event, registration.id
    told = Change(event, ports.ids.new(now), now, ChangeKind.UNDELIVERED, person, reason)
    mark = reason if _is_worse(reason, registration.feedback) else str(registration.feedback)
    return [NoteFeedback(event, person, mark), Add(told)]


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
