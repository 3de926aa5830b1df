"""The form's questions as a page shows them, and as JSON tells them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from shared.domain.consent import consent_version
from shared.domain.event import Event
from shared.domain.form import (
    COLLEAGUE_FORM,
    LONGEST_ANSWER,
    NAME_KEYS,
    TICKS,
    Field,
    FieldType,
)
from shared.domain.quota import COUNTED, OPTION
from shared.domain.text import LONGEST_NAME, clean_line

FULL = "No place is left in this."
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
    full: frozenset[str]
    frozen: bool
    consent: str
    locked: bool

    @property
    def ticked(self) -> bool:
        """Whether a box is ticked."""
        return self.value.casefold() in TICKED

    @property
    def described_by(self) -> str:
        """The ids of the texts that belong to the field."""
        texts = {"error": self.error, "help": self.help, "note": self.note}
        return " ".join(f"{self.id}-{name}" for name, text in texts.items() if text)

    @property
    def note(self) -> str:
        """What else somebody must know who answers."""
        if self.frozen:
            return "This can no longer be changed here; please write to the organisers."
        return self.consent or (FULL if self.type == "checkbox" and self.full else "")


@dataclass(frozen=True)
class Standing:
    """How things stand: the options that are full, as tallies; whether options are frozen; the
    versions of the wording to which somebody has consented; the questions whose answers are given.
    """

    full: frozenset[str] = frozenset()
    frozen: bool = False
    consents: Mapping[str, str] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()


def ask(
    event: Event,
    typed: Mapping[str, str],
    errors: Sequence[tuple[str, str]],
    standing: Standing,
) -> tuple[Question, ...]:
    """The event's questions in its language, with the texts typed and the errors found."""
    wrong = dict(reversed(errors))
    return tuple(
        _ask_one(number, question, event.locale, typed, wrong, standing)
        for number, question in enumerate(event.form, start=1)
    )


def ask_colleague(
    typed: Mapping[str, str], errors: Sequence[tuple[str, str]]
) -> tuple[Question, ...]:
    """What is asked about somebody who comes instead, who is nobody that the browser knows."""
    wrong = dict(reversed(errors))
    asked = (_ask_one(0, one, "en", typed, wrong, Standing()) for one in COLLEAGUE_FORM)
    return tuple(replace(one, id=f"colleague-{one.key}", autocomplete="off") for one in asked)


def list_errors(
    questions: Sequence[Question], errors: Sequence[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """Each error as (id of the question, sentence); the id is empty where no question is meant."""
    asked = {question.key: question for question in questions}
    return tuple(
        (asked[key].id, _say_error(asked[key].label, message)) if key in asked else ("", message)
        for key, message in errors
    )


def _say_error(label: str, message: str) -> str:
    """What is wrong where; a label that is a sentence of its own needs no colon."""
    return f"{label} {message}" if label.endswith(("?", "!", ".", ":")) else f"{label}: {message}"


def _ask_one(
    number: int,
    field: Field,
    locale: str,
    typed: Mapping[str, str],
    wrong: Mapping[str, str],
    standing: Standing,
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
        full=_full_of(field, standing.full),
        frozen=standing.frozen and field.type in COUNTED,
        consent=_say_consent(field, standing.consents.get(field.key)),
        locked=field.key in standing.locked,
    )


def _full_of(field: Field, full: frozenset[str]) -> frozenset[str]:
    """The options of the question in which no place is left."""
    mark = f"{OPTION}{field.key}="
    return frozenset(one.removeprefix(mark) for one in full if one.startswith(mark))


def _say_consent(field: Field, accepted: str | None) -> str:
    """To which wording somebody has said yes; empty when to none."""
    if accepted is None or field.type is not FieldType.CONSENT:
        return ""
    if accepted == consent_version(field):
        return f"You have agreed to this wording (version {accepted})."
    return (
        f"You have agreed to an earlier wording (version {accepted}); saving the changes agrees "
        "to this one."
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
