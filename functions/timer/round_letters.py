"""What a round has to say to one person, kind by kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from functions.timer.say_changes import say_changes
from shared.domain.entry import Method
from shared.domain.event import Event
from shared.domain.message import Message, MessageKind, message_key
from shared.domain.registration import Registration
from shared.domain.reminder_plan import reminds_in_vain
from shared.domain.round import Round, RoundKind
from shared.verbs.letters import confirm_entry, write_letter

Letter = tuple[Registration, Message]
Composer = Callable[[Round, Event, Registration, datetime], Letter | None]


def write_round_letter(
    of: Round,
    person: Registration,
    kind: MessageKind,
    now: datetime,
    facts: Mapping[str, str],
    method: Method | None = None,
) -> Letter:
    """The person with one more message written, whose key is the round's and theirs.

    With a `method` it carries the person's calendar entry as it now stands.
    """
    told, message = write_letter(person, kind, now, method=method)
    key = message_key(kind, person.id, of.id)
    assert told.mail is not None
    told = replace(told, mail=replace(told.mail, key=key), version=person.version + 1)
    return told, replace(message, key=key, facts=facts)


def _organisers_message(of: Round, _event: Event, person: Registration, now: datetime) -> Letter:
    """What the organiser wrote, the same to everybody."""
    return write_round_letter(of, person, MessageKind.MESSAGE, now, of.facts)


def _notice(of: Round, event: Event, person: Registration, now: datetime) -> Letter | None:
    """What changed for the person, and the entry as it is now; nothing of a meeting that is off, or
    over by the time the timer comes to it.
    """
    if event.has_ended(now):
        return None
    told = confirm_entry(person, event)
    facts = say_changes(of, event, person.entry, told.entry)
    if facts is None:
        return None
    return write_round_letter(of, told, MessageKind.NOTICE, now, facts, Method.REQUEST)


def _reminder(of: Round, event: Event, person: Registration, now: datetime) -> Letter | None:
    """That the meeting, or the closing of registration, is near; the entry stays as it is."""
    if reminds_in_vain(event, of.facts, now):
        return None
    return write_round_letter(of, person, MessageKind.REMINDER, now, of.facts)


COMPOSERS: Mapping[RoundKind, Composer] = {
    RoundKind.MESSAGE: _organisers_message,
    RoundKind.NOTICE: _notice,
    RoundKind.REMINDER: _reminder,
}


def compose(of: Round, event: Event, person: Registration, now: datetime) -> Letter | None:
    """The person's letter of this round (None: there is nothing to say to them)."""
    return COMPOSERS[of.kind](of, event, person, now)
