"""Precedence: institutions in the event's order, heads of delegations first, then by name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from shared.domain.event import Event
from shared.domain.institution import institution_of
from shared.domain.registration import Delegation, Registration
from shared.domain.text import fold

RANKS = {Delegation.HEAD: 0, Delegation.ALTERNATE: 1}
"""Who comes before the members of a delegation."""


@dataclass(frozen=True)
class Party:
    """The people of one institution; `id` is None for one that is on no list, `name` for none."""

    id: str | None
    name: str | None
    people: tuple[Registration, ...] = ()


def institution_key(event: Event, registration: Registration) -> tuple[str | None, str]:
    """What people of one institution share: its id, or its folded name while it is on no list."""
    known = institution_of(event.institutions, registration.institution_id)
    return (known.id, "") if known else (None, fold(registration.institution or ""))


def parties(event: Event, people: Iterable[Registration]) -> tuple[Party, ...]:
    """The people by institution: those of the event's list in its order, then all others by
    name, at last those who named none; within one its head first, then by family name.
    """
    groups: dict[tuple[str | None, str], list[Registration]] = {}
    for one in people:
        groups.setdefault(institution_key(event, one), []).append(one)
    return tuple(
        Party(
            key[0],
            institution_name(event, key, groups[key][0].institution),
            tuple(sorted(groups[key], key=_by_rank_and_name)),
        )
        for key in sorted(groups, key=lambda key: rank_institution(event, key))
    )


def institution_name(event: Event, key: tuple[str | None, str], spelled: str | None) -> str | None:
    """What an institution is called: by the event's list, else as somebody spelled it."""
    known = institution_of(event.institutions, key[0])
    return known.name_in(event.locale) if known else spelled


def rank_institution(event: Event, key: tuple[str | None, str]) -> tuple[int, str, str]:
    """Sorts institutions by precedence."""
    ids = [one.id for one in event.institutions]
    if key[0] in ids:
        return ids.index(key[0]), "", ""
    return len(ids) + (not key[1]), *alphabetical(key[1])


def alphabetical(text: str) -> tuple[str, str]:
    """Sorts names as a register does: accents count only between names that are else equal."""
    folded = fold(text)
    bare = "".join(
        one for one in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(one)
    )
    return bare, folded


def _by_rank_and_name(one: Registration) -> tuple[int, tuple[str, str], str]:
    rank = RANKS.get(one.delegation, len(RANKS)) if one.delegation else len(RANKS)
    family = one.answers.get("family_name") or one.name.rpartition(" ")[2]
    return rank, alphabetical(f"{family} {one.name}"), one.id
