"""What is thrown at the stack: a list of attempts that follows from a seed alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from random import Random

SEATS_PER_ATTEMPT = 0.2
"""How many places there are at first: about two in three people find the hall full."""
HOUSES = tuple(f"Institute {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWX")
KNOWN_HOUSES = HOUSES[:12]
"""Those that the event has on its list; the others are known by their spelling alone."""
MEALS = ("Fish", "Lentils", "Mushrooms")


class Kind(StrEnum):
    """What an attempt is, as the report names it."""

    NEWCOMER = "a new person by signed webhook"
    TWINS = "the same webhook twice, side by side"
    AGAIN = "a webhook that came before"
    COPY = "the same content under a new id"
    FORM = "a new person by the form"
    FORM_AGAIN = "a form sent again"
    CHANGE = "answers changed by the link"
    CANCEL = "a registration cancelled by the link"
    SUBSTITUTE = "a place handed to a colleague by the link"
    CAPACITY = "the number of places changed"
    QUOTA = "the quotas changed"


SHARES: dict[Kind, int] = {
    Kind.NEWCOMER: 34,
    Kind.TWINS: 5,
    Kind.AGAIN: 12,
    Kind.COPY: 8,
    Kind.FORM: 8,
    Kind.FORM_AGAIN: 4,
    Kind.CHANGE: 12,
    Kind.CANCEL: 9,
    Kind.SUBSTITUTE: 5,
    Kind.CAPACITY: 2,
    Kind.QUOTA: 2,
}
"""How often each is thrown, to each other."""
COMES = frozenset({Kind.NEWCOMER, Kind.TWINS, Kind.FORM})


@dataclass(frozen=True)
class Throw:
    """One attempt. `person` is a number; `choice` is drawn for whatever the attempt chooses.

    Throws of one `delivery` are one webhook, sent more than once.
    """

    kind: Kind
    person: int = 0
    delivery: str = ""
    choice: int = 0


@dataclass(frozen=True)
class Plan:
    """All attempts in the order in which they are begun, and the number of places at first."""

    seed: int
    seats: int
    throws: tuple[Throw, ...]

    def thrown(self) -> Counter[Kind]:
        """How many attempts there are of each kind."""
        return Counter(throw.kind for throw in self.throws)


class _Crowd:
    """Who has come so far. Nobody who leaves is registered anew: each mail comes once in a life."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._number = 0
        self._webhook: list[int] = []
        self._form: list[int] = []
        self._stays: list[int] = []
        self._goes: dict[Kind, list[int]] = {Kind.CANCEL: [], Kind.SUBSTITUTE: []}

    def come(self, kind: Kind) -> int:
        """One more person, whose later way is drawn now."""
        person, self._number = self._number, self._number + 1
        if kind is Kind.FORM:
            self._form.append(person)
            return person
        self._webhook.append(person)
        way = self._chance.choices([self._stays, *self._goes.values()], [60, 25, 15])[0]
        way.append(person)
        return person

    def find(self, kind: Kind) -> int | None:
        """Somebody to whom that may happen, if there is anybody."""
        among = {
            Kind.COPY: self._stays,
            Kind.FORM_AGAIN: self._form,
            **self._goes,
        }.get(kind, self._webhook)
        return self._chance.choice(among) if among else None


def make_plan(attempts: int, seed: int) -> Plan:
    """The attempts of a storm; the same for the same seed."""
    chance = Random(seed)  # noqa: S311 -- a storm keeps no secret; it must be the same again
    throws: list[Throw] = []
    crowd = _Crowd(chance)
    while len(throws) < attempts:
        throws += _draw(chance, crowd, len(throws))
    return Plan(seed, max(4, int(attempts * SEATS_PER_ATTEMPT)), tuple(throws[:attempts]))


def _draw(chance: Random, crowd: _Crowd, number: int) -> Iterator[Throw]:
    kind = chance.choices(list(SHARES), list(SHARES.values()))[0]
    choice = chance.randrange(10**6)
    if kind in (Kind.CAPACITY, Kind.QUOTA):
        yield Throw(kind, choice=choice)
        return
    person = crowd.come(kind) if kind in COMES else crowd.find(kind)
    if person is None:
        return
    delivery = f"msg_{number}" if kind is Kind.COPY else f"msg_first_{person}"
    yield Throw(kind, person, delivery, choice)
    if kind is Kind.TWINS:
        yield Throw(kind, person, delivery, choice)


@dataclass(frozen=True)
class Person:
    """Somebody invented, always the same for the same number."""

    name: str
    email: str
    house: str
    meal: str


def person_of(number: int) -> Person:
    """The person of that number."""
    return Person(
        name=f"Person {number}",
        email=f"person{number}@example.org",
        house=HOUSES[number * 7 % len(HOUSES)],
        meal=MEALS[number % len(MEALS)],
    )


def colleague_of(number: int) -> Person:
    """Whom that person sends instead."""
    person = person_of(number)
    return Person(f"Colleague {number}", f"colleague{number}@example.org", person.house, "")
