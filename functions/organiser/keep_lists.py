"""Keep lists: which columns of whom an organiser wants to see, under a key of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from functions.organiser.listing import Json
from functions.organiser.running_list import find_list
from shared.domain.errors import AlreadyThere, Invalid, Stale, StoreUnavailable
from shared.domain.event import Event
from shared.domain.journal import Deed, Hand
from shared.domain.lists import ListDefinition, is_reserved
from shared.domain.registration import State
from shared.domain.writes import Add, Replace
from shared.ports import Ports
from shared.render.lists.rows import known_columns
from shared.verbs.letters import sign

ATTEMPTS = 4


@dataclass(frozen=True)
class WantedList:
    """What a list is to be."""

    title: str
    columns: tuple[str, ...]
    states: tuple[State, ...]


def show_lists(ports: Ports, event_id: str) -> Json:
    """The lists that were saved, by key."""
    saved = (one for one in ports.store.lists(event_id) if not is_reserved(one.key))
    return {"lists": [show_list(one) for one in saved]}


def save_list(
    ports: Ports, event_id: str, key: str, wanted: WantedList, hand: Hand
) -> tuple[ListDefinition, bool]:
    """The list as saved, and whether it is new; its runs are counted on.

    Raises Missing, Invalid naming what is wrong, StoreUnavailable.
    """
    if is_reserved(key):
        raise Invalid.at("list", "Every event has this list already; please choose another key.")
    _check_columns(ports.events.fresh(event_id), wanted.columns)
    made = ListDefinition(event_id, key, wanted.title, wanted.columns, wanted.states)
    now = ports.clock.now()
    for _ in range(ATTEMPTS):
        there = find_list(ports, event_id, key)
        saved = replace(made, runs=there.runs, version=there.version + 1) if there else made
        signed = sign(ports, hand, event_id, Deed.LIST_SAVED, now, key)
        try:
            write = Replace(saved) if there else Add(saved)
            ports.store.commit([write, *signed], ports.ids.new(now))
        except (AlreadyThere, Stale):
            continue  # it was run or saved at the same moment
        return saved, there is None
    raise StoreUnavailable


def show_list(definition: ListDefinition) -> Json:
    """A list as organisers read it; `runs` is the number of the last run."""
    return {
        "key": definition.key,
        "title": definition.title,
        "columns": list(definition.columns),
        "states": [state.value for state in definition.states],
        "runs": definition.runs,
    }


def _check_columns(event: Event, columns: tuple[str, ...]) -> None:
    known = known_columns(event)
    errors = [
        (
            f"columns[{number}]",
            "This is no key of the form, and no column that every list has.",
        )
        for number, key in enumerate(columns)
        if key not in known
    ]
    if errors:
        raise Invalid(errors)
