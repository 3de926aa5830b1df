"""Send one message: load, claim, render, hand to the provider, settle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from functions.mailer.judge_message import (
    is_asked,
    why_skip,
    why_skip_guest,
    why_skip_reminder,
)
from functions.mailer.load_programme import load_programme
from shared.domain.address import normalise_address
from shared.domain.errors import MailFailed, Missing, Stale
from shared.domain.event import Event
from shared.domain.invitation import Invitation
from shared.domain.journal import Change, ChangeKind
from shared.domain.message import (
    BACKOFF,
    SUPPRESSED,
    Message,
    MessageKind,
    MessageState,
    SentMail,
    claim_message,
    settle_message,
)
from shared.domain.registration import MailNote, Registration
from shared.domain.writes import Add, NoteMail, Put, Replace, Write
from shared.mail_ports import OutgoingMail
from shared.ports import Ports
from shared.render.mail.message import recipient_of, render_message

OUTCOMES = {
    "transient": MessageState.RETRY,
    "unknown": MessageState.UNKNOWN,
    "permanent": MessageState.DEAD,
}
MOST_CLAIMS = len(BACKOFF) + 1
"""A message claimed more often kills its sender each time: the lease alone brought it back."""


@dataclass(frozen=True)
class Fate:
    """What became of an attempt."""

    state: MessageState
    provider_id: str | None = None
    error: str | None = None


def send_message(ports: Ports, event_id: str, key: str) -> MessageState | None:
    """Send a message if it is pending; the state it ends in, None when somebody else has it.

    Raises StoreUnavailable when a claim or a result could not be recorded: the lease then ends,
    and the timer brings the message back.
    """
    claimed = _claim(ports, event_id, key)
    if claimed is None:
        return None
    registration = _registration(ports, claimed)
    fate = _attempt(ports, claimed, registration)
    return _settle(ports, claimed, registration, fate)


def _claim(ports: Ports, event_id: str, key: str) -> Message | None:
    message = ports.store.message(event_id, key)
    if message is None or message.state is not MessageState.PENDING:
        return None
    now = ports.clock.now()
    claim = ports.ids.new(now)
    claimed = claim_message(message, claim, now)
    try:
        ports.store.commit([Replace(claimed)], claim)
    except Stale:
        return None
    return claimed


def _registration(ports: Ports, message: Message) -> Registration | None:
    if message.registration is None:
        return None
    return ports.store.registration(message.event, message.registration)


def _attempt(ports: Ports, message: Message, registration: Registration | None) -> Fate:
    """Try to send a claimed message; nothing is written here."""
    if message.attempts > MOST_CLAIMS:
        return Fate(MessageState.DEAD, error="attempts")
    try:
        event = ports.events.fresh(message.event)
    except Missing:
        return Fate(MessageState.SKIPPED, error="event")
    reason = why_skip(message, event, registration)
    reason = reason or why_skip_guest(message, event, _invitation(ports, message))
    reason = reason or why_skip_reminder(message, event, ports.clock.now())
    if reason is not None:
        return Fate(MessageState.SKIPPED, error=reason)
    to = recipient_of(message, registration)
    if to is None:
        return Fate(MessageState.DEAD, error="address")
    if ports.store.suppression(normalise_address(to.address)) is not None:
        return Fate(MessageState.SKIPPED, error=SUPPRESSED)
    return _send(ports, _render(ports, message, event, registration))


def _invitation(ports: Ports, message: Message) -> Invitation | None:
    if not is_asked(message):
        return None
    return ports.store.invitation(message.event, message.facts["invitation"])


def _render(
    ports: Ports, message: Message, event: Event, registration: Registration | None
) -> OutgoingMail:
    mail = render_message(
        message,
        event,
        registration,
        _position(ports, message, registration),
        ports.clock.now(),
        ports.public_url,
        ports.sender_identity,
        load_programme(ports, message),
    )
    return OutgoingMail(mail.source, mail.to, mail.raw, mail.tags)


def _position(ports: Ports, message: Message, registration: Registration | None) -> int | None:
    """Where in the line somebody stands who is told so, counted from 1."""
    if message.kind is not MessageKind.WAITLISTED or registration is None:
        return None
    for number, place in enumerate(ports.store.line(message.event), 1):
        if place.registration == registration.id:
            return number
    return None


def _send(ports: Ports, mail: OutgoingMail) -> Fate:
    try:
        return Fate(MessageState.SENT, provider_id=ports.mail.send(mail))
    except MailFailed as failed:
        return Fate(OUTCOMES[failed.outcome], error=failed.code)


def _settle(
    ports: Ports, claimed: Message, registration: Registration | None, fate: Fate
) -> MessageState | None:
    """Record what became of it; None when the lease had run out and somebody else has it."""
    now = ports.clock.now()
    settled = settle_message(
        claimed, fate.state, now, provider_id=fate.provider_id, error=fate.error
    )
    writes = [Replace(settled), *_record(ports, settled, now)]
    note = _note(settled, registration, now)
    try:
        _commit_with_note(ports, writes, note, now)
    except Stale:
        return None
    return settled.state


def _commit_with_note(
    ports: Ports, writes: Sequence[Write], note: Sequence[Write], now: datetime
) -> None:
    """Commit, without the note when a later message was written meanwhile. Raises Stale."""
    try:
        ports.store.commit([*writes, *note], ports.ids.new(now))
    except Stale as stale:
        if stale.what != Registration.__name__:
            raise
        ports.store.commit(writes, ports.ids.new(now))


def _record(ports: Ports, settled: Message, now: datetime) -> list[Write]:
    """What the provider's events and the digest need to know of the result."""
    if settled.provider_id is not None:
        return [Put(SentMail(settled.provider_id, settled.event, settled.key))]
    lost = settled.state is MessageState.DEAD or settled.error == SUPPRESSED
    if not lost or settled.registration is None:
        return []
    change = Change(
        settled.event,
        ports.ids.new(now),
        now,
        ChangeKind.UNDELIVERED,
        settled.registration,
        settled.error,
    )
    return [Add(change)]


def _note(settled: Message, registration: Registration | None, now: datetime) -> list[Write]:
    """The note on the registration; none when a later message was written already.

    Who was marked and can be sent mail again was taken off the suppressed: the mark goes.
    """
    if registration is None or registration.mail is None or registration.mail.key != settled.key:
        return []
    note = MailNote(settled.key, settled.kind, settled.state, now)
    lifted = settled.state is MessageState.SENT and registration.feedback is not None
    return [NoteMail(settled.event, registration.id, note, lifted)]
