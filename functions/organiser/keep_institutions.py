"""Keep the list of institutions: show it with its counters, replace it, merge what is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from functions.organiser.listing import Json
from functions.organiser.programme import free_slug
from shared.domain.errors import Invalid
from shared.domain.event import Event
from shared.domain.gate import Tally
from shared.domain.institution import (
    Institution,
    absorb,
    add_spelling,
    find_institution,
    institution_of,
)
from shared.domain.journal import Deed, Hand
from shared.domain.quota import INSTITUTION, is_unlisted
from shared.ports import Ports
from shared.verbs.regroup import regroup_now
from shared.verbs.revise import revise

LONGEST_LIST = 150_000
"""Bytes in all: an event is one item of the table, and that holds 400 KB."""


@dataclass(frozen=True)
class Wanted:
    """An institution as an organiser wants it; one without an id is new."""

    id: str | None
    name: str
    names: dict[str, str]
    aliases: tuple[str, ...]
    contacts: tuple[str, ...]


@dataclass(frozen=True)
class Merge:
    """What is to be one with `into`: a spelling, or another institution by its id."""

    into: str
    spelling: str | None = None
    source: str | None = None


def list_institutions(ports: Ports, event_id: str) -> Json:
    """The list with its counters, and the spellings that match nothing on it. Raises Missing."""
    return _show(ports, ports.events.fresh(event_id))


def replace_institutions(ports: Ports, event_id: str, wanted: Sequence[Wanted], hand: Hand) -> Json:
    """The list replaced; people are counted under it anew. Raises Missing, Invalid."""
    deed = Deed.INSTITUTIONS_CHANGED
    event = revise(ports, event_id, lambda event: _replace(event, wanted), hand, deed)
    regroup_now(ports, event)
    return _show(ports, event)


def merge_institutions(ports: Ports, event_id: str, merge: Merge, hand: Hand) -> Json:
    """Two made one; their people move one by one, each with both counters.

    Raises Missing, Invalid naming what is on no list or belongs to another institution.
    """
    about = replace(hand, said=merge.into)
    deed = Deed.INSTITUTIONS_MERGED
    event = revise(ports, event_id, lambda event: _merge(event, merge), about, deed)
    moved, complete = regroup_now(ports, event)
    return {**_show(ports, event), "moved": moved, "complete": complete}


def _show(ports: Ports, event: Event) -> Json:
    tallies = {one.key: one for one in ports.store.tallies(event.id, INSTITUTION)}
    none = Tally(event.id, "")
    return {
        "institutions": [
            _show_one(one, tallies.get(INSTITUTION + one.id, none)) for one in event.institutions
        ],
        "unmatched": [
            {"name": one.name, "confirmed": one.taken, "waiting": one.waiting}
            for one in tallies.values()
            if _is_unmatched(event, one)
        ],
    }


def _show_one(one: Institution, tally: Tally) -> Json:
    return {
        "id": one.id,
        "name": one.name,
        "names": dict(one.names),
        "aliases": list(one.aliases),
        "contacts": list(one.contacts),
        "confirmed": tally.taken,
        "waiting": tally.waiting,
    }


def _is_unmatched(event: Event, tally: Tally) -> bool:
    """A spelling that was merged is shown until its last person has been moved."""
    if not is_unlisted(tally.key) or tally.name is None:
        return False
    counted = bool(tally.taken or tally.waiting)
    return counted or find_institution(event.institutions, tally.name) is None


def _replace(event: Event, wanted: Sequence[Wanted]) -> Event:
    before = {one.id: one for one in event.institutions}
    taken = {one.id for one in wanted if one.id}
    listed: list[Institution] = []
    for one in wanted:
        slug = one.id or _known_id(event, one, taken)
        slug = slug or free_slug(one.name, taken | before.keys())
        taken.add(slug)
        new = Institution(slug, one.name, link_version=event.settings_version)
        known = before.get(slug, new)  # the version rises: links of an earlier time stay dead
        listed.append(
            replace(
                known,
                name=one.name,
                names=one.names,
                aliases=one.aliases,
                contacts=one.contacts,
            )
        )
    _check_list(listed)
    same = tuple(listed) == event.institutions
    return event if same else replace(event, institutions=tuple(listed))


def _known_id(event: Event, wanted: Wanted, taken: set[str]) -> str | None:
    """The id that an institution of that name has already."""
    known = find_institution(event.institutions, wanted.name)
    return known.id if known and known.id not in taken else None


def _check_list(listed: Sequence[Institution]) -> None:
    """Raise Invalid where an id or a spelling stands twice, or the list is too long."""
    owner: dict[str, str] = {}
    ids: set[str] = set()
    for number, one in enumerate(listed):
        if one.id in ids:
            raise Invalid.at(f"institutions[{number}].id", "This id stands twice.")
        ids.add(one.id)
        for spelling in one.spellings:
            if owner.setdefault(spelling, one.id) != one.id:
                raise Invalid.at(
                    f"institutions[{number}]", "Another institution has this name or alias."
                )
    length = sum(len(text.encode()) for one in listed for text in _texts_of(one))
    if length > LONGEST_LIST:
        raise Invalid.at("institutions", "This is more than an event can hold.")


def _texts_of(one: Institution) -> Iterator[str]:
    yield from (one.id, one.name, *one.aliases, *one.contacts, *one.formerly)
    yield from (*one.names, *one.names.values())


def _merge(event: Event, merge: Merge) -> Event:
    into = next((one for one in event.institutions if one.id == merge.into), None)
    if into is None:
        raise Invalid.at("into", "There is no such institution.")
    if merge.source is not None:
        return _merge_institution(event, into, merge.source)
    return _merge_spelling(event, into, merge.spelling or "")


def _merge_spelling(event: Event, into: Institution, spelling: str) -> Event:
    owner = find_institution(event.institutions, spelling)
    if owner is not None and owner.id != into.id:
        raise Invalid.at("spelling", "This is the name of an institution: please give its id.")
    return _put_in(event, add_spelling(into, spelling))


def _merge_institution(event: Event, into: Institution, source: str) -> Event:
    other = institution_of(event.institutions, source)
    if other is None:
        raise Invalid.at("from", "There is no such institution.")
    if other.id == into.id and source != into.id:
        return event  # merged already
    if other.id == into.id:
        raise Invalid.at("from", "An institution cannot be merged into itself.")
    left = tuple(one for one in event.institutions if one.id != other.id)
    limits = {key: n for key, n in event.quotas.institution.items() if key != other.id}
    quotas = replace(event.quotas, institution=limits)
    return _put_in(replace(event, institutions=left, quotas=quotas), absorb(into, other))


def _put_in(event: Event, changed: Institution) -> Event:
    listed = tuple(changed if one.id == changed.id else one for one in event.institutions)
    _check_list(listed)
    return replace(event, institutions=listed)
