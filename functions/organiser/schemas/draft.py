"""What an organiser reads of a draft before publishing it."""

from __future__ import annotations

from pydantic import Field

from functions.organiser.schemas.answers import Changes, SessionAnswer, Shown, SpeakerAnswer
from shared.domain.changes import What
from shared.domain.mail_summary import Mailed

ConflictValue = str | list[str] | list[SpeakerAnswer] | SessionAnswer | None
"""A field as the draft shows it, or a session."""


class DraftChanges(Changes):
    """The same of a draft, and whose speakers differ, and what is cancelled."""

    speakers: list[str]
    cancelled: list[str]


class NoteAnswer(Shown):
    """One change of one session, and as a sentence. `before` and `after` are start and end with a
    slash between for what is added, removed or moved, else the words as they stand; null where
    there is nothing to tell.
    """

    what: What
    session: str | None
    title: str
    before: str | None
    after: str | None
    text: str


class MailLineAnswer(Shown):
    """How many people would hear of one kind of change by mail, and for which sessions."""

    what: Mailed
    people: int
    sessions: list[str]
    text: str


class DraftChangesAnswer(Shown):
    """A draft against the present release; null: there is none yet, and everything is added."""

    release: int | None
    changes: DraftChanges
    notes: list[NoteAnswer]
    mail: list[MailLineAnswer]


class ImportedSession(SessionAnswer):
    """One session of a draft as it would be; a new one has no id yet."""

    id: str = Field(default_factory=str)


class ConflictAnswer(Shown):
    """What was changed by hand and in the document, differently. `field` is null where one of them
    has the session no more: the other's is told whole.
    """

    session: str
    field: str | None
    hand: ConflictValue
    document: ConflictValue


class ProposalAnswer(Shown):
    """The draft with a revised outline taken in; `changes` are against the draft as it is, `added`
    the ids that new sessions get when they are saved in this order.
    """

    sessions: list[ImportedSession]
    changes: DraftChanges
    conflicts: list[ConflictAnswer]
