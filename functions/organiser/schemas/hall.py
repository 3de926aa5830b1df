"""The hours of the hall, in and out: wall times of the event's zone as HH:MM."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from functions.organiser.schemas.part import Part
from shared.domain.place import Hall

_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
MIDNIGHT, DAY_MINUTES = "24:00", 24 * 60

Clock = Annotated[str, Field(pattern=rf"^{_CLOCK.pattern}$", examples=["08:00"])]
Until = Annotated[str, Field(pattern=rf"^(?:{_CLOCK.pattern}|{MIDNIGHT})$", examples=["20:30"])]


def _read_clock(value: object) -> int:
    """HH:MM as minutes since midnight. Raises ValueError."""
    if not isinstance(value, str) or not _CLOCK.fullmatch(value):
        raise ValueError("Please give a time such as 08:30.")
    return int(value[:2]) * 60 + int(value[3:])


def _read_until(value: object) -> int:
    """HH:MM as minutes since midnight; midnight, 00:00 or 24:00, ends the day."""
    return (0 if value == MIDNIGHT else _read_clock(value)) or DAY_MINUTES


class HallTimes(Part):
    """From when until when the hall is there each day, by the event's clock; 24:00 is midnight."""

    opens: Annotated[int, BeforeValidator(_read_clock, json_schema_input_type=Clock)] = Field(
        alias="from"
    )
    until: Annotated[int, BeforeValidator(_read_until, json_schema_input_type=Until)]

    @field_validator("until")
    @classmethod
    def _comes_later(cls, until: int, info: ValidationInfo) -> int:
        if until <= info.data.get("opens", -1):
            raise ValueError("This is not later than the time from which the hall is there.")
        return until

    def to_hall(self) -> Hall:
        """The hall as the domain knows it."""
        return Hall(self.opens, self.until)


def hall_document(hall: Hall | None) -> dict[str, str] | None:
    """The hours as they are shown, and taken."""
    return {"from": hall.opens_at, "until": hall.closes_at} if hall else None
