"""Find out which of a sender's fields answers which question of the event's form."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from shared.domain.address import wire_address
from shared.domain.errors import Invalid
from shared.domain.form import CONTACT_KEYS, NAME_KEYS, Field
from shared.domain.text import clean_line, fold
from shared.senders.label_words import ENGLISH, meaning_of
from shared.senders.mapping import rename
from shared.senders.sender import Answered, Incoming

GIVEN, FAMILY, NAME, EMAIL = "given_name", "family_name", "name", "email"
BUILT_IN = frozenset({*NAME_KEYS, *CONTACT_KEYS, "post", "phone"})
"""The keys that keep their meaning in every form."""


def name_answers(
    answers: Sequence[Answered], form: Sequence[Field], mapping: Mapping[str, str], locale: str
) -> dict[str, str]:
    """The answers under form keys where they have one, else under their labels.

    The event's mapping outweighs all, since somebody decided it. Then the first answer counts
    whose type tells its meaning, then one that has the form's own key or label, then one whose
    label says it in the event's languages or English. Only a usable address is an address.
    """
    given = [one for one in answers if one.value]
    languages = {locale, ENGLISH, *(tag for question in form for tag in question.label)}
    chosen: dict[str, Answered] = {}
    for key, one in _meanings(given, form, mapping, languages):
        known = any(one is other for other in chosen.values())
        if key not in chosen and not known and (key != EMAIL or _is_address(one.value)):
            chosen[key] = one
    others = [one for one in given if not any(one is other for other in chosen.values())]
    values = {key: one.value for key, one in _settle_names(chosen).items()}
    return _join_name(values, {question.key for question in form}) | _by_label(others, values)


def values_of(
    incoming: Incoming, form: Sequence[Field], mapping: Mapping[str, str], locale: str
) -> dict[str, str]:
    """A delivery's values under form keys, and the rest under the sender's own names."""
    if incoming.answers:
        return name_answers(incoming.answers, form, mapping, locale)
    return rename(mapping, incoming.values)


def tell_apart(form: Sequence[Field], values: Collection[str]) -> tuple[list[str], list[str]]:
    """The names of `values` that are form keys, and those that no question was found for."""
    known = {*BUILT_IN, *(question.key for question in form)}
    return [key for key in values if key in known], [key for key in values if key not in known]


def _meanings(
    answers: Sequence[Answered],
    form: Sequence[Field],
    mapping: Mapping[str, str],
    languages: Collection[str],
) -> Iterator[tuple[str, Answered]]:
    """Which answer may mean which key, the surest first."""
    spelled = [(one, {fold(name) for name in (one.label, *one.names)}) for one in answers]
    for key, wanted in mapping.items():
        yield from ((key, one) for one, names in spelled if fold(wanted) in names)
    yield from ((one.means, one) for one in answers if one.means)
    for question in form:
        own = {fold(question.key), *(fold(label) for label in question.label.values())}
        yield from ((question.key, one) for one, names in spelled if own & names)
    for one in answers:
        for label in (one.label, *one.names):
            if meaning := meaning_of(label, languages):
                yield meaning, one


def _is_address(text: str) -> bool:
    try:
        wire_address(text)
    except Invalid:
        return False
    return True


def _settle_names(chosen: Mapping[str, Answered]) -> dict[str, Answered]:
    """`Name` beside a first name is the family name, and beside a family name the first."""
    settled = dict(chosen)
    for there, missing in ((GIVEN, FAMILY), (FAMILY, GIVEN)):
        if there in settled and missing not in settled and NAME in settled:
            settled[missing] = settled.pop(NAME)
    return settled


def _join_name(values: Mapping[str, str], asked: Collection[str]) -> dict[str, str]:
    """First and last name as the one name, unless the form asks for either."""
    if NAME in values or {GIVEN, FAMILY} & set(asked):
        return dict(values)
    parts = [values[key] for key in (GIVEN, FAMILY) if key in values]
    joined = {NAME: " ".join(parts)} if parts else {}
    return {**{k: v for k, v in values.items() if k not in (GIVEN, FAMILY)}, **joined}


def _by_label(answers: Sequence[Answered], taken: Collection[str]) -> dict[str, str]:
    """Answers under their labels; a label that is there already gets a number."""
    found: dict[str, str] = {}
    for one in answers:
        label = name = clean_line(one.label) or clean_line(next(iter(one.names), ""))
        number = 2
        while name in found or name in taken:
            name, number = f"{label} ({number})", number + 1
        found[name] = one.value
    return found
