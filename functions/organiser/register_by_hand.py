"""Register, correct and cancel somebody by hand, through the gate that everyone passes."""

from __future__ import annotations

from collections.abc import Mapping

from functions.organiser.identify import is_id
from functions.organiser.judge_by_hand import judge_correction, judge_newcomer
from shared.domain.desk import Outcome
from shared.domain.errors import Missing, Refused, StoreUnavailable
from shared.domain.journal import Hand
from shared.domain.registration import Registration
from shared.ports import Ports
from shared.verbs.cancel import cancel
from shared.verbs.change import change
from shared.verbs.register import BY_HAND, Origin, Registered, SettingsChanged, register

ATTEMPTS = 2


def register_by_hand(
    ports: Ports, event_id: str, said: Mapping[str, str], hand: Hand, source: str = BY_HAND
) -> tuple[Registration, bool]:
    """The registration, and whether it is new: somebody who is there already stays as they are.

    Raises Missing, Invalid, Refused when the hall is full without a line, StoreUnavailable.
    """
    result = _register(ports, event_id, said, Origin(source, hand=hand))
    if result.registration is None:
        raise Refused(result.reason or result.outcome)
    registration = _load(ports, event_id, result.registration)
    return registration, result.outcome != Outcome.DUPLICATE


def correct_by_hand(
    ports: Ports, event_id: str, registration_id: str, said: Mapping[str, str], hand: Hand
) -> Registration:
    """The registration corrected; id, seat and calendar UID stay.

    Raises Missing, Invalid, Illegal for somebody who has left, AlreadyThere when it would be
    somebody else, StoreUnavailable.
    """
    event = ports.events.fresh(event_id)
    before = _load(ports, event_id, registration_id)
    submission = judge_correction(event.form, before, said)
    return change(ports, event, registration_id, submission, hand=hand)


def cancel_by_hand(ports: Ports, event_id: str, registration_id: str, hand: Hand) -> Registration:
    """The registration cancelled, its seat passed on. Raises Missing, Illegal."""
    return cancel(ports, event_id, _load(ports, event_id, registration_id).id, hand)


def _register(ports: Ports, event_id: str, said: Mapping[str, str], origin: Origin) -> Registered:
    for _ in range(ATTEMPTS):
        event = ports.events.fresh(event_id)
        submission = judge_newcomer(event.form, said)
        try:
            return register(ports, event, submission, origin)
        except SettingsChanged:
            continue  # the settings changed between reading them and passing the gate
    raise StoreUnavailable


def _load(ports: Ports, event_id: str, registration_id: str) -> Registration:
    registration = None
    if is_id(registration_id):
        registration = ports.store.registration(event_id, registration_id)
    if registration is None:
        raise Missing("registration")
    return registration
