"""Take a genuine delivery, as it comes in or out of the desk: map it and register, or keep it."""

from __future__ import annotations

from collections.abc import Mapping

from shared.domain.desk import UNMAPPED, Outcome
from shared.domain.due import DueItem, DueKind
from shared.domain.errors import Invalid
from shared.domain.event import Event, Sender
from shared.domain.form import DEFAULT_FORM, Submission, judge_answer
from shared.domain.writes import Put, Write
from shared.ports import Ports
from shared.senders.mapping import map_values
from shared.senders.naming import values_of
from shared.senders.sender import Incoming, Kind
from shared.verbs.keep_delivery import Origin, Registered, keep_delivery
from shared.verbs.refuse import refuse
from shared.verbs.register import register

_ADDRESS = next(question for question in DEFAULT_FORM if question.key == "email")


def take_delivery(ports: Ports, event: Event, incoming: Incoming, origin: Origin) -> Registered:
    """What a delivery comes to by the event's present mapping and rules.

    Raises SettingsChanged, StoreUnavailable, and Stale when a kept delivery has just been replayed.
    """
    if incoming.kind is Kind.OTHER:
        return keep_delivery(ports, event, origin, Outcome.IGNORED, "type")
    values = mapped_values(event, incoming, origin)
    try:
        submission = map_values(event.form, {}, values)
    except Invalid:
        return _quarantine(ports, event, values, origin)
    return register(ports, event, submission, origin)


def mapped_values(event: Event, incoming: Incoming, origin: Origin) -> dict[str, str]:
    """What was sent, under the event's form keys where they are known."""
    sender = event.senders.get(origin.sender or "", Sender())
    return values_of(incoming, event.form, sender.mapping, event.locale)


def _quarantine(
    ports: Ports, event: Event, values: Mapping[str, str], origin: Origin
) -> Registered:
    """Keep what names nobody usable, and have the organiser told.

    Whoever gave an address all the same, with a name too long to be one, is answered.
    """
    alarm: list[Write] = []
    if origin.kept is None:
        alarm = [Put(DueItem(event.id, DueKind.QUARANTINE, ports.clock.now()))]
    address = _readable_address(values)
    if address is None:
        return keep_delivery(ports, event, origin, Outcome.REFUSED, UNMAPPED, alarm)
    return refuse(ports, event, Submission(address, ""), origin, UNMAPPED, also=alarm)


def _readable_address(values: Mapping[str, str]) -> str | None:
    try:
        return judge_answer(_ADDRESS, values.get(_ADDRESS.key, ""))
    except Invalid:
        return None
