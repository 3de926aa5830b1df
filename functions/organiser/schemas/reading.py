"""Reading what comes in: strict models, and their complaints as (path, sentence) pairs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError
from pydantic.functional_validators import AfterValidator

from shared.domain.address import wire_address
from shared.domain.errors import Invalid
from shared.domain.text import clean_line, has_control

YEARS = range(1900, 3000)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SENTENCES = {
    "bool_type": "Please give true or false.",
    "dict_type": "Please give a JSON object.",
    "extra_forbidden": "This field is not known.",
    "int_type": "Please give a whole number.",
    "list_type": "Please give a list.",
    "missing": "Please give this.",
    "model_type": "Please give a JSON object.",
    "string_pattern_mismatch": "This does not have the form that it must have.",
    "string_too_short": "This may not be empty.",
    "string_type": "Please give text.",
    "string_unicode": "This text holds half of a character.",
    "too_long": "This is longer than it may be.",
    "too_short": "This may not be empty.",
}
"""What pydantic finds wrong, by its name for it, in plain words."""
_BREAKS = re.compile(r"[\n\t]")


class Strict(BaseModel):
    """A body whose every field is known and of its own type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Model = TypeVar("Model", bound=BaseModel)


def read(model: type[Model], value: object) -> Model:
    """The value as the model sees it. Raises Invalid naming each path that is wrong."""
    try:
        return model.model_validate(value)
    except ValidationError as wrong:
        complaints = wrong.errors(include_url=False, include_input=False, include_context=False)
        raise Invalid(
            [(path_of(one["loc"]), sentence_of(one["type"], one["msg"])) for one in complaints]
        ) from wrong


def path_of(steps: tuple[str | int, ...]) -> str:
    """A JSON path such as `sessions[2].start`; a name that may not be one is a step itself."""
    named = (step for step in steps if step != "[key]")  # pydantic's word for it
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in named)
    return clean_line(path.removeprefix("."))


def sentence_of(kind: str, message: str) -> str:
    """What is wrong, in plain words."""
    return _SENTENCES.get(kind) or message.removeprefix("Value error, ") + "." * (
        not message.endswith(".")
    )


def read_line(text: str) -> str:
    """One line of text, trimmed. Raises ValueError when it holds control characters."""
    if has_control(text):
        raise ValueError("Please leave out control characters and line breaks.")
    return unicodedata.normalize("NFC", text).strip()


def clean_name(value: object) -> object:
    """A name as it is kept: control characters become a space, halves of characters go."""
    return clean_line(value) if isinstance(value, str) else value


def read_text(text: str) -> str:
    """Text of several lines, trimmed. Raises ValueError for other control characters."""
    text = text.replace("\r\n", "\n")
    if has_control(_BREAKS.sub("", text)):
        raise ValueError("Please leave out control characters.")
    return unicodedata.normalize("NFC", text).strip()


def read_day(value: object) -> date:
    """A date as YYYY-MM-DD. Raises ValueError."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("Please give a date such as 2027-03-31.")
    try:
        day = date.fromisoformat(value)
    except ValueError as unknown:
        raise ValueError("There is no such day.") from unknown
    if day.year not in YEARS:
        raise ValueError("This year is out of reach.")
    return day


def read_instant(value: object) -> datetime:
    """An ISO 8601 instant with its offset, as UTC. Raises ValueError."""
    try:
        instant = datetime.fromisoformat(value if isinstance(value, str) else "")
    except ValueError as unreadable:
        raise ValueError("Please give an instant such as 2027-03-31T09:00+02:00.") from unreadable
    if instant.tzinfo is None:
        raise ValueError("Please give the offset from UTC too, such as +02:00.")
    if instant.year not in YEARS:
        raise ValueError("This year is out of reach.")
    return instant.astimezone(UTC)


def read_address(text: str) -> str:
    """An e-mail address as it stands in a header. Raises ValueError."""
    try:
        return wire_address(text)
    except Invalid as wrong:
        raise ValueError(wrong.errors[0][1]) from wrong


def unless_null(reader: Callable[[object], object]) -> Callable[[object], object]:
    """The reader, for a value that may be null."""
    return lambda value: None if value is None else reader(value)


Line = Annotated[str, StringConstraints(max_length=500), AfterValidator(read_line)]
Title = Annotated[Line, StringConstraints(min_length=1)]
Name = Annotated[str, BeforeValidator(clean_name)]
Text = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(read_text)]
Address = Annotated[str, AfterValidator(read_address)]
Day = Annotated[date, BeforeValidator(read_day)]
Instant = Annotated[datetime, BeforeValidator(read_instant)]
MaybeInstant = Annotated[datetime | None, BeforeValidator(unless_null(read_instant))]
