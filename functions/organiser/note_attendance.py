"""Note who came: one by one with a tick, many by a list of ids or addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from functions.organiser.identify import is_id
from functions.organiser.listing import Json
from shared.domain.errors import Illegal, Invalid, Missing, Stale, StoreUnavailable
from shared.domain.event import Event
from shared.domain.journal import Deed, Hand
from shared.domain.registration import Registration, State, address_key
from shared.domain.writes import Replace
from shared.ports import Ports
from shared.verbs.letters import sign

ATTEMPTS = 4


class Noted(StrEnum):
    """What one line of a list came to."""

    ATTENDED = "attended"
    ALREADY = "already"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    NOT_CONFIRMED = "not_confirmed"


def note_attendance(
    ports: Ports, event_id: str, registration_id: str, attended: bool, hand: Hand
) -> Registration:
    """The registration of somebody who came, or did not after all; noted already: the same.

    Raises Missing, Illegal for somebody who has no seat, StoreUnavailable.
    """
    for _ in range(ATTEMPTS):
        before = _load(ports, event_id, registration_id)
        if (before.attended_at is not None) == attended:
            return before
        if attended and before.state is not State.CONFIRMED:
            raise Illegal(before.state, "attend")
        now = ports.clock.now()
        version = before.version + 1
        after = replace(before, attended_at=now if attended else None, version=version)
        about = before.id if attended else f"{before.id}: not"
        signed = sign(ports, hand, event_id, Deed.ATTENDED, now, about)
        try:
            ports.store.commit([Replace(after), *signed], ports.ids.new(now))
        except Stale:
            continue  # a mail about it was settled at the same moment
        return after
    raise StoreUnavailable


def note_many(ports: Ports, event_id: str, people: Sequence[str], hand: Hand) -> Json:
    """What each line came to: an id, or an address under which one person has a seat.

    Raises Missing, StoreUnavailable; lines before it stay noted, so that all may be sent again.
    """
    event = ports.events.fresh(event_id)
    lines = [_note_line(ports, event, number, said, hand) for number, said in enumerate(people, 1)]
    attended = sum(line["outcome"] == Noted.ATTENDED for line in lines)
    return {"attended": attended, "lines": lines}


def _note_line(ports: Ports, event: Event, number: int, said: str, hand: Hand) -> Json:
    outcome, registration = _note(ports, event, _find(ports, event, said.strip()), hand)
    return {
        "line": number,
        "said": said,
        "outcome": outcome.value,
        "registration": registration.id if registration else None,
    }


def _note(
    ports: Ports, event: Event, found: Sequence[Registration], hand: Hand
) -> tuple[Noted, Registration | None]:
    seated = [one for one in found if one.state is State.CONFIRMED]
    if len(seated) > 1:
        return Noted.AMBIGUOUS, None
    if not seated:
        return (Noted.NOT_CONFIRMED, found[0]) if found else (Noted.UNKNOWN, None)
    if seated[0].attended_at is not None:
        return Noted.ALREADY, seated[0]
    try:
        return Noted.ATTENDED, note_attendance(ports, event.id, seated[0].id, True, hand)
    except Illegal:
        return Noted.NOT_CONFIRMED, seated[0]  # left between the two looks


def _find(ports: Ports, event: Event, said: str) -> list[Registration]:
    if is_id(said):
        there = ports.store.registration(event.id, said)
        return [there] if there else []
    try:
        key = address_key(event.signing_key, said)
    except Invalid:
        return []
    ids = [one.registration for one in ports.store.address_bindings(event.id, key)]
    return list(ports.store.registrations(event.id, ids).values())


def _load(ports: Ports, event_id: str, registration_id: str) -> Registration:
    found = ports.store.registration(event_id, registration_id) if is_id(registration_id) else None
    if found is None:
        raise Missing("registration")
    return found
