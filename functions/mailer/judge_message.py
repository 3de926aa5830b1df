"""Whether a message still tells the truth when its turn comes."""

from __future__ import annotations

from shared.domain.event import Event
from shared.domain.message import Message, MessageKind
from shared.domain.registration import ACTIVE, Registration, State
from shared.domain.session import Status

TRUE_IN: dict[MessageKind, frozenset[State]] = {
    MessageKind.CONFIRMATION: frozenset({State.CONFIRMED}),
    MessageKind.PROMOTED: frozenset({State.CONFIRMED}),
    MessageKind.WAITLISTED: frozenset({State.WAITLISTED}),
    MessageKind.CHANGED: ACTIVE,
}
"""In which states of the registration a kind tells the truth; kinds not named: in any."""


def why_skip(message: Message, event: Event, registration: Registration | None) -> str | None:
    """Why the message must not be sent: its registration is `gone`, or it is `outdated`."""
    if message.registration is None:
        return None
    if registration is None:
        return "gone"
    return None if _is_true(message, event, registration) else "outdated"


def _is_true(message: Message, event: Event, registration: Registration) -> bool:
    if message.kind is MessageKind.CANCELLED:
        return _cancelled_is_true(message, event, registration)
    return registration.state in TRUE_IN.get(message.kind, frozenset(State))


def _cancelled_is_true(message: Message, event: Event, registration: Registration) -> bool:
    """A cancellation lies to somebody who has come back, unless the meeting itself is off.

    Somebody who has come back to the line must still lose the entry in the calendar.
    """
    if event.status is Status.CANCELLED or registration.state not in ACTIVE:
        return True
    return message.method is not None and registration.state is not State.CONFIRMED
