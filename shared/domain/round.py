"""A round: the same kind of mail to everybody of an audience, page by page, each at most once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from shared.domain.invitation import Invitation
from shared.domain.notice import Noted
from shared.domain.registration import Registration, State


class RoundKind(StrEnum):
    """What a round is for; `silent` reminds who was invited and has not answered."""

    NOTICE = "notice"
    REMINDER = "reminder"
    MESSAGE = "message"
    SILENT = "silent"


WRITTEN = "message-"
"""How the id of a round begins that tells what an organiser wrote; behind it stands the id that
they chose. No other round has an id that begins so.
"""


@dataclass(frozen=True)
class Audience:
    """Who is written to: in one of these states and, where they are named, of one of these
    institutions (ids); walk-ins only, if `walk_in`. If `silent` it is not those who registered but
    those who were invited and have not answered.
    """

    states: tuple[State, ...] = (State.CONFIRMED,)
    institutions: tuple[str, ...] = ()
    walk_in: bool = False
    silent: bool = False

    def has(self, registration: Registration) -> bool:
        """Whether somebody belongs to it; nobody does who was erased."""
        if self.silent or registration.erased_at is not None:
            return False
        if registration.state not in self.states:
            return False
        if self.walk_in and registration.source != "walk_in":
            return False
        return not self.institutions or registration.institution_id in self.institutions

    def has_invited(self, invitation: Invitation) -> bool:
        """Whether somebody belongs to it who was invited."""
        if not (self.silent and invitation.silent) or invitation.revoked:
            return False
        return not self.institutions or invitation.institution_id in self.institutions


@dataclass(frozen=True)
class Round:
    """One round. `id` sorts by time, but that of what an organiser wrote, which is WRITTEN and
    theirs; it stands in the keys of its messages, so that nobody gets one twice. `after` is how far
    it has come, `due_at` when it goes on (None: it is done).

    `facts` say what every mail of it says, `noted` what a notice tells of.
    """

    event: str
    id: str
    kind: RoundKind
    at: datetime
    audience: Audience
    due_at: datetime | None
    facts: Mapping[str, str] = field(default_factory=dict)
    noted: tuple[Noted, ...] = ()
    after: str = ""
    told: int = 0
    version: int = 1
