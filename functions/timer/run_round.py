"""One page of a round: everybody of its audience gets their mail, nobody twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from functions.timer.round_letters import compose
from functions.timer.tell_silent import tell_silent
from shared.domain.due import Due
from shared.domain.errors import Stale
from shared.domain.event import Event
from shared.domain.registration import Registration
from shared.domain.round import Round, RoundKind
from shared.domain.writes import Replace
from shared.ports import Ports
from shared.verbs.calling_off import is_calling_off
from shared.verbs.remind_silent import remind_page
from shared.verbs.write_once import write_once

PageWriter = Callable[[Ports, Event, Round, datetime], tuple[str | None, int]]
PAGE = 50
ATTEMPTS = 4


def run_round(ports: Ports, due: Due) -> bool:
    """Write the mails of the next page of people; the round is done after the last.

    A page done twice writes nothing twice: the message's key holds the round's id. Raises Stale
    when another tick was quicker.
    """
    now = ports.clock.now()
    started = ports.store.round(due.event, due.key)
    if started is None or started.due_at is None or started.due_at > now:
        return False
    event = ports.events.fresh(due.event)
    if started.kind is RoundKind.NOTICE and is_calling_off(ports, event):
        return False
    following, written = _writer_of(started)(ports, event, started, now)
    reached = replace(
        started,
        after=following or "",
        due_at=now if following else None,
        told=started.told + written,
        version=started.version + 1,
    )
    ports.store.commit([Replace(reached)], ports.ids.new(now))
    return True


def _writer_of(of: Round) -> PageWriter:
    """What writes a page of the round: to those who registered, or to those who were invited."""
    if of.kind is RoundKind.SILENT:
        return remind_page
    return tell_silent if of.audience.silent else _write_page


def _write_page(ports: Ports, event: Event, of: Round, now: datetime) -> tuple[str | None, int]:
    """The next page of registrations; after which it goes on, and how many mails were written."""
    page = ports.store.registration_page(event.id, of.after or None, PAGE, None)
    return page.next, sum(_write(ports, event, of, one, now) for one in page.items)


def _write(ports: Ports, event: Event, of: Round, person: Registration, now: datetime) -> bool:
    """Whether a mail was written now: the person belongs to the audience, and had none yet."""
    for _ in range(ATTEMPTS):
        letter = compose(of, event, person, now) if of.audience.has(person) else None
        if letter is None:
            return False
        told, message = letter
        try:
            if message is not None:
                return write_once(ports, message, [Replace(told)], now)
            ports.store.commit([Replace(told)], ports.ids.new(now))
        except Stale:  # changed at this very moment, maybe with the event: look again at both
            event = ports.events.fresh(event.id)
            again = ports.store.registration(event.id, person.id)
            if again is None:
                return False
            person = again
        else:
            return False
    raise Stale(Registration.__name__)
