"""Judge what an organiser says of somebody by the event's form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from shared.domain.errors import Invalid
from shared.domain.form import (
    CONTACT_KEYS,
    DEFAULT_FORM,
    NAME_KEYS,
    Field,
    Submission,
    judge_answer,
    read_submission,
    submission_of,
)
from shared.domain.registration import Registration

ANSWERS = "answers."
NAME_PARTS = NAME_KEYS[:3]
BUILT_IN = {
    **{key: Field(key, {"en": key}) for key in (*NAME_KEYS, "post")},
    **{one.key: replace(one, required=one.key == "email") for one in DEFAULT_FORM},
}
"""What may be said of somebody even if the form does not ask for it."""


def judge_newcomer(form: Sequence[Field], said: Mapping[str, str]) -> Submission:
    """The submission of somebody new. `said` has `name`, `email`, `institution`, `answers.<key>`.

    A whole name answers for the parts of one. Raises Invalid naming each path that is wrong.
    """
    questions = {**BUILT_IN, **{one.key: one for one in form}}
    values = _by_key(questions, said)
    if values.get("name"):
        for part in NAME_PARTS:
            questions[part] = replace(questions[part], required=False)
    try:
        return read_submission(list(questions.values()), values)
    except Invalid as wrong:
        raise Invalid([(_path_of(key), why) for key, why in wrong.errors]) from wrong


def judge_correction(
    form: Sequence[Field], before: Registration, said: Mapping[str, str]
) -> Submission:
    """The submission that a correction makes of a registration; what is not said stays.

    Raises Invalid naming each path that is wrong.
    """
    questions = {**BUILT_IN, **{one.key: one for one in form}}
    judged = _judge_said(questions, _by_key(questions, said))
    own = {"name": before.name, "email": before.email, "institution": before.institution or ""}
    values = {**before.answers, **own, **judged}
    if "name" not in judged and any(part in judged for part in NAME_PARTS):
        parts = [values[part] for part in NAME_PARTS if values.get(part)]
        values["name"] = " ".join(parts) or before.name
    return submission_of({key: value for key, value in values.items() if value})


def _judge_said(questions: Mapping[str, Field], values: Mapping[str, str]) -> dict[str, str]:
    judged: dict[str, str] = {}
    errors: list[tuple[str, str]] = []
    for key, value in values.items():
        try:
            judged[key] = judge_answer(questions[key], value)
        except Invalid as wrong:
            errors += [(_path_of(key), why) for _, why in wrong.errors]
    if errors:
        raise Invalid(errors)
    return judged


def _by_key(questions: Mapping[str, Field], said: Mapping[str, str]) -> dict[str, str]:
    """What was said by form key. Raises Invalid for an answer to no question of the form."""
    answers = {path.removeprefix(ANSWERS): path for path in said if path.startswith(ANSWERS)}
    errors = [
        (path, "The form does not ask this among the answers.")
        for key, path in answers.items()
        if key in CONTACT_KEYS or key not in questions
    ]
    if errors:
        raise Invalid(errors)
    return {path.removeprefix(ANSWERS): value for path, value in said.items()}


def _path_of(key: str) -> str:
    return key if key in CONTACT_KEYS else ANSWERS + key
