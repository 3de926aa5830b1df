"""Sum up a digest: what changed since the last one, and where the event stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from shared.domain.digest import MOST_NAMES, Digest, Heading, InstitutionLine, Person
from shared.domain.event import Event
from shared.domain.journal import Change, ChangeKind
from shared.domain.quota import INSTITUTION
from shared.domain.registration import Registration
from shared.ports import Ports

SKEW = timedelta(minutes=2)
"""A change may be committed so long after the instant it carries."""


OTHERS = "Institutions on no list"


def read_news(
    ports: Ports, event_id: str, since: datetime, until: datetime, told: Sequence[str]
) -> tuple[Change, ...]:
    """The changes up to `until` that no digest has told: those committed late included."""
    seen = frozenset(told)
    changes = ports.store.changes(event_id, since - SKEW, until)
    return tuple(c for c in changes if c.id not in seen)


def told_near(changes: Iterable[Change], until: datetime) -> tuple[str, ...]:
    """The ids to remember so that the next digest, which looks back by SKEW, skips them."""
    return tuple(c.id for c in changes if c.at >= until - SKEW)


def sum_up(
    ports: Ports, event: Event, since: datetime, until: datetime, told: Sequence[str]
) -> Digest:
    """The digest of `event` at `until`. Costs what changed; the rest comes from counters."""
    return make_digest(ports, event, read_news(ports, event.id, since, until, told), until)


def make_digest(ports: Ports, event: Event, news: Sequence[Change], until: datetime) -> Digest:
    """The digest that tells these changes."""
    gate = ports.store.gate(event.id)
    people = _load_people(ports, event, news)

    def heading(*kinds: ChangeKind) -> Heading:
        return _heading(kinds, news, people)

    return Digest(
        title=event.title,
        timezone=event.timezone,
        until=until,
        capacity=event.capacity,
        confirmed=gate.taken,
        waiting=gate.waiting,
        left=heading(ChangeKind.LEFT_SEAT, ChangeKind.LEFT_LINE),
        new=heading(ChangeKind.CONFIRMED),
        pending=heading(ChangeKind.PENDING),
        declined=heading(ChangeKind.DECLINED),
        waitlisted=heading(ChangeKind.WAITLISTED),
        moved=heading(ChangeKind.MOVED),
        promoted=heading(ChangeKind.PROMOTED),
        corrected=heading(ChangeKind.CORRECTED),
        undelivered=heading(ChangeKind.UNDELIVERED),
        releases=tuple(int(c.detail) for c in news if c.kind is ChangeKind.RELEASED and c.detail),
        institutions=_institutions(ports, event),
        substituted=heading(ChangeKind.SUBSTITUTED),
    )


def _load_people(ports: Ports, event: Event, news: Sequence[Change]) -> Mapping[str, Registration]:
    ids: dict[str, None] = {}
    for kind in ChangeKind:
        named = [c.registration for c in news if c.kind is kind and c.registration]
        ids.update(dict.fromkeys(named[:MOST_NAMES]))
    return ports.store.registrations(event.id, list(ids))


def _heading(
    kinds: tuple[ChangeKind, ...], news: Sequence[Change], people: Mapping[str, Registration]
) -> Heading:
    told = [c for c in news if c.kind in kinds]
    return Heading(len(told), tuple(_name(c, people) for c in told[:MOST_NAMES]))


def _name(change: Change, people: Mapping[str, Registration]) -> Person:
    person = people.get(change.registration or "")
    if person is None:
        return Person("", None, change.detail)
    return Person(person.name or person.email, person.institution, change.detail)


def _institutions(ports: Ports, event: Event) -> tuple[InstitutionLine, ...]:
    """Every institution on the list that has anybody; the others in one line."""
    names = {INSTITUTION + one.id: one.name for one in event.institutions}
    told: dict[str, tuple[int, int]] = {}
    for one in ports.store.tallies(event.id, INSTITUTION):
        name = names.get(one.key, OTHERS)
        taken, waiting = told.get(name, (0, 0))
        told[name] = (taken + one.taken, waiting + one.waiting)
    lines = (InstitutionLine(name, *counts) for name, counts in told.items() if any(counts))
    return tuple(sorted(lines, key=lambda line: line.name == OTHERS))
