"""Invitations, in and out."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from functions.organiser.schemas.answers import InstitutionAnswer, Shown
from functions.organiser.schemas.reading import Strict
from shared.domain.invitation import InvitationKind, InvitationState

WantedInvitations = Literal["invited", "registered", "declined", "silent"]


class InvitationRow(BaseModel):
    """One who is to be invited; every line is judged by itself, so that none is refused here."""

    model_config = ConfigDict(extra="allow")

    email: str
    kind: InvitationKind = InvitationKind.PERSON
    name: str | None = None
    institution: str | None = None
    forwardable: bool | None = None


class InvitationRows(BaseModel):
    """Who is to be invited."""

    invitations: Annotated[list[InvitationRow], Field(max_length=5000)]


class LineAnswer(Shown):
    """What became of one line of the file, or entry of the list."""

    line: int
    outcome: Literal["added", "updated", "unchanged", "refused"]
    reason: str | None


class ImportAnswer(Shown):
    """The report of an import."""

    lines: list[LineAnswer]
    added: int
    updated: int
    unchanged: int
    refused: int


class InvitationAnswer(Shown):
    """One invitation; `silent` says that it was sent and nothing has come back."""

    id: str
    kind: InvitationKind
    email: str
    name: str
    institution: InstitutionAnswer | None
    forwardable: bool
    state: InvitationState
    silent: bool
    revoked: bool
    round: int
    sent_at: datetime | None
    answered_at: datetime | None
    registration: str | None


class InvitationPage(Shown):
    """One page; `next` is the cursor of the page after it."""

    invitations: list[InvitationAnswer]
    next: str | None


class SendingBody(Strict):
    """Whom to write to: some by id, or all. A second round reaches those who have not answered."""

    ids: Annotated[list[str], Field(min_length=1, max_length=500)] | None = None
    all: Literal[True] | None = None
    round: Annotated[int, Field(ge=1, le=99)] = 1
    dry_run: bool = False

    @model_validator(mode="after")
    def check(self) -> SendingBody:
        """One of the two, not both."""
        if (self.ids is None) == (self.all is None):
            raise ValueError("Please give ids or all, one of the two.")
        return self


class Skipped(Shown):
    """Who is not written to, by the reason: had this round, has answered, was taken back."""

    sent: int
    answered: int
    revoked: int


class SendingAnswer(Shown):
    """How many are written to; of many, the last within minutes."""

    round: int
    to_send: int
    skipped: Skipped
    dry_run: bool


class ReminderRound(Strict):
    """Whom to remind of those who have not answered: all, those of one institution, or one of them.

    Nobody is reminded by hand who was reminded within a day.
    """

    institution: str | None = None
    invitation: str | None = None
    dry_run: bool = False

    @model_validator(mode="after")
    def check(self) -> ReminderRound:
        """One of the two at most."""
        if self.institution is not None and self.invitation is not None:
            raise ValueError("Please give institution or invitation, one of the two.")
        return self


class NotReminded(Shown):
    """Who is not reminded, by the reason: never invited by mail, has answered, was taken back, was
    reminded within a day.
    """

    unsent: int
    answered: int
    revoked: int
    reminded: int


class RemindingAnswer(Shown):
    """How many are reminded, within minutes."""

    to_send: int
    skipped: NotReminded
    dry_run: bool
