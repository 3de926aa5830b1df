"""One page of a round: everybody of its audience gets their mail, nobody twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from functions.timer.round_letters import compose
from shared.domain.due import Due
from shared.domain.errors import AlreadyThere, Stale
from shared.domain.event import Event
from shared.domain.registration import Registration
from shared.domain.round import Round, RoundKind
from shared.domain.writes import Add, Replace
from shared.ports import Ports
from shared.verbs.remind_silent import remind_page

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
    write = remind_page if started.kind is RoundKind.SILENT else _write_page
    following, written = write(ports, event, started, now)
    reached = replace(
        started,
        after=following or "",
        due_at=now if following else None,
        told=started.told + written,
        version=started.version + 1,
    )
    ports.store.commit([Replace(reached)], ports.ids.new(now))
    return True


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
            ports.store.commit([Add(message), Replace(told)], ports.ids.new(now))
        except AlreadyThere:
            return False
        except Stale:  # changed at this very moment, maybe with the event: look again at both
            event = ports.events.fresh(event.id)
            again = ports.store.registration(event.id, person.id)
            if again is None:
                return False
            person = again
        else:
            return True
    raise Stale(Registration.__name__)
