"""The form in an event's settings: a list of questions."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, StringConstraints, model_validator
from pydantic import Field as Rule

from functions.organiser.schemas.reading import Line, Strict, Title
from shared.domain.form import Field, FieldType
from shared.domain.quota import COUNTED

LOCALE = r"^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?$"
SCRIPT = 4
"""Letters of a script, as in `sr-Latn`."""
MOST_COUNTED = 30
"""Each counts places, and a seat passes on with all its counters in one transaction."""
RESERVED = frozenset({"website", "form_token", "action", "thanks_url", "invitation"})
"""Names that the registration form uses for itself."""


def _spell(locale: str) -> str:
    """A locale in the case that RFC 5646 section 2.1.1 recommends: one language, one spelling."""
    language, *others = locale.split("-")
    spelled = (one.title() if len(one) == SCRIPT else one.upper() for one in others)
    return "-".join([language.lower(), *spelled])


Locale = Annotated[str, StringConstraints(pattern=LOCALE), AfterValidator(_spell)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,63}$")]


class Question(Strict):
    """One question of the form."""

    key: Key
    label: Annotated[dict[Locale, Title], Rule(min_length=1)]
    type: Annotated[FieldType, Rule(strict=False)] = FieldType.TEXT
    required: bool = False
    options: Annotated[list[Title], Rule(max_length=500)] | None = None
    help: dict[Locale, Line] | None = None

    @model_validator(mode="after")
    def check(self) -> Question:
        """A select has options, each once; nothing else has any."""
        options = self.options or []
        if self.key in RESERVED:
            raise ValueError(f"The key {self.key} is taken by the form itself.")
        if (self.type is FieldType.SELECT) != bool(options):
            raise ValueError("A select needs options, and nothing else has any.")
        if len(set(options)) < len(options):
            raise ValueError("An option may stand once only.")
        if self.key == "email" and not (self.required and self.type is FieldType.EMAIL):
            raise ValueError("The field email must be required and of type email.")
        return self

    def to_field(self) -> Field:
        """The question as the domain knows it."""
        return Field(
            key=self.key,
            label=dict(self.label),
            type=self.type,
            required=self.required,
            options=tuple(self.options or ()),
            help=dict(self.help or {}),
        )


def check_form(questions: list[Question]) -> list[Question]:
    """The form as given. Raises ValueError when a key stands twice or `email` is not there."""
    keys = [question.key for question in questions]
    if len(set(keys)) < len(keys):
        raise ValueError("A key may stand once only.")
    if "email" not in keys:
        raise ValueError("The form must have the field email.")
    if sum(question.type in COUNTED for question in questions) > MOST_COUNTED:
        raise ValueError(f"A form may have {MOST_COUNTED} fields of type select and checkbox.")
    return questions


def form_document(form: tuple[Field, ...]) -> list[dict[str, object]]:
    """The form as settings show it."""
    return [
        {
            "key": field.key,
            "label": dict(field.label),
            "type": field.type.value,
            "required": field.required,
            "options": list(field.options),
            "help": dict(field.help),
        }
        for field in form
    ]
