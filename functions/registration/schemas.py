"""The outside's words of the registration: bodies that come in and answers that go out.

The views judge by hand what a webhook waits for; these models are what openapi.json tells.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from shared.domain.form import FieldType
from shared.domain.registration import Delegation, State

WantedData = Literal["json"]
Description = Annotated[dict[str, object], Field(examples=[{"openapi": "3.1.0", "paths": {}}])]
ServiceFields = Annotated[
    dict[str, object],
    Field(examples=[{"your-name": "Ida Ferm", "your-email": "ida.ferm@example.org"}]),
]
ServiceTexts = Annotated[
    dict[str, str],
    Field(examples=[{"your-name": "Ida Ferm", "your-email": "ida.ferm@example.org"}]),
]
"""What a form service that signs nothing sends: the fields of its form, as it calls them."""


class Words(BaseModel):
    """An object with these fields and no others."""

    model_config = ConfigDict(extra="forbid")


class OpenWords(BaseModel):
    """An object that may have further fields."""

    model_config = ConfigDict(extra="allow")


class WebhookData(OpenWords):
    """Who registers; fields of other names are answers."""

    email: str
    name: str | None = None
    institution: str | None = None
    answers: dict[str, object] | None = None
    id: str | None = Field(None, description="The form service's id of the response.")


class WebhookBody(OpenWords):
    """A delivery of Standard Webhooks; every other type is ignored."""

    type: Literal["registration.created"]
    timestamp: datetime | None = None
    data: WebhookData


class WebhookAnswer(Words):
    """What a delivery came to."""

    outcome: Literal["confirmed", "waitlisted", "pending", "duplicate", "refused", "ignored"]
    registration: str | None
    reason: str | None


class Question(Words):
    """One question of the form; `label` and `help` by locale."""

    key: str
    label: dict[str, str]
    type: FieldType
    required: bool
    options: list[str]
    help: dict[str, str]


class Landing(Words):
    """The form, whether it is open, and the token to send with it."""

    event: str
    open: bool
    form: list[Question]
    form_token: str


class FormBody(OpenWords):
    """The keys of the form, flat; `website` stays empty."""

    form_token: str
    website: str = ""
    invitation: str = Field("", description="The token of the invitation's link, if there is one.")
    thanks_url: str = Field("", description="Where a browser goes on, if the event allows it.")


class InvitationBody(Words):
    """The token of an invitation's link."""

    invitation: str


class Declined(Words):
    """Noted that somebody cannot come."""

    outcome: Literal["declined"]


class OneClick(OpenWords):
    """What a mail program says by its one click."""

    said: Literal["One-Click"] = Field(alias="List-Unsubscribe")


class Left(Words):
    """No more digests go to the link's address."""

    outcome: Literal["left"]


class LinkBody(Words):
    """Whose link is to be mailed again; without an address the answer is the same."""

    email: str = ""


class Received(Words):
    """The same answer for everybody."""

    outcome: Literal["received"]


class SelfBody(OpenWords):
    """What to do. A change carries the keys of the form, flat, and keys not sent stay; substitute
    carries the colleague's name and email.
    """

    action: Literal["cancel", "change", "substitute", "erase"]
    name: str = ""
    email: str = ""


class FocalBody(OpenWords):
    """What to do. `register` carries the keys of the form, flat; the others name a registration,
    `name` a role, `substitute` the colleague's name and email.
    """

    action: Literal["register", "approve", "decline", "cancel", "substitute", "name"]
    registration: str = ""
    role: Literal["head", "alternate", "member"] | None = None


class InstitutionName(Words):
    """Where somebody comes from; `id` if the event knows the institution."""

    id: str | None
    name: str


class MailState(Words):
    """How the last mail fared."""

    state: str | None
    last_kind: str | None
    last_at: datetime | None


class RegistrationAnswer(Words):
    """One registration; `position` counts from 1 for somebody who waits."""

    id: str
    name: str
    email: str
    institution: InstitutionName | None
    state: State
    position: int | None
    answers: dict[str, str]
    source: str
    registered_at: datetime
    updated_at: datetime
    mail: MailState


class OwnData(Words):
    """Everything that is kept about a person; the lists hold what the table keeps."""

    event: dict[str, str]
    told_at: datetime
    registration: dict[str, object]
    messages: list[dict[str, object]]
    deliveries: list[dict[str, object]]
    invitations: list[dict[str, object]]
    suppression: dict[str, object] | None
    letter: str | None


class KnownHouse(Words):
    """An institution of the event's list."""

    id: str
    name: str


class HousePerson(Words):
    """One of an institution's people; `position` counts from 1 for somebody who waits."""

    id: str
    name: str
    email: str
    state: State
    position: int | None
    delegation: Delegation | None


class HouseAnswer(Words):
    """An institution's people and places; without a quota, `quota` and `left` are null."""

    event: str
    institution: KnownHouse
    quota: int | None
    left: int | None
    confirmed: int
    waiting: int
    people: list[HousePerson]


class HouseDone(HouseAnswer):
    """The same after something was done; `done` is the outcome of a registration, or the action."""

    done: str


class FieldError(Words):
    """One thing that is wrong and where."""

    path: str
    message: str


class Problem(Words):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldError] = Field(default_factory=list)
