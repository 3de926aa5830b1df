"""An event's settings, out: all of them, of a secret the last four characters."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from functions.organiser.schemas.answers import Shown
from functions.organiser.schemas.hall import Clock, Until
from functions.organiser.schemas.outline_answer import ReadPlace
from shared.domain.event import UniqueBy, Visibility
from shared.domain.form import FieldType
from shared.domain.session import Status


class QuestionAnswer(Shown):
    """One question of the form; `label` and `help` by locale."""

    key: str
    label: dict[str, str]
    type: FieldType
    required: bool
    options: list[str]
    help: dict[str, str]


class HallAnswer(Shown):
    """From when until when the hall is there, each day, by the event's clock."""

    opens: Clock = Field(alias="from")
    until: Until


class RegistrationRulesAnswer(Shown):
    """When and from where registrations are taken."""

    opens_at: datetime | None
    closes_at: datetime | None
    invitation_only: bool
    approval: bool
    letter_required: bool
    waitlist: bool
    unique_by: UniqueBy
    origins: list[str]
    thanks_urls: list[str]
    freeze_at: datetime | None


class QuotasAnswer(Shown):
    """Limits by institution (`*`: each that is not named) and by `<form key>=<option>`."""

    institution: dict[str, int]
    option: dict[str, int]


class SenderAnswer(Shown):
    """One webhook sender, its secrets masked."""

    secrets: list[Annotated[str, Field(pattern="^…")]]
    mapping: dict[str, str]


class ChoiceAnswer(Shown):
    """What one recipient chose otherwise than the event."""

    every: Literal["day", "week", "never"] | None
    hour: int | None


class DigestAnswer(Shown):
    """Who gets the digest, how often and when; `choices` by address."""

    recipients: list[str]
    hour: int
    every: Literal["day", "week"]
    at_full: bool
    choices: dict[str, ChoiceAnswer]


class NoticesAnswer(Shown):
    """How many minutes it must be quiet before changes are mailed."""

    quiet_minutes: int


class ReminderAnswer(Shown):
    """One reminder; `of` and `to` stand there when they are not start and registered."""

    before_hours: int
    of: Literal["start", "closing"] = "start"
    to: Literal["registered", "silent"] = "registered"


class WordingAnswer(Shown):
    """What the mails of one kind say in the organiser's words; null: in ours."""

    subject: str | None
    text: str | None


class IdentityAnswer(Shown):
    """Who speaks in the event's mails."""

    name: str | None
    address: str | None


class TranslationAnswer(Shown):
    """The event in one other language; what is not translated is left out."""

    title: str = ""
    project: str = ""
    location: ReadPlace | None = None
    background: str = ""


class SettingsAnswer(Shown):
    """All settings of an event."""

    title: str
    timezone: str
    status: Status
    dates: list[date]
    location: ReadPlace
    hall: HallAnswer | None
    visibility: Visibility
    capacity: int | None
    contact_phone: bool
    form: list[QuestionAnswer]
    registration: RegistrationRulesAnswer
    quotas: QuotasAnswer
    senders: dict[str, SenderAnswer]
    digest: DigestAnswer
    notices: NoticesAnswer
    reminders: list[ReminderAnswer]
    wording: dict[str, WordingAnswer]
    locale: str
    translations: dict[str, TranslationAnswer]
    organiser: IdentityAnswer


class EventAnswer(Shown):
    """An event's settings and what readers see of it; `release` is null before the first."""

    id: str
    settings: SettingsAnswer
    release: int | None
    revision: int
