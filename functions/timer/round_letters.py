"""What a round has to say to one person, kind by kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from functions.timer.say_changes import say_changes
from shared.domain.entry import Entry, Method
from shared.domain.event import Event
from shared.domain.message import Message, MessageKind, MessageState, message_key
from shared.domain.registration import Registration
from shared.domain.reminder_plan import reminds_in_vain
from shared.domain.round import Round, RoundKind
from shared.verbs.letters import confirm_entry, write_letter

Letter = tuple[Registration, Message]
Step = tuple[Registration, Message | None]
"""The registration as it is written, and the message, if there is one."""
Composer = Callable[[Round, Event, Registration, datetime], Step | None]


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
    """What the organiser wrote, the same to everybody: it stands in the round alone."""
    return write_round_letter(of, person, MessageKind.MESSAGE, now, {"round": of.id})


def _notice(of: Round, event: Event, person: Registration, now: datetime) -> Step | None:
    """What changed for the person, and the entry as it is now; nothing of a meeting that is off, or
    over by the time the timer comes to it.
    """
    if event.has_ended(now):
        return None
    held = _held_by(person)
    told = confirm_entry(replace(person, entry=held), event)
    facts = say_changes(of, event, held, told.entry)
    if facts is not None:
        return write_round_letter(of, told, MessageKind.NOTICE, now, facts, Method.REQUEST)
    if held == person.entry:
        return None
    return replace(person, entry=held, version=person.version + 1), None


def _held_by(person: Registration) -> Entry:
    """The entry as the person has it: one whose CANCEL was never sent, since the meeting took place
    again by then, is alive. Its number rises all the same: what was written is not taken back.
    """
    last, skipped, entry = person.mail, MessageState.SKIPPED, person.entry
    unsent = last and (last.kind, last.state) == (MessageKind.CANCELLED, skipped)
    if not unsent or not entry.withdrawn or entry.sequence is None:
        return entry
    return replace(entry, live=True, sequence=entry.sequence + 1)


def _reminder(of: Round, event: Event, person: Registration, now: datetime) -> Letter | None:
    """That the meeting, or the closing of registration, is near; the entry stays as it is. Who came
    after the round began has just been told.
    """
    if person.registered_at > of.at or reminds_in_vain(event, of.facts, now):
        return None
    return write_round_letter(of, person, MessageKind.REMINDER, now, of.facts)


COMPOSERS: Mapping[RoundKind, Composer] = {
    RoundKind.MESSAGE: _organisers_message,
    RoundKind.NOTICE: _notice,
    RoundKind.REMINDER: _reminder,
}


def compose(of: Round, event: Event, person: Registration, now: datetime) -> Step | None:
    """The person's letter of this round (None: there is nothing to say to them)."""
    return COMPOSERS[of.kind](of, event, person, now)
