"""Tell everybody who holds a calendar entry that the event is cancelled, and take it back."""

from __future__ import annotations

from dataclasses import replace

from shared.domain.due import Due, DueItem
from shared.domain.errors import Stale
from shared.domain.message import MessageKind
from shared.domain.registration import Registration
from shared.domain.session import Status
from shared.domain.writes import Add, Put, Remove, Replace
from shared.ports import Ports
from shared.verbs.letters import keep_place, withdraw_entry, write_letter

PAGE = 100


def call_off(ports: Ports, due: Due) -> bool:
    """One page of people told, the place reached kept; the due item goes after the last.

    Whoever has been told holds no live entry any more, so a page done twice tells nobody twice.
    An event that takes place again meanwhile tells nobody further. Raises Stale.
    """
    item = ports.store.due_item(due.event, due.kind)
    if item is None or item.due_at > ports.clock.now():
        return False
    if ports.store.event(due.event).status is not Status.CANCELLED:
        _finish(ports, item)
        return True
    page = ports.store.registration_page(due.event, item.after or None, PAGE, None)
    for registration in page.items:
        if registration.entry.live:
            _tell(ports, registration)
    if page.next is None:
        _finish(ports, item)
    else:
        reached = replace(item, after=page.next)
        ports.store.commit([Put(reached)], ports.ids.new(ports.clock.now()))
    return True


def _tell(ports: Ports, registration: Registration) -> None:
    now = ports.clock.now()
    while registration.entry.live:
        ended, method = withdraw_entry(registration)
        told, message = write_letter(ended, MessageKind.CANCELLED, now, method=method)
        told = replace(told, version=registration.version + 1)
        writes = [Replace(told), Add(message), *keep_place(told)]
        try:
            ports.store.commit(writes, ports.ids.new(now))
        except Stale:
            again = ports.store.registration(registration.event, registration.id)
            if again is None:
                return
            registration = again  # changed at this very moment: look again
        else:
            return


def _finish(ports: Ports, item: DueItem) -> None:
    ports.store.commit([Remove(item)], ports.ids.new(ports.clock.now()))
