"""Messages that an organiser writes: the bodies, and what is answered of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from functions.organiser.schemas.answers import Shown
from functions.organiser.schemas.reading import Line, Strict, Text
from shared.domain.registration import State
from shared.domain.round import Audience

MESSAGE_ID = r"^[a-z0-9][a-z0-9-]{2,62}$"
ATTACHMENT_ID = r"^[0-9a-f]{32}$"
MOST_INSTITUTIONS = 500
Subject = Annotated[Line, StringConstraints(min_length=1, max_length=200)]
Words = Annotated[Text, StringConstraints(min_length=1)]
WantedState = Annotated[State, Field(strict=False)]
FileName = Annotated[str, Field(min_length=1, examples=["How to find us.pdf"])]


class AudienceBody(Strict):
    """Who is written to: those who registered and are in one of these states (the confirmed, if
    none is named), or the `silent`, who were invited and have not answered. `institutions` (ids)
    and `walk_in` take fewer of them.
    """

    states: Annotated[list[WantedState], Field(min_length=1, max_length=len(State))] | None = None
    institutions: Annotated[list[str], Field(max_length=MOST_INSTITUTIONS)] = Field(
        default_factory=list
    )
    silent: bool = False
    walk_in: bool = False

    @model_validator(mode="after")
    def check(self) -> AudienceBody:
        """The silent have no registration, hence no state."""
        if self.silent and (self.states is not None or self.walk_in):
            raise ValueError(
                "Who is silent has not registered: please give silent without states and walk_in."
            )
        return self

    def to_audience(self) -> Audience:
        """The audience in the domain's words; each part said once, in one order."""
        states = Audience().states if self.states is None else self.states
        return Audience(
            tuple(state for state in State if state in states),
            tuple(sorted(set(self.institutions))),
            self.walk_in,
            self.silent,
        )


class MessageBody(Strict):
    """A message to an audience; blank lines part the paragraphs of its text. `attachment` is the id
    of a file that was kept before.
    """

    subject: Subject
    text: Words
    audience: AudienceBody = Field(default_factory=AudienceBody)
    attachment: Annotated[str, Field(pattern=ATTACHMENT_ID)] | None = None


class SendBody(MessageBody):
    """A message to be sent. The same `id` again is the same message: nobody gets it twice."""

    id: Annotated[str, Field(pattern=MESSAGE_ID)]


class Unreachable(Shown):
    """Of the recipients those whose address is marked as given up: their mail is skipped."""

    bounced: int
    complained: int


class WrittenMail(Shown):
    """The mail as the first recipient would get it, with no personal link that works."""

    subject: str
    text: str
    html: str


class AttachmentAnswer(Shown):
    """A file that was kept; the same file of the same name has the same id."""

    id: str
    name: str
    size: int


class PreviewAnswer(Shown):
    """Whom a message would reach, and how it would look."""

    recipients: int
    unreachable: Unreachable
    mail: WrittenMail
    attachment: AttachmentAnswer | None


class OwnCopyAnswer(Shown):
    """Where the test goes."""

    to: str


class AudienceAnswer(Shown):
    """Who is written to."""

    states: list[State]
    institutions: list[str]
    silent: bool
    walk_in: bool


class NamedFile(Shown):
    """A file that went out with a message."""

    id: str
    name: str


class SentAnswer(Shown):
    """A message that was sent: to how many when it was begun, and for how many a mail has been
    written so far; `under_way` until the last is written.
    """

    id: str
    subject: str
    state: Literal["under_way", "done"]
    recipients: int
    told: int
    at: datetime


class SentTold(SentAnswer):
    """A message that was sent, with what it says, and to whom."""

    text: str
    audience: AudienceAnswer
    attachment: NamedFile | None


class SentPage(Shown):
    """One page, by id; `next` is the cursor of the page after it."""

    sent: list[SentAnswer]
    next: str | None
