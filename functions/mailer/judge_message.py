"""Whether a message still tells the truth when its turn comes."""

from __future__ import annotations

from datetime import datetime

from shared.domain.entry import Method
from shared.domain.event import Event
from shared.domain.invitation import Invitation, InvitationState
from shared.domain.message import OUTDATED, Message, MessageKind
from shared.domain.registration import ACTIVE, Registration, State
from shared.domain.reminder_plan import reminds_in_vain
from shared.domain.session import Status

TRUE_IN: dict[MessageKind, frozenset[State]] = {
    MessageKind.CONFIRMATION: frozenset({State.CONFIRMED}),
    MessageKind.PENDING: frozenset({State.PENDING}),
    MessageKind.APPROVED: frozenset({State.CONFIRMED}),
    MessageKind.DECLINED: frozenset({State.DECLINED}),
    MessageKind.PROMOTED: frozenset({State.CONFIRMED}),
    MessageKind.WAITLISTED: frozenset({State.WAITLISTED}),
    MessageKind.CHANGED: ACTIVE,
    MessageKind.NOTICE: frozenset({State.CONFIRMED}),
    MessageKind.REMINDER: frozenset({State.CONFIRMED}),
}
"""In which states of the registration a kind tells the truth; kinds not named: in any."""


def why_skip(message: Message, event: Event, registration: Registration | None) -> str | None:
    """Why the message must not be sent: its registration is `gone`, or it is `outdated`."""
    if message.registration is None:
        return None
    if registration is None or (registration.erased_at and message.kind is not MessageKind.ERASED):
        return "gone"
    return None if _is_true(message, event, registration) else OUTDATED


def is_asked(message: Message) -> bool:
    """Whether the message goes to somebody for an invitation of their own."""
    if message.kind is MessageKind.REMINDER:
        return message.registration is None
    if message.kind is MessageKind.MESSAGE:
        return "invitation" in message.facts
    return message.kind is MessageKind.INVITATION


def why_skip_reminder(message: Message, event: Event, now: datetime) -> str | None:
    """Why a reminder must not be sent any more: what it reminds of has come, or is another."""
    if message.kind is MessageKind.REMINDER and reminds_in_vain(event, message.facts, now):
        return OUTDATED
    return None


def why_skip_guest(
    message: Message, event: Event, invitation: Invitation | None = None
) -> str | None:
    """Why an invitation, a reminder of one, or a focal point's link must not be sent any more.

    An invitation that was answered or taken back meanwhile is outdated, and so is a dead link.
    """
    if is_asked(message):
        if invitation is None:
            return "gone"
        waits = invitation.state is InvitationState.INVITED and not invitation.revoked
        return None if waits and _has_link(message, invitation.link_version) else OUTDATED
    if message.kind is MessageKind.FOCAL_POINT:
        wanted = message.facts.get("institution_id")
        alive = [one for one in event.institutions if one.id == wanted]
        return None if any(_has_link(message, one.link_version) for one in alive) else OUTDATED
    return None


def _has_link(message: Message, link_version: int) -> bool:
    return message.facts.get("link_version") == str(link_version)


def _is_true(message: Message, event: Event, registration: Registration) -> bool:
    if message.kind in (MessageKind.CANCELLED, MessageKind.SUBSTITUTED):
        return _cancelled_is_true(message, event, registration)
    if message.method is Method.REQUEST and not _has_entry(event, registration):
        return False  # the entry that it brings was taken back meanwhile
    if message.kind is MessageKind.NOTICE and event.status is Status.CANCELLED:
        return False  # everybody is told so by another mail
    return registration.state in TRUE_IN.get(message.kind, frozenset(State))


def _has_entry(event: Event, registration: Registration) -> bool:
    """Whether the person holds an entry, or is to hold one again: a meeting that was called off and
    takes place after all gives it back.
    """
    confirmed = registration.state is State.CONFIRMED
    return registration.entry.live or (confirmed and event.status is not Status.CANCELLED)


def _cancelled_is_true(message: Message, event: Event, registration: Registration) -> bool:
    """A cancellation lies to somebody who has come back, unless the meeting itself is off.

    Somebody who has come back to the line must still lose the entry in the calendar.
    """
    if event.status is Status.CANCELLED or registration.state not in ACTIVE:
        return True
    return message.method is not None and registration.state is not State.CONFIRMED
