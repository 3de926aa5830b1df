"""The focal point: an institution looks after its own people, by a link and without an account."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from functions.registration.answer_invitation import without_institution
from functions.registration.serve_self import position_of
from shared.domain.desk import Outcome
from shared.domain.errors import AlreadyThere, Invalid, Missing, Refused, StoreUnavailable
from shared.domain.event import Event
from shared.domain.form import COLLEAGUE_FORM, Submission, read_submission
from shared.domain.institution import Institution
from shared.domain.quota import INSTITUTION
from shared.domain.registration import Delegation, Registration
from shared.ports import Ports
from shared.render.registration.json import Json
from shared.verbs.approve import approve, decline
from shared.verbs.cancel import cancel
from shared.verbs.delegation import find_person, list_people, load_focal_point, name_delegate
from shared.verbs.keep_delivery import Origin
from shared.verbs.register import FOCAL_POINT, SettingsChanged, register
from shared.verbs.substitute import substitute

ACTION, WHO, ROLE = "action", "registration", "role"
REGISTER = "register"
ATTEMPTS = 2
LONGEST_TOKEN = 256
LONGEST_ID = 64
CONTROLS = frozenset({ACTION, WHO, ROLE})
ACTIONS = (REGISTER, "approve", "decline", "cancel", "substitute", "name")


@dataclass(frozen=True)
class House:
    """An institution at an event, with its people and its places (`quota` None: as many)."""

    event: Event
    body: Institution
    people: tuple[Registration, ...]
    quota: int | None
    confirmed: int
    waiting: int

    @property
    def left(self) -> int | None:
        """How many places the institution has left; None: it has no quota."""
        return None if self.quota is None else max(0, self.quota - self.confirmed)


def load_focal(ports: Ports, token: str) -> tuple[Event, Institution]:
    """Whose link this is. Raises Missing."""
    if len(token) > LONGEST_TOKEN:
        raise Missing("link")
    return load_focal_point(ports, token)


def see_house(ports: Ports, event: Event, body: Institution) -> House:
    """The institution's people and places as they are now."""
    key = INSTITUTION + body.id
    tally = next((one for one in ports.store.tallies(event.id, key) if one.key == key), None)
    taken, waiting = (tally.taken, tally.waiting) if tally else (0, 0)
    people = list_people(ports, event, body)
    return House(event, body, people, event.quotas.limit_of(key), taken, waiting)


def house_json(ports: Ports, house: House) -> Json:
    """The house for programs."""
    return {
        "event": house.event.id,
        "institution": {"id": house.body.id, "name": house.body.name},
        "quota": house.quota,
        "left": house.left,
        "confirmed": house.confirmed,
        "waiting": house.waiting,
        "people": [_person_json(ports, one) for one in house.people],
    }


def act_for(ports: Ports, event: Event, body: Institution, values: Mapping[str, str]) -> str:
    """Do what `action` says for one of the institution's people; what it came to, in one word.

    Raises Invalid, Missing, Illegal, Refused, StoreUnavailable.
    """
    action = values.get(ACTION, "")
    if action == REGISTER:
        return _register(ports, event, body, values)
    if action == "approve" and event.registration.letter_required:
        raise Invalid.at(ACTION, "The organisers read the letters and decide themselves.")
    deeds: dict[str, Callable[[Registration], object]] = {
        "approve": lambda one: approve(ports, event.id, one.id),
        "decline": lambda one: decline(ports, event.id, one.id),
        "cancel": lambda one: cancel(ports, event.id, one.id),
        "substitute": lambda one: _substitute(ports, one, values),
        "name": lambda one: name_delegate(ports, event, body, one.id, _role(values)),
    }
    if action not in deeds:
        raise Invalid.at(ACTION, f"Please say one of {', '.join(ACTIONS)}.")
    deeds[action](find_person(ports, event, body, values.get(WHO, "")[:LONGEST_ID]))
    return action


def errors_of_focal(
    values: Mapping[str, str], told: Sequence[tuple[str, str]]
) -> tuple[Mapping[str, str], Sequence[tuple[str, str]]]:
    """What was typed and what is wrong, as the page shows it: its questions are about newcomers."""
    if values.get(ACTION) == REGISTER:
        return values, told
    return {}, [("", message) for _, message in told]


def _register(ports: Ports, event: Event, body: Institution, values: Mapping[str, str]) -> str:
    """Register somebody through the gate that everybody passes; the outcome."""
    for _ in range(ATTEMPTS):
        now = ports.events.fresh(event.id)
        asked = without_institution(now.form)
        submission = replace(read_submission(asked, values), institution=body.name)
        try:
            result = register(ports, now, submission, Origin(FOCAL_POINT))
        except SettingsChanged:
            continue  # the settings changed between reading them and passing the gate
        if result.outcome == Outcome.REFUSED:
            raise Refused(result.reason or result.outcome)
        return result.outcome
    raise StoreUnavailable


def _substitute(ports: Ports, person: Registration, values: Mapping[str, str]) -> Registration:
    colleague: Submission = read_submission(COLLEAGUE_FORM, values)
    try:
        return substitute(ports, person.event, person.id, colleague)
    except AlreadyThere as seen:
        raise Refused("registered") from seen


def _role(values: Mapping[str, str]) -> Delegation:
    try:
        return Delegation(values.get(ROLE, ""))
    except ValueError as unknown:
        raise Invalid.at(ROLE, f"Please say one of {', '.join(Delegation)}.") from unknown


def _person_json(ports: Ports, one: Registration) -> Json:
    return {
        "id": one.id,
        "name": one.name,
        "email": one.email,
        "state": one.state.value,
        "position": position_of(ports, one),
        "delegation": one.delegation.value if one.delegation else None,
    }
