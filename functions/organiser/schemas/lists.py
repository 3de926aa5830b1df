"""Lists and attendance, in and out."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from functions.organiser.schemas.answers import Shown
from functions.organiser.schemas.people import Short, drop_halves
from functions.organiser.schemas.reading import Strict, Title
from shared.domain.errors import Invalid
from shared.domain.registration import State

LIST_KEY = re.compile(r"[a-z][a-z0-9-]{0,39}")
MOST_LINES = 500
"""Lines of one list of attendance: what is noted well within the time there is."""

Line = Annotated[Short, BeforeValidator(drop_halves)]
RunNumber = Annotated[int, Field(ge=0, lt=10**9)]
ColumnKey = Annotated[str, StringConstraints(max_length=64)]


def _each_once(values: list[str]) -> list[str]:
    if len(set(values)) < len(values):
        raise ValueError("Each may stand once only.")
    return values


class ListBody(Strict):
    """A list: its title, the keys of its columns, and the states of the people on it."""

    title: Title
    columns: Annotated[
        list[ColumnKey], Field(min_length=1, max_length=100), AfterValidator(_each_once)
    ]
    states: Annotated[list[Annotated[State, Field(strict=False)]], AfterValidator(_each_once)] = (
        Field(default=[State.CONFIRMED])
    )


class Attend(Strict):
    """Whether somebody came."""

    attended: bool


class AttendanceList(Strict):
    """Who came: ids of registrations, or addresses."""

    people: Annotated[list[Line], Field(min_length=1, max_length=MOST_LINES)]


class ListAnswer(Shown):
    """A list; no states: people in any; `runs` is the number of its last run."""

    key: str
    title: str
    columns: list[str]
    states: list[State]
    runs: int


class ListsAnswer(Shown):
    """The lists of an event by key."""

    lists: list[ListAnswer]


class AttendanceLine(Shown):
    """What one line came to."""

    line: int
    said: str
    outcome: str
    registration: str | None


class AttendanceAnswer(Shown):
    """How many were noted by this list, and what each line came to."""

    attended: int
    lines: list[AttendanceLine]


class Counts(Shown):
    """People by state; `attended` is how many of them came."""

    confirmed: int
    waiting: int
    pending: int
    declined: int
    cancelled: int
    attended: int


class InstitutionCounts(Counts):
    """The people of one institution; `id` is null for one that is on no list."""

    id: str | None
    name: str | None


class StatisticsAnswer(Shown):
    """The institutions in the order of precedence, and their sums."""

    institutions: list[InstitutionCounts]
    total: Counts


def read_list_key(text: str) -> str:
    """The key of a list that is to be saved. Raises Invalid naming `list`."""
    if not LIST_KEY.fullmatch(text):
        raise Invalid.at("list", "A key has small letters, digits and hyphens, 40 at most.")
    return text
