"""Regroup people under the institutions as they are now, after a merge or a change of the list.

Each person is moved in one commit with both counters: at no moment do the counters differ from a
recount. A page done twice moves nobody twice.
"""

from __future__ import annotations

from dataclasses import replace

from shared.domain.due import Due, DueItem
from shared.domain.errors import Stale, StoreUnavailable
from shared.domain.event import Event
from shared.domain.institution import find_institution
from shared.domain.quota import INSTITUTION, institution_tally, is_unlisted, of_institution
from shared.domain.registration import Registration, State
from shared.domain.writes import CountTally, Put, Remove, Replace, Write
from shared.ports import Ports
from shared.verbs.fill_seats import fill_seats
from shared.verbs.letters import keep_delegate, keep_place

PAGE = 200
PAGES_AT_ONCE = 5
ATTEMPTS = 4


def regroup_now(ports: Ports, event: Event) -> tuple[int, bool]:
    """Move the first people at once: how many moved, and whether that was everybody.

    The due item that the change of the list has left goes through all of them again.
    """
    moved, after = 0, None
    for _ in range(PAGES_AT_ONCE):
        more, after = _regroup_page(ports, event, after)
        moved += more
        if after is None:
            _serve(ports, event)
            return moved, True
    return moved, False


def regroup_due(ports: Ports, due: Due) -> bool:
    """One page of people, the place reached kept; the due item goes after the last.

    The place is kept together with the settings' version: when the list has changed meanwhile,
    the work begins anew. Raises Stale.
    """
    item = ports.store.due_item(due.event, due.kind)
    if item is None or item.due_at > ports.clock.now():
        return False
    event = ports.events.fresh(due.event)
    _, reached = _regroup_page(ports, event, _begin(item, event))
    if reached is None:
        _serve(ports, event)
    going_on = Put(replace(item, after=f"{event.settings_version}:{reached}"))
    step = Remove(item) if reached is None else going_on
    ports.store.commit([step], ports.ids.new(ports.clock.now()))
    return True


def _begin(item: DueItem, event: Event) -> str | None:
    version, _, reached = item.after.partition(":")
    return reached if version == str(event.settings_version) else None


def _serve(ports: Ports, event: Event) -> None:
    """A merge may have made room for somebody whom a quota held back."""
    if event.quotas.any:
        fill_seats(ports, event.id)


def _regroup_page(ports: Ports, event: Event, after: str | None) -> tuple[int, str | None]:
    page = ports.store.registration_page(event.id, after, PAGE, None)
    return sum(_regroup(ports, event, one) for one in page.items), page.next


def _regroup(ports: Ports, event: Event, before: Registration) -> bool:
    """Move one person if the list says so; whether it did. Raises StoreUnavailable."""
    found: Registration | None = before
    for _ in range(ATTEMPTS):
        if found is None:
            return False
        after = _restate(event, found)
        if after == found:
            return False
        now = ports.clock.now()
        try:
            ports.store.commit(_move(found, after), ports.ids.new(now))
        except Stale:
            found = ports.store.registration(event.id, found.id)
        else:
            return True
    raise StoreUnavailable


def _restate(event: Event, before: Registration) -> Registration:
    if before.erased_at is not None:
        return before
    known = find_institution(event.institutions, before.institution)
    body = known.id if known else None
    name = known.name if known else before.institution
    tallies = of_institution(before.tallies, institution_tally(body, name))
    same = (before.institution, before.institution_id, before.tallies) == (name, body, tallies)
    if same:
        return before
    return replace(
        before,
        institution=name,
        institution_id=body,
        tallies=tallies,
        version=before.version + 1,
    )


def _move(before: Registration, after: Registration) -> list[Write]:
    """The person under the new institution. A merge takes nobody's seat, so no quota is asked."""
    taken, waiting = int(after.state is State.CONFIRMED), int(after.state is State.WAITLISTED)
    left = [key for key in before.tallies if key.startswith(INSTITUTION)]
    entered = [key for key in after.tallies if key.startswith(INSTITUTION)]
    counts: list[Write] = []
    if left != entered:
        counts += [CountTally(after.event, key, -taken, -waiting) for key in left]
        counts += [
            CountTally(after.event, key, taken, waiting, name=_spelling(key, after))
            for key in entered
        ]
    return [Replace(after), *counts, *keep_place(after), *keep_delegate(after)]


def _spelling(key: str, person: Registration) -> str | None:
    return person.institution if is_unlisted(key) else None
