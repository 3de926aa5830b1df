"""The form: an event's list of questions, and answers judged by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from shared.domain.address import wire_address
from shared.domain.errors import Invalid
from shared.domain.text import LONGEST_NAME, clean_line

LONGEST_ANSWER = 4000
NAME_KEYS = ("honorific", "given_name", "family_name", "name")
CONTACT_KEYS = frozenset({"name", "email", "institution"})


class FieldType(StrEnum):
    """How a question is asked."""

    TEXT = "text"
    TEXTAREA = "textarea"
    EMAIL = "email"
    TEL = "tel"
    NUMBER = "number"
    DATE = "date"
    SELECT = "select"
    CHECKBOX = "checkbox"
    CONSENT = "consent"


TICKS = (FieldType.CHECKBOX, FieldType.CONSENT)
TICK = "Please tick this box to go on."


@dataclass(frozen=True)
class Field:
    """One question: its key, label per locale, type, and for a select its options."""

    key: str
    label: Mapping[str, str]
    type: FieldType = FieldType.TEXT
    required: bool = False
    options: tuple[str, ...] = ()
    help: Mapping[str, str] = field(default_factory=dict)

    def label_in(self, locale: str) -> str:
        """The label in that locale, else in English, else whichever there is."""
        return self.label.get(locale) or self.label.get("en") or next(iter(self.label.values()))


DEFAULT_FORM: tuple[Field, ...] = (
    Field("name", {"en": "Name"}, required=True),
    Field("institution", {"en": "Institution"}),
    Field("email", {"en": "E-mail address"}, FieldType.EMAIL, required=True),
    Field("phone", {"en": "Telephone"}, FieldType.TEL),
)
COLLEAGUE_FORM: tuple[Field, ...] = (
    Field("name", {"en": "Name of your colleague"}, required=True),
    Field("email", {"en": "E-mail address of your colleague"}, FieldType.EMAIL, required=True),
)
"""What is asked about somebody who comes instead."""


@dataclass(frozen=True)
class Submission:
    """What somebody sent, mapped to our words and judged by the form.

    `accepted` are the consents that somebody gave anew, with the wording before their eyes.
    """

    email: str
    name: str = ""
    institution: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    accepted: frozenset[str] = frozenset()


def read_submission(form: Sequence[Field], values: Mapping[str, str]) -> Submission:
    """Judge `values` by the form's rules. Raises Invalid naming each field that is wrong."""
    errors: list[tuple[str, str]] = []
    clean: dict[str, str] = {}
    for question in form:
        try:
            answer = judge_answer(question, values.get(question.key, ""))
        except Invalid as wrong:
            errors += [(question.key, message) for _, message in wrong.errors]
            continue
        if answer:
            clean[question.key] = answer
    if errors:
        raise Invalid(errors)
    return submission_of(clean)


def submission_of(values: Mapping[str, str]) -> Submission:
    """A submission out of clean values by form key. Raises Invalid when no address is there."""
    email = wire_address(values.get("email", ""))
    name = values.get("name") or " ".join(values[k] for k in NAME_KEYS[:3] if values.get(k))
    if len(name) > LONGEST_NAME:
        raise Invalid.at("name", f"Please keep the name to {LONGEST_NAME} characters.")
    answers = {key: value for key, value in values.items() if key not in CONTACT_KEYS}
    return Submission(email, name, values.get("institution") or None, answers)


def judge_answer(question: Field, raw: str) -> str:
    """One answer, cleaned and judged by its question (empty: none). Raises Invalid."""
    answer = _clean_answer(question, raw)
    if not answer:
        if question.required:
            raise Invalid.at(
                question.key, TICK if question.type in TICKS else "Please fill this in."
            )
        return ""
    longest = LONGEST_NAME if question.key in (*NAME_KEYS, "institution") else LONGEST_ANSWER
    if len(answer) > longest:
        raise Invalid.at(question.key, f"Please keep this to {longest} characters.")
    return _judge_type(question, answer)


def _clean_answer(question: Field, raw: str) -> str:
    if question.type is FieldType.EMAIL:
        return raw if raw.strip() else ""  # control characters in it are judged, not mended
    if question.type is FieldType.TEXTAREA:
        return "\n".join(clean_line(line) for line in raw.splitlines()).strip()
    return clean_line(raw)


def _judge_type(question: Field, answer: str) -> str:
    if question.type is FieldType.EMAIL:
        return wire_address(answer)
    if question.type is FieldType.NUMBER:
        return _judge_number(question, answer)
    if question.type is FieldType.DATE:
        return _judge_date(question, answer)
    if question.type is FieldType.SELECT and answer not in question.options:
        raise Invalid.at(question.key, "Please choose one of the options.")
    if question.type in TICKS:
        return _judge_tick(question, answer)
    return answer


def _judge_number(question: Field, answer: str) -> str:
    unsigned = answer.removeprefix("-").replace(".", "", 1)
    if not (unsigned.isascii() and unsigned.isdigit()):
        raise Invalid.at(question.key, "Please give a number.")
    return answer


def _judge_date(question: Field, answer: str) -> str:
    try:
        return date.fromisoformat(answer).isoformat()
    except ValueError as wrong:
        raise Invalid.at(question.key, "Please give a date such as 2027-03-31.") from wrong


def _judge_tick(question: Field, answer: str) -> str:
    ticked = answer.casefold() in ("on", "yes", "true", "1")
    if not ticked and answer.casefold() not in ("off", "no", "false", "0"):
        raise Invalid.at(question.key, "Please tick or leave this box.")
    if question.required and not ticked:
        raise Invalid.at(question.key, TICK)
    return "yes" if ticked else ""
