"""What an organiser reads: the answers, and the bodies as a client writes them.

They are there to be described; the verbs make the answers and the other models judge the bodies.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from functions.organiser.schemas.outline import PrintedOutline
from functions.organiser.schemas.settings import Settings
from shared.domain.desk import Outcome
from shared.domain.message import MessageKind, MessageState
from shared.domain.registration import State
from shared.domain.session import Kind, Role, Status

EVENT_ID = r"^[a-z0-9][a-z0-9-]{2,62}$"

Limit = Annotated[int, Field(ge=1, le=500)]
WantedState = State
Description = Annotated[dict[str, object], Field(examples=[{"openapi": "3.1.0", "paths": {}}])]
OutlineText = Annotated[
    str,
    Field(
        examples=[
            "Reading old tide tables\n13 April 2027\nTide House, Elmaya\n\n09:00-09:30 Opening\n"
            "09:30-10:30 Reading a tide table, Ida Ferm (Harbour Board of Elmaya)\n"
        ]
    ),
]
InvitedTable = Annotated[
    str, Field(examples=["email,name,forwardable\r\nida.ferm@example.org,Ida Ferm,no\r\n"])
]


class Shown(BaseModel):
    """An object with exactly these fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NewEvent(Shown):
    """An event to be made: of an outline, with settings that are merged over what it says, and
    over those of an earlier event that it is to be `like`.
    """

    outline: PrintedOutline
    like: Annotated[str, Field(pattern=EVENT_ID)] | None = None
    settings: Settings | None = None
    id: Annotated[str, Field(pattern=EVENT_ID)] | None = None


class NewSecrets(Shown):
    """The secrets made for a sender, which are shown this once."""

    secrets: list[str]


class CreatedEvent(Shown):
    """The new event's id, and where its draft is; one made like another has new secrets."""

    id: str
    draft: str
    senders: dict[str, NewSecrets] = Field(default={})


class SpeakerAnswer(Shown):
    """Somebody in a session."""

    id: str
    name: str
    affiliation: str | None
    role: Role
    organisation: bool


class SessionTranslationAnswer(Shown):
    """A session in another language; what is not translated is left out."""

    title: str = ""
    description: str = ""
    room: str = ""
    track: str = ""
    items: list[str] = Field(default=[])


class SessionAnswer(Shown):
    """One session of a draft; `day` and `date` follow from `start`."""

    id: str
    title: str
    kind: Kind
    day: int
    date: date
    start: datetime
    end: datetime | None
    room: str | None
    track: str | None
    status: Status
    description: str | None
    speakers: list[SpeakerAnswer]
    items: list[str]
    translations: dict[str, SessionTranslationAnswer] = Field(default={})


class DraftAnswer(Shown):
    """The agenda being edited."""

    sessions: list[SessionAnswer]


class Changes(Shown):
    """Ids of sessions by what happened to them since the last release; one may stand twice."""

    added: list[str]
    removed: list[str]
    moved: list[str]
    retitled: list[str]


class PublishAnswer(Shown):
    """The present release, and what it changed."""

    release: int
    changes: Changes


class RenderAnswer(Shown):
    """What readers see."""

    release: int
    revision: int


class InstitutionAnswer(Shown):
    """Where somebody comes from; `id` if the event knows the institution."""

    id: str | None
    name: str


class MailAnswer(Shown):
    """How the last mail fared."""

    state: str | None
    last_kind: str | None
    last_at: datetime | None


class RegistrationAnswer(Shown):
    """One registration; `position` counts from 1 for somebody who waits."""

    id: str
    name: str
    email: str
    institution: InstitutionAnswer | None
    state: State
    position: int | None
    answers: dict[str, str]
    source: str
    registered_at: datetime
    updated_at: datetime
    mail: MailAnswer


class RegistrationPage(Shown):
    """One page in the order of registering; `next` is the cursor of the page after it."""

    registrations: list[RegistrationAnswer]
    next: str | None


class DeliveryAnswer(Shown):
    """One webhook as it came in, with its outcome."""

    id: str
    sender: str
    received_at: datetime
    outcome: Outcome
    reason: str | None
    registration: str | None
    body: str


class DeliveryPage(Shown):
    """One page, newest first; `next` is the cursor of the page after it."""

    deliveries: list[DeliveryAnswer]
    next: str | None


class MessageAnswer(Shown):
    """One mail; `at` is when it was settled, or written if it is not settled yet."""

    id: str
    kind: MessageKind
    registration: str | None
    state: MessageState
    at: datetime


class MessagePage(Shown):
    """One page; `next` is the cursor of the page after it."""

    messages: list[MessageAnswer]
    next: str | None


class DigestPreview(Shown):
    """The next digest as it would be now."""

    subject: str
    text: str
    html: str


class OrganiserAnswer(Shown):
    """Somebody who runs events: their ids, or `*` for everything."""

    id: str
    email: str
    events: list[str]


class OrganiserCreated(OrganiserAnswer):
    """The new organiser, with the token, which is shown this once."""

    token: str


class OrganiserPage(Shown):
    """One page; `next` is the cursor of the page after it."""

    organisers: list[OrganiserAnswer]
    next: str | None


class FieldError(Shown):
    """One thing that is wrong: the parameter's name or JSON path, and a sentence."""

    path: str
    message: str


class Problem(Shown):
    """An error (RFC 9457)."""

    type: Literal["about:blank"]
    title: str
    status: int
    detail: str
    errors: list[FieldError] = Field(default_factory=list)
