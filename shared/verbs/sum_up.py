"""Sum up a digest: what changed since the last one, and where the event stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from shared.domain.digest import MOST_NAMES, Digest, Heading, Person, Standing
from shared.domain.event import Event
from shared.domain.form import FieldType
from shared.domain.journal import Change, ChangeKind
from shared.domain.registration import Registration
from shared.ports import Ports
from shared.verbs.take_stock import take_stock

SKEW = timedelta(minutes=2)
"""A change may be committed so long after the instant it carries."""
PHONE = "phone"


def read_changes(
    ports: Ports, event_id: str, since: datetime, until: datetime
) -> tuple[Change, ...]:
    """The changes of a window, and those shortly before it that may have been committed late."""
    return tuple(ports.store.changes(event_id, since - SKEW, until))


def untold(changes: Iterable[Change], since: datetime, told: Sequence[str]) -> tuple[Change, ...]:
    """Of the changes those that the digest before, which ended at `since`, has not told."""
    seen = frozenset(told)
    return tuple(c for c in changes if c.at >= since - SKEW and c.id not in seen)


def told_near(changes: Iterable[Change], until: datetime) -> tuple[str, ...]:
    """The ids to remember so that the next digest, which looks back by SKEW, skips them."""
    return tuple(c.id for c in changes if c.at >= until - SKEW)


def sum_up(
    ports: Ports, event: Event, since: datetime, until: datetime, told: Sequence[str]
) -> Digest:
    """The digest of `event` at `until`. Costs what changed; the rest comes from counters."""
    news = untold(read_changes(ports, event.id, since, until), since, told)
    return make_digest(ports, event, news, since, until)


def make_digest(
    ports: Ports,
    event: Event,
    news: Sequence[Change],
    since: datetime,
    until: datetime,
    brief: bool = False,
) -> Digest:
    """The digest that tells these changes of the window from `since` to `until`."""
    standing = take_stock(ports, event, since, brief)
    return replace(_tell(event, news, _load_people(ports, event, news), standing, until),
                   brief=brief)  # fmt: skip


def _tell(
    event: Event,
    news: Sequence[Change],
    people: Mapping[str, Registration],
    standing: Standing,
    until: datetime,
) -> Digest:
    def heading(*kinds: ChangeKind) -> Heading:
        return _heading([c for c in news if c.kind in kinds], people)

    return Digest(
        title=event.title,
        timezone=event.timezone,
        until=until,
        capacity=event.capacity,
        left=heading(ChangeKind.LEFT_SEAT, ChangeKind.LEFT_LINE),
        new=heading(ChangeKind.CONFIRMED),
        pending=heading(ChangeKind.PENDING),
        declined=heading(ChangeKind.DECLINED),
        waitlisted=heading(ChangeKind.WAITLISTED),
        moved=heading(ChangeKind.MOVED),
        promoted=heading(ChangeKind.PROMOTED),
        corrected=heading(ChangeKind.CORRECTED),
        undelivered=_undelivered(event, news, people),
        releases=tuple(int(c.detail) for c in news if c.kind is ChangeKind.RELEASED and c.detail),
        substituted=heading(ChangeKind.SUBSTITUTED),
        **vars(standing),
    )


def _load_people(ports: Ports, event: Event, news: Sequence[Change]) -> Mapping[str, Registration]:
    ids: dict[str, None] = {}
    for kind in ChangeKind:
        named = [c.registration for c in news if c.kind is kind and c.registration]
        ids.update(dict.fromkeys(named[:MOST_NAMES]))
    return ports.store.registrations(event.id, list(ids))


def _heading(told: Sequence[Change], people: Mapping[str, Registration]) -> Heading:
    return Heading(len(told), tuple(_name(c, people) for c in told[:MOST_NAMES]))


def _undelivered(
    event: Event, news: Sequence[Change], people: Mapping[str, Registration]
) -> Heading:
    """Whom to phone: everybody once, with what became of the last mail to them."""
    last = {c.registration or c.id: c for c in news if c.kind is ChangeKind.UNDELIVERED}
    told = list(last.values())
    named = (
        replace(_name(one, people), phone=_phone(event, people.get(one.registration or "")))
        for one in told[:MOST_NAMES]
    )
    return Heading(len(told), tuple(named))


def _phone(event: Event, person: Registration | None) -> str | None:
    """The number that somebody gave, if the form asks for one."""
    if person is None:
        return None
    return next((said for key in _phone_keys(event) if (said := person.answers.get(key))), None)


def _phone_keys(event: Event) -> Iterator[str]:
    return (one.key for one in event.form if one.key == PHONE or one.type is FieldType.TEL)


def _name(change: Change, people: Mapping[str, Registration]) -> Person:
    person = people.get(change.registration or "")
    if person is None:
        return Person("", None, change.detail)
    return Person(person.name or person.email, person.institution, change.detail)
