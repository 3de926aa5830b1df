"""Quotas: how many of an institution, or of those who chose an option, may come."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from shared.domain.form import Field, FieldType
from shared.domain.text import fold

INSTITUTION = "institution#"
OPTION = "option#"
UNLISTED = "~"
EACH = "*"
COUNTED = frozenset({FieldType.SELECT, FieldType.CHECKBOX})
TICKED = ("yes",)


@dataclass(frozen=True)
class Quotas:
    """`institution` has limits by id, `*` for each that is not named (None: without limit);
    `option` has limits by `<form key>=<option>`.
    """

    institution: Mapping[str, int | None] = field(default_factory=dict)
    option: Mapping[str, int] = field(default_factory=dict)

    def limit_of(self, key: str) -> int | None:
        """The quota of a tally; None without limit."""
        if key.startswith(OPTION):
            return self.option.get(key.removeprefix(OPTION))
        one = key.removeprefix(INSTITUTION)
        return self.institution.get(one, self.institution.get(EACH))

    def full_options(self, taken: Mapping[str, int]) -> frozenset[str]:
        """The tallies of options in which no place is left; `taken` are the places by tally."""
        limits = {OPTION + one: limit for one, limit in self.option.items()}
        return frozenset(key for key, limit in limits.items() if taken.get(key, 0) >= limit)

    @property
    def any(self) -> bool:
        """Whether there is any quota at all."""
        return bool(self.option) or any(n is not None for n in self.institution.values())


def institution_tally(institution_id: str | None, name: str | None) -> str | None:
    """The tally of an institution: by id, or by its folded name while it is on no list."""
    if institution_id is not None:
        return INSTITUTION + institution_id
    folded = fold(name or "")
    return f"{INSTITUTION}{UNLISTED}{_digest(folded)}" if folded else None


def is_unlisted(key: str) -> bool:
    """Whether a tally is that of an institution on no list."""
    return key.startswith(INSTITUTION + UNLISTED)


def of_institution(tallies: Iterable[str], key: str | None) -> tuple[str, ...]:
    """The tallies with the institution's put in place of the one that is there."""
    others = (one for one in tallies if not one.startswith(INSTITUTION))
    return (*((key,) if key else ()), *others)


def option_tallies(form: Iterable[Field], answers: Mapping[str, str]) -> tuple[str, ...]:
    """The tallies of the options chosen; all are counted, so that a quota may be set later."""
    return tuple(
        f"{OPTION}{one.key}={answers[one.key]}"
        for one in form
        if answers.get(one.key) in (one.options if one.type is FieldType.SELECT else TICKED)
        and one.type in COUNTED
    )


def tallies_of(
    form: Iterable[Field],
    institution_id: str | None,
    institution: str | None,
    answers: Mapping[str, str],
) -> tuple[str, ...]:
    """The keys under which one person is counted."""
    body = institution_tally(institution_id, institution)
    return (*((body,) if body else ()), *option_tallies(form, answers))


def _digest(folded: str) -> str:
    """A name of any length as a short key."""
    return hashlib.sha256(folded.encode()).hexdigest()[:32]
