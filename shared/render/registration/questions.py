"""The form's questions as a page shows them, and as JSON tells them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.domain.event import Event
from shared.domain.form import LONGEST_ANSWER, NAME_KEYS, Field, FieldType
from shared.domain.text import LONGEST_NAME, clean_line

TICKS = (FieldType.CHECKBOX, FieldType.CONSENT)
TICKED = frozenset({"on", "yes", "true", "1"})
AUTOCOMPLETE: Mapping[str, str] = {
    "honorific": "honorific-prefix",
    "given_name": "given-name",
    "family_name": "family-name",
    "name": "name",
    "post": "organization-title",
    "institution": "organization",
    "email": "email",
    "phone": "tel",
}
"""What browsers fill in for the built-in keys (HTML Standard, section 4.10.18.7)."""


@dataclass(frozen=True)
class Question:
    """One question with what somebody has typed, and what is wrong with it."""

    id: str
    key: str
    label: str
    help: str
    type: str
    required: bool
    options: tuple[str, ...]
    longest: int
    autocomplete: str
    value: str
    error: str

    @property
    def ticked(self) -> bool:
        """Whether a box is ticked."""
        return self.value.casefold() in TICKED

    @property
    def described_by(self) -> str:
        """The ids of the texts that belong to the field."""
        parts = [f"{self.id}-error"] * bool(self.error) + [f"{self.id}-help"] * bool(self.help)
        return " ".join(parts)


def ask(
    event: Event, typed: Mapping[str, str], errors: Sequence[tuple[str, str]]
) -> tuple[Question, ...]:
    """The event's questions in its language, with the texts typed and the errors found."""
    wrong = dict(reversed(errors))
    return tuple(
        _ask_one(number, question, event.locale, typed, wrong)
        for number, question in enumerate(event.form, start=1)
    )


def list_errors(
    questions: Sequence[Question], errors: Sequence[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """Each error as (id of the question, sentence); the id is empty where no question is meant."""
    asked = {question.key: question for question in questions}
    return tuple(
        (asked[key].id, f"{asked[key].label}: {message}") if key in asked else ("", message)
        for key, message in errors
    )


def _ask_one(
    number: int, field: Field, locale: str, typed: Mapping[str, str], wrong: Mapping[str, str]
) -> Question:
    return Question(
        id=f"question-{number}",
        key=field.key,
        label=field.label_in(locale),
        help=field.help.get(locale) or field.help.get("en") or "",
        type=field.type.value,
        required=field.required,
        options=field.options,
        longest=LONGEST_NAME if field.key in (*NAME_KEYS, "institution") else LONGEST_ANSWER,
        autocomplete=AUTOCOMPLETE.get(field.key, "off" if field.type in TICKS else "on"),
        value=_show(field, typed.get(field.key, "")),
        error=wrong.get(field.key, ""),
    )


def _show(field: Field, text: str) -> str:
    if field.type is FieldType.TEXTAREA:
        return "\n".join(clean_line(line) for line in text.splitlines())
    return clean_line(text)


def form_json(event: Event) -> list[dict[str, object]]:
    """The form as programs read it."""
    return [
        {
            "key": field.key,
            "label": dict(field.label),
            "type": field.type.value,
            "required": field.required,
            "options": list(field.options),
            "help": dict(field.help),
        }
        for field in event.form
    ]
