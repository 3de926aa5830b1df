"""Messages: outbox rows with a life, each move naming the states it may start from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from shared.domain.entry import Entry, Method
from shared.domain.errors import Illegal


class MessageKind(StrEnum):
    """What a mail is for; one file per kind and language under shared/render/mail."""

    CONFIRMATION = "confirmation"
    WAITLISTED = "waitlisted"
    PENDING = "pending"
    APPROVED = "approved"
    DECLINED = "declined"
    PROMOTED = "promoted"
    REFUSED = "refused"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    SUBSTITUTED = "substituted"
    ERASED = "erased"
    LINK = "link"
    DIGEST = "digest"
    ALERT = "alert"
    INVITATION = "invitation"
    FOCAL_POINT = "focal_point"
    NOTICE = "notice"
    REMINDER = "reminder"
    MESSAGE = "message"


COMPOSED = frozenset({MessageKind.DIGEST, MessageKind.ALERT, MessageKind.MESSAGE})
"""Kinds whose words are put together elsewhere: no event has a wording of its own for them."""
WORDED = tuple(kind for kind in MessageKind if kind not in COMPOSED)
"""Kinds that an organiser may say in words of their own."""
SUPPRESSED = "suppressed"
"""Why a message is skipped whose address is never written to."""
OUTDATED = "outdated"
"""Why a message is skipped that would not tell the truth any more."""


class MessageState(StrEnum):
    """Where a message stands."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    RETRY = "retry"
    UNKNOWN = "unknown"
    DEAD = "dead"
    SKIPPED = "skipped"


DOORBELL_GRACE = timedelta(minutes=2)
"""How long the stream may take before the timer looks after a pending message itself."""
LEASE = timedelta(minutes=3)
"""Claim lease > Lambda timeout (60 s) > SES read timeout (20 s)."""
BACKOFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720))
"""Waits before each further try of a transient failure; after the last the message is dead."""


@dataclass(frozen=True)
class Recipient:
    """To whom a message goes that is not about a registration."""

    address: str
    name: str = ""


@dataclass(frozen=True)
class Message:
    """One mail to be. `key` is made of kind, registration and revision: the same key is the
    same message. `due_at` is when the timer must look at it (None: its life is over).
    """

    key: str
    kind: MessageKind
    event: str
    created_at: datetime
    registration: str | None = None
    revision: int = 0
    to: Recipient | None = None
    entry: Entry | None = None
    method: Method | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    state: MessageState = MessageState.PENDING
    due_at: datetime | None = None
    attempts: int = 0
    claim: str | None = None
    provider_id: str | None = None
    settled_at: datetime | None = None
    error: str | None = None
    version: int = 1


@dataclass(frozen=True)
class SentMail:
    """Which message the provider's id stands for."""

    provider_id: str
    event: str
    message: str


PERMANENT = "permanent"
"""How the detail of a bounce begins that means the address takes no mail."""


class News(StrEnum):
    """What the provider tells of a mail. Who opened it or clicked in it is never asked for."""

    SENT = "sent"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    REJECTED = "rejected"
    BOUNCED = "bounced"
    COMPLAINED = "complained"


@dataclass(frozen=True)
class MailEvent:
    """One thing the provider told of a message.

    `id` is made of the provider's own ids, so that the same news told twice is one; `detail` holds
    codes (`permanent, General, 5.1.1`), never an address or a mail server's own words.
    """

    event: str
    message: str
    id: str
    what: News
    at: datetime
    detail: str | None = None

    @property
    def is_permanent(self) -> bool:
        """Whether it is a bounce of an address that takes no mail."""
        return self.what is News.BOUNCED and (self.detail or "").startswith(PERMANENT)


@dataclass(frozen=True)
class Suppression:
    """An address (normalised) that is never written to again, for any event."""

    address: str
    reason: str
    at: datetime


def message_key(kind: MessageKind, owner: str, revision: int | str) -> str:
    """The key of a message; letters, digits and dashes only, as SES message tags ask.

    `owner` is a registration id, or for other mail what `recipient_key` makes of an address.
    """
    return (
        f"{owner}-{revision:06d}-{kind}"
        if isinstance(revision, int)
        else (f"{owner}-{revision}-{kind}")
    )


