"""Send one message: claim, judge, render, hand to the provider, settle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from functions.mailer.judge_message import (
    is_asked,
    why_skip,
    why_skip_guest,
    why_skip_reminder,
)
from functions.mailer.load_programme import load_programme
from functions.mailer.load_writing import load_writing
from shared.domain.address import normalise_address
from shared.domain.errors import MailFailed, Missing, Stale
from shared.domain.event import Event
from shared.domain.invitation import Invitation
from shared.domain.journal import Change, ChangeKind
from shared.domain.message import (
    BACKOFF,
    LIMITED,
    LIMITED_WAIT,
    SUPPRESSED,
    Message,
    MessageKind,
    MessageState,
    SentMail,
    claim_message,
    is_threaded,
    postpone_message,
    settle_message,
)
from shared.domain.registration import MailNote, Registration
from shared.domain.writes import Add, NoteMail, Put, Replace, Write
from shared.mail_ports import OutgoingMail
from shared.ports import Ports
from shared.render.mail.message import recipient_of, render_message
from shared.verbs.calling_off import is_calling_off

OUTCOMES = {
    "transient": MessageState.RETRY,
    LIMITED: MessageState.RETRY,
    "unknown": MessageState.UNKNOWN,
    "permanent": MessageState.DEAD,
}
MOST_CLAIMS = len(BACKOFF) + 1
"""A message claimed more often kills its sender each time: the lease alone brought it back."""


@dataclass(frozen=True)
class Fate:
    """What became of an attempt; a `limited` one was none: the provider had no send to give, or
    what is to be told waits for something else.
    """

    state: MessageState
    provider_id: str | None = None
    error: str | None = None
    limited: bool = False


def read_pending(ports: Ports, event_id: str, key: str) -> Message | None:
    """The message if it is pending: what a doorbell says may be old. Raises StoreUnavailable."""
    message = ports.store.message(event_id, key)
    return message if message and message.state is MessageState.PENDING else None


def postpone(ports: Ports, message: Message, due_at: datetime) -> MessageState | None:
    """Have a pending message for which no send was to be had come back at `due_at`.

    None when somebody else has it. Raises StoreUnavailable.
    """
    later = postpone_message(message, due_at)
    try:
        ports.store.commit([Replace(later)], ports.ids.new(ports.clock.now()))
    except Stale:
        return None
    return later.state


def send_message(ports: Ports, message: Message, turn: datetime) -> MessageState | None:
    """Send a pending message at its turn; the state it ends in, None when somebody else has it.

    Raises StoreUnavailable when a claim or a result could not be recorded: the claim then ends,
    and the timer brings the message back.
    """
    ports.patience.wait_until(turn)
    claimed = _claim(ports, message)
    if claimed is None:
        return None
    registration = _registration(ports, claimed)
    fate = _attempt(ports, claimed, registration)
    return _settle(ports, claimed, registration, fate)


def _claim(ports: Ports, message: Message) -> Message | None:
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
    if message.kind is MessageKind.NOTICE and is_calling_off(ports, event):
        return Fate(MessageState.RETRY, error="calling_off", limited=True)
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
    return _send(ports, message, event, registration)


def _invitation(ports: Ports, message: Message) -> Invitation | None:
    if not is_asked(message):
        return None
    return ports.store.invitation(message.event, message.facts["invitation"])


def _render(
    ports: Ports, message: Message, event: Event, registration: Registration | None
) -> OutgoingMail:
    """The mail as it goes out. Raises MailFailed when a part of it cannot be had."""
    written, attachment = load_writing(ports, message)
    mail = render_message(
        written,
        event,
        registration,
        _position(ports, message, registration),
        ports.clock.now(),
        ports.public_url,
        ports.sender_identity,
        load_programme(ports, message),
        attachment,
        _answered(ports, message, registration),
    )
    return OutgoingMail(mail.source, mail.to, mail.raw, mail.tags)


def _answered(ports: Ports, message: Message, registration: Registration | None) -> str:
    """The Message-ID of the mail that this one answers; empty where it stands by itself."""
    if registration is None or registration.thread is None or not is_threaded(message):
        return ""
    return ports.mail.message_id(registration.thread)


def _position(ports: Ports, message: Message, registration: Registration | None) -> int | None:
    """Where in the line somebody stands who is told so, counted from 1."""
    if message.kind is not MessageKind.WAITLISTED or registration is None:
        return None
    for number, place in enumerate(ports.store.line(message.event), 1):
        if place.registration == registration.id:
            return number
    return None


def _send(ports: Ports, message: Message, event: Event, registration: Registration | None) -> Fate:
    try:
        mail = _render(ports, message, event, registration)
        return Fate(MessageState.SENT, provider_id=ports.mail.send(mail))
    except MailFailed as failed:
        limited = failed.outcome == LIMITED
        return Fate(OUTCOMES[failed.outcome], error=failed.code, limited=limited)


def _settle(
    ports: Ports, claimed: Message, registration: Registration | None, fate: Fate
) -> MessageState | None:
    """Record what became of it; None when the lease had run out and somebody else has it."""
    now = ports.clock.now()
    settled = _settled(claimed, fate, now)
    writes = [Replace(settled), *_record(ports, settled, now)]
    try:
        _commit_with_note(ports, writes, _notes(settled, registration, now), now)
    except Stale:
        return None
    return settled.state


def _settled(claimed: Message, fate: Fate, now: datetime) -> Message:
    if fate.limited:
        return postpone_message(claimed, now + LIMITED_WAIT, fate.error or LIMITED)
    return settle_message(claimed, fate.state, now, provider_id=fate.provider_id, error=fate.error)


def _commit_with_note(
    ports: Ports, writes: Sequence[Write], notes: Sequence[NoteMail], now: datetime
) -> None:
    """Commit with the first note that holds, or without any. Raises Stale."""
    for note in notes:
        try:
            ports.store.commit([*writes, note], ports.ids.new(now))
        except Stale as stale:
            if stale.what != Registration.__name__:
                raise
        else:
            return
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


def _notes(settled: Message, registration: Registration | None, now: datetime) -> list[NoteMail]:
    """The note on the registration, the wish before what may be had of it; none when a later
    message was written already.

    Who was marked and can be sent mail again was taken off the suppressed: the mark goes, unless
    somebody was heard of in the meantime.
    """
    if registration is None or registration.mail is None or registration.mail.key != settled.key:
        return []
    told = MailNote(settled.key, settled.kind, settled.state, now)
    thread = settled.provider_id if is_threaded(settled) else None
    note = NoteMail(settled.event, registration.id, told, thread)
    if settled.state is not MessageState.SENT or registration.feedback is None:
        return [note]
    return [replace(note, lifted=registration.version), note]
