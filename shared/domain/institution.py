"""Institutions: the bodies that people come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from shared.domain.text import fold


@dataclass(frozen=True)
class Institution:
    """A body with its name, its name per locale, and the other spellings it is known under.

    `contacts` are addresses of people who speak for it; `formerly` holds the ids of institutions
    that were merged into this one; `link_version` numbers its focal-point links.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    contacts: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    link_version: int = 1

    @property
    def spellings(self) -> frozenset[str]:
        """Everything it is called, folded."""
        return frozenset(fold(one) for one in (self.name, *self.aliases, *self.names.values()))

    def name_in(self, locale: str) -> str:
        """Its name in that locale, else as printed."""
        return self.names.get(locale) or self.name


def find_institution(known: Iterable[Institution], name: str | None) -> Institution | None:
    """The institution whose name or alias this is, spellings compared as folded."""
    wanted = fold(name or "")
    if not wanted:
        return None
    return next((one for one in known if wanted in one.spellings), None)


def institution_of(known: Iterable[Institution], institution_id: str | None) -> Institution | None:
    """The institution of an id, also of one that was merged away."""
    if institution_id is None:
        return None
    return next(
        (one for one in known if institution_id == one.id or institution_id in one.formerly), None
    )


def add_spelling(institution: Institution, spelling: str) -> Institution:
    """The institution known under one more spelling; the same when it is known so already."""
    if fold(spelling) in institution.spellings:
        return institution
    return replace(institution, aliases=(*institution.aliases, spelling))


def absorb(into: Institution, other: Institution) -> Institution:
    """One institution that is both: the other's names become aliases, its id is remembered."""
    merged = into
    for spelling in (other.name, *other.names.values(), *other.aliases):
        merged = add_spelling(merged, spelling)
    return replace(
        merged,
        contacts=tuple(dict.fromkeys((*into.contacts, *other.contacts))),
        formerly=(*into.formerly, other.id, *other.formerly),
    )
