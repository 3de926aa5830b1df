"""Institutions: the bodies that people come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shared.domain.text import fold


@dataclass(frozen=True)
class Institution:
    """A body with its name and the other spellings under which it is known."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


def find_institution(known: Iterable[Institution], name: str | None) -> Institution | None:
    """The institution whose name or alias this is, spellings compared as folded."""
    wanted = fold(name or "")
    if not wanted:
        return None
    for one in known:
        if wanted in (fold(one.name), *(fold(alias) for alias in one.aliases)):
            return one
    return None
