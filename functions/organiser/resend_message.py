"""Write a lost message again: the same kind, for the same registration, as that now stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from functions.organiser.listing import Json
from functions.organiser.show_message import load_message, show_message
from shared.domain.address import normalise_address
from shared.domain.entry import Method, facts_of
from shared.domain.errors import Invalid, Refused, Stale, StoreUnavailable
from shared.domain.event import Event
from shared.domain.journal import Deed, Hand
from shared.domain.message import OUTDATED, SUPPRESSED, Message, MessageKind, MessageState
from shared.domain.registration import Registration
from shared.domain.reminder_plan import reminds_in_vain
from shared.domain.session import Status
from shared.domain.timeline import came_back
from shared.domain.writes import Add, Replace, Write
from shared.ports import Ports
from shared.verbs.letters import confirm_entry, keep_place, sign, write_letter

ATTEMPTS = 4
ON_ITS_WAY = frozenset(
    {MessageState.PENDING, MessageState.SENDING, MessageState.RETRY, MessageState.UNKNOWN}
)


def resend_message(ports: Ports, event_id: str, key: str, hand: Hand) -> Json:
    """The new message as it is shown; `suppressed` says that its address is not written to.

    Raises Missing, Refused when the message is live, impersonal or outdated, StoreUnavailable.
    """
    message = load_message(ports, event_id, key)
    for _ in range(ATTEMPTS):
        person, event = _person(ports, message), ports.store.event(event_id)
        _refuse_live(ports, message, person)
        now = ports.clock.now()
        if _is_outdated(ports, message, event, now):
            raise Refused(OUTDATED)
        fresh, writes = _write_again(message, person, event, now)
        signed = sign(ports, hand, event_id, Deed.MESSAGE_RESENT, now, message.key)
        try:
            ports.store.commit([*writes, *signed], ports.ids.new(now))
        except Stale:
            continue  # the registration has changed at this very moment: look again
        shown = show_message(ports, event_id, fresh.key)
        address = fresh.to.address if fresh.to else person.email
        return {**shown, "suppressed": is_suppressed(ports, address)}
    raise StoreUnavailable


def _person(ports: Ports, message: Message) -> Registration:
    """The registration that the message is about. Raises Refused."""
    if message.registration is None:
        raise Refused("impersonal")
    person = ports.store.registration(message.event, message.registration)
    if person is None or person.erased_at is not None or _tells_otherwise(message, person):
        raise Refused(OUTDATED)
    return person


def _tells_otherwise(message: Message, person: Registration) -> bool:
    """Whether its calendar part would no longer say what the entry says."""
    return message.method is not None and (message.method is Method.REQUEST) != person.entry.live


def _is_outdated(ports: Ports, message: Message, event: Event, now: datetime) -> bool:
    """Whether the mail would lie about the meeting: it is off, or takes place after all; what it
    reminds of is another; or something of what its sentences tell may have changed since.
    """
    off = event.status is Status.CANCELLED
    if message.kind is MessageKind.REMINDER:
        return reminds_in_vain(event, message.facts, now)
    if message.kind is MessageKind.NOTICE:
        return off or _has_changed_since(ports, message, event)
    return message.method is Method.REQUEST and off


def _has_changed_since(ports: Ports, message: Message, event: Event) -> bool:
    """Whether readers see another agenda by now, or calendars are to show another meeting."""
    pointer = ports.store.pointer(event.id)
    if pointer is not None and pointer.changed_at > message.created_at:
        return True
    return message.entry is not None and message.entry.facts != facts_of(event)


def _refuse_live(ports: Ports, message: Message, person: Registration) -> None:
    """Raise Refused unless the message was lost and has not just been written again."""
    lost = message.state is MessageState.DEAD or message.error == SUPPRESSED
    if message.state is MessageState.SENT:
        lost = came_back(ports.store.mail_events(message.event, message.key))
    last = person.mail
    again = last and last.key != message.key and last.kind == message.kind
    if not lost or (again and last and last.state in ON_ITS_WAY):
        raise Refused("live")


def _write_again(
    message: Message, before: Registration, event: Event, now: datetime
) -> tuple[Message, list[Write]]:
    """The message with the entry of today: one that is live tells the event as it is."""
    person = confirm_entry(before, event) if message.method is Method.REQUEST else before
    told, fresh = write_letter(person, message.kind, now, method=message.method)
    told = replace(told, version=person.version + 1)
    fresh = replace(fresh, to=message.to, facts=message.facts)
    return fresh, [Replace(told), Add(fresh), *keep_place(told)]


def is_suppressed(ports: Ports, address: str) -> bool:
    """Whether mail to the address would be skipped."""
    try:
        return ports.store.suppression(normalise_address(address)) is not None
    except Invalid:
        return False