def recipient_key(address: str) -> str:
    """An owner for messages to an address that has no registration."""
    return "to-" + hashlib.sha256(address.encode()).hexdigest()[:24]


def queue_message(message: Message) -> Message:
    """A message as it is first written: pending, watched by the timer."""
    return replace(message, due_at=message.created_at + DOORBELL_GRACE)


def claim_message(message: Message, claim: str, now: datetime) -> Message:
    """The message taken for sending until the lease ends. Raises Illegal unless it is pending."""
    if message.state is not MessageState.PENDING:
        raise Illegal(message.state, "claim")
    return replace(
        message,
        state=MessageState.SENDING,
        claim=claim,
        due_at=now + LEASE,
        attempts=message.attempts + 1,
        version=message.version + 1,
    )


LIMITED = "limited"
"""Why a message waits for which no send was to be had."""
LIMITED_WAIT = timedelta(minutes=10)
"""How long to wait where the provider itself refuses for a limit (Amazon SES developer guide,
"Errors related to the sending quotas": up to 10 minutes, and then again)."""


def postpone_message(message: Message, due_at: datetime, error: str = LIMITED) -> Message:
    """The message waiting until a send is to be had; it uses up no attempt, however often.

    Raises Illegal unless it is pending or claimed.
    """
    if message.state not in (MessageState.PENDING, MessageState.SENDING):
        raise Illegal(message.state, "postpone")
    return replace(
        message,
        state=MessageState.RETRY,
        claim=None,
        due_at=due_at,
        attempts=message.attempts - (message.state is MessageState.SENDING),
        error=error,
        version=message.version + 1,
    )


def requeue_message(message: Message, now: datetime) -> Message:
    """The message pending again: its wait or its lease is over, or its doorbell was not heard.

    Raises Illegal when its life is over or it is not due yet.
    """
    if message.due_at is None or message.due_at > now:
        raise Illegal(message.state, "requeue")
    return replace(
        message,
        state=MessageState.PENDING,
        claim=None,
        due_at=now + DOORBELL_GRACE,
        version=message.version + 1,
    )


def is_threaded(message: Message) -> bool:
    """Whether the mail stands among those about one registration, where mail programs show them
    together: not what is for somebody else, and no link, which is asked for by itself.
    """
    about = message.registration is not None and message.to is None
    return about and message.kind is not MessageKind.LINK


FORGETFUL = frozenset(
    {
        MessageKind.REFUSED,
        MessageKind.DIGEST,
        MessageKind.ALERT,
        MessageKind.INVITATION,
        MessageKind.FOCAL_POINT,
        MessageKind.ERASED,
    }
)
"""Kinds that name people beside their registration: once settled, they name nobody any more."""
TO_GUESTS = frozenset({MessageKind.REMINDER, MessageKind.MESSAGE})
"""Kinds that go to people who registered, and to others by address."""
COMES_BACK = frozenset({MessageState.RETRY, MessageState.UNKNOWN})


def settle_message(
    message: Message,
    state: MessageState,
    now: datetime,
    *,
    provider_id: str | None = None,
    error: str | None = None,
) -> Message:
    """The result of a claim. Raises Illegal when the message was not claimed.

    `retry` and `unknown` wait as BACKOFF says; after the last wait the message is dead. A FORGETFUL
    one whose life is over keeps neither recipient nor facts.
    """
    if message.state is not MessageState.SENDING:
        raise Illegal(message.state, "settle")
    if state in COMES_BACK and message.attempts > len(BACKOFF):
        state = MessageState.DEAD
    comes_back = state in COMES_BACK
    if _is_forgetful(message) and not comes_back:
        message = replace(message, to=None, facts={})
    return replace(
        message,
        state=state,
        due_at=now + BACKOFF[message.attempts - 1] if comes_back else None,
        claim=None,
        provider_id=provider_id,
        settled_at=now,
        error=error,
        version=message.version + 1,
    )


def _is_forgetful(message: Message) -> bool:
    """What goes to an address and is about no registration names whose it is, whatever its kind."""
    is_to_guest = message.kind in TO_GUESTS and message.to is not None
    return (is_to_guest and message.registration is None) or message.kind in FORGETFUL
