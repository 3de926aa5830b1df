"""Mail as organisers look into it: timelines, who got none, why."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from functions.organiser.schemas.answers import InstitutionAnswer, MessageAnswer, Shown
from shared.domain.registration import State

About = Annotated[str, Field(min_length=1, examples=["ida.ferm@example.org"])]


class StepAnswer(Shown):
    """One step of a mail: queued, sent, delayed, delivered, rejected, bounced or complained, or how
    our own attempt ended; `detail` holds codes.
    """

    what: Literal[
        "queued",
        "sent",
        "delayed",
        "delivered",
        "rejected",
        "bounced",
        "complained",
        "retry",
        "unknown",
        "dead",
        "skipped",
    ]
    at: datetime
    detail: str | None


class MessageTold(MessageAnswer):
    """One mail, and what became of it."""

    timeline: list[StepAnswer]


class MessageResent(MessageTold):
    """The new mail; `suppressed` says that its address is not written to until that is lifted."""

    suppressed: bool


class UndeliveredAnswer(Shown):
    """Somebody who did not get the last mail written for them, and why."""

    registration: str
    institution: InstitutionAnswer | None
    name: str
    email: str
    kind: str
    message: str
    reason: Literal["bounced", "rejected", "dead", "suppressed"]
    at: datetime


class WordingPreview(Shown):
    """A mail as somebody invented would read it."""

    subject: str
    text: str
    html: str


class UndeliveredPage(Shown):
    """One page, within it by institution; `next` is the cursor of the page after it, which may be
    empty.
    """

    undelivered: list[UndeliveredAnswer]
    next: str | None


class WhyPerson(Shown):
    """Whom it is about."""

    id: str
    name: str
    email: str
    state: State


class WhyStep(Shown):
    """One step; `id` is that of the delivery, the registration, the message or the provider."""

    stage: Literal["delivery", "mapping", "registration", "message", "provider", "suppression"]
    what: str
    at: datetime
    detail: str | None
    id: str | None


class WhyAnswer(Shown):
    """All steps on the way of somebody's mail, what they come to, and what to type to mend it."""

    about: str
    registration: WhyPerson | None
    steps: list[WhyStep]
    sentence: str
    command: str | None
