"""Map what a sender sent to the event's form keys, and make a submission of it.

A sender's form is not ours: only an address is asked for, and an answer that our form would not
take is kept as it was written rather than the person turned away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from shared.domain.errors import Invalid
from shared.domain.form import (
    CONTACT_KEYS,
    DEFAULT_FORM,
    LONGEST_ANSWER,
    NAME_KEYS,
    Field,
    Submission,
    judge_answer,
    submission_of,
)
from shared.domain.text import LONGEST_NAME, clean_line, fold

MOST_EXTRAS = 40
LONGEST_EXTRA = 2000
"""So many answers of so many characters stay below what one item of the table holds."""
STRICT_KEYS = frozenset({*NAME_KEYS, *CONTACT_KEYS})
_CONTACT_FIELDS = {one.key: one for one in DEFAULT_FORM if one.key in CONTACT_KEYS}


def map_values(
    form: Sequence[Field], mapping: Mapping[str, str], values: Mapping[str, str]
) -> Submission:
    """The submission that a sender's `values` are. `mapping` names the sender's key per form key.

    Keys unknown to the form become answers under their own names. Raises Invalid when there is
    no usable address, or when a name is too long.
    """
    renamed = rename(mapping, values)
    questions = {**_CONTACT_FIELDS, **{question.key: question for question in form}}
    clean = {key: _answer(questions[key], renamed[key]) for key in questions if key in renamed}
    others = {key: value for key, value in renamed.items() if key not in questions}
    both = {**_extras(others), **clean}
    return submission_of({key: answer for key, answer in both.items() if key and answer})


def rename(mapping: Mapping[str, str], values: Mapping[str, str]) -> dict[str, str]:
    """The values under our keys; a mapped value outweighs one that has our key itself."""
    by_spelling = {fold(key): key for key in values}
    found: dict[str, str] = {}
    for key, wanted in mapping.items():
        source = wanted if wanted in values else by_spelling.get(fold(wanted))
        if source is not None:
            found[key] = source
    taken = set(found.values())
    others = {key: value for key, value in values.items() if key not in taken}
    return {**others, **{key: values[source] for key, source in found.items()}}


def _answer(question: Field, raw: str) -> str:
    """The answer as our form would keep it, else as it was written."""
    try:
        return judge_answer(replace(question, required=False), raw)
    except Invalid:
        if question.key in STRICT_KEYS:
            raise
        return clean_line(raw)[:LONGEST_ANSWER]


def _extras(values: Mapping[str, str]) -> dict[str, str]:
    """Answers to questions that our form does not ask, shortened where they are too long."""
    first = list(values.items())[:MOST_EXTRAS]
    named = {clean_line(key)[:LONGEST_NAME]: clean_line(value) for key, value in first}
    for key in STRICT_KEYS & named.keys():
        if len(named[key]) > LONGEST_NAME:
            raise Invalid.at(key, f"Please keep this to {LONGEST_NAME} characters.")
    return {key: value[:LONGEST_EXTRA] for key, value in named.items()}
