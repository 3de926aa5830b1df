"""Institutions, in and out."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from functions.organiser.schemas.answers import Shown
from functions.organiser.schemas.form import Locale
from functions.organiser.schemas.reading import Address, Strict, Title
from shared.domain.text import LONGEST_NAME

MOST_INSTITUTIONS = 1000
Spelling = Annotated[Title, StringConstraints(max_length=LONGEST_NAME)]
InstitutionId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]


class InstitutionBody(Strict):
    """An institution of the list; one without an id is new."""

    id: InstitutionId | None = None
    name: Spelling
    names: Annotated[dict[Locale, Spelling], Field(max_length=50)] | None = None
    aliases: Annotated[list[Spelling], Field(max_length=100)] | None = None
    contacts: Annotated[list[Address], Field(max_length=20)] | None = None


class InstitutionsBody(Strict):
    """The whole list."""

    institutions: Annotated[list[InstitutionBody], Field(max_length=MOST_INSTITUTIONS)]


class MergeBody(Strict):
    """What is to be one with an institution: a spelling, or another institution by its id."""

    into: str
    spelling: Spelling | None = None
    from_: Annotated[str | None, Field(alias="from")] = None

    @model_validator(mode="after")
    def check(self) -> MergeBody:
        """One of the two, not both."""
        if (self.spelling is None) == (self.from_ is None):
            raise ValueError("Please give spelling or from, one of the two.")
        return self


class KnownInstitution(Shown):
    """An institution with those who hold a place and those who wait for one."""

    id: str
    name: str
    names: dict[str, str]
    aliases: list[str]
    contacts: list[str]
    confirmed: int
    waiting: int


class UnmatchedSpelling(Shown):
    """A name that people gave and that no institution of the list has."""

    name: str
    confirmed: int
    waiting: int


class InstitutionList(Shown):
    """The list, and the spellings that match nothing on it."""

    institutions: list[KnownInstitution]
    unmatched: list[UnmatchedSpelling]


class MergeAnswer(InstitutionList):
    """The list after the merge: how many people were moved, and whether that was everybody;
    the rest follow within minutes.
    """

    moved: int
    complete: bool


class FocalPointBody(Strict):
    """To whom the link goes; without an address to every contact of the institution."""

    address: Address | None = None


class FocalPointAnswer(Shown):
    """To how many addresses the link is on its way."""

    sent: int
