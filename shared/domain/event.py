"""The event: the gathering, its place and dates, and the rules of its registration."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from shared.domain.form import DEFAULT_FORM, Field
from shared.domain.institution import Institution
from shared.domain.place import Contact, Hall, Location, instant_of
from shared.domain.quota import Quotas
from shared.domain.reminder import Reminder
from shared.domain.session import Status


class Visibility(StrEnum):
    """Whether an event stands in public lists."""

    UNLISTED = "unlisted"
    PUBLIC = "public"


class UniqueBy(StrEnum):
    """What makes two registrations one."""

    ADDRESS_AND_NAME = "address+name"
    ADDRESS = "address"


@dataclass(frozen=True)
class RegistrationRules:
    """When and from where registrations are taken, and what happens when the hall is full."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None
    waitlist: bool = True
    approval: bool = False
    letter_required: bool = False
    invitation_only: bool = False
    freeze_at: datetime | None = None
    unique_by: UniqueBy = UniqueBy.ADDRESS_AND_NAME
    origins: tuple[str, ...] = ()
    thanks_urls: tuple[str, ...] = ()

    @property
    def decided(self) -> bool:
        """Whether organisers decide on each registration: a letter is read before it counts."""
        return self.approval or self.letter_required


class Every(StrEnum):
    """How often a digest comes; a weekly one on Mondays."""

    DAY = "day"
    WEEK = "week"
    NEVER = "never"


@dataclass(frozen=True)
class DigestChoice:
    """What one recipient chose otherwise; None: as the event has it."""

    every: Every | None = None
    hour: int | None = None


@dataclass(frozen=True)
class DigestRules:
    """Who gets the digest, how often, and at which local hour (0-23) of the event's zone.

    `at_full` sends one more as soon as nine places of ten are taken. `choices` are by address.
    """

    recipients: tuple[str, ...] = ()
    hour: int = 7
    every: Every = Every.DAY
    at_full: bool = False
    choices: dict[str, DigestChoice] = field(default_factory=dict)


@dataclass(frozen=True)
class OrganiserIdentity:
    """Who speaks in the event's mails: a name and the monitored address."""

    name: str | None = None
    address: str | None = None


@dataclass(frozen=True)
class Sender:
    """A webhook sender of the event: its live secrets and how its fields map to form keys."""

    secrets: tuple[str, ...] = field(repr=False, default=())
    mapping: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Wording:
    """What the organiser says in the mails of one kind: templates; None: our own words."""

    subject: str | None = None
    text: str | None = None


@dataclass(frozen=True)
class EventTranslation:
    """What the event is called in another language; what is None is not translated."""

    locale: str
    title: str | None = None
    project: str | None = None
    location: Location | None = None
    background: str | None = None


@dataclass(frozen=True)
class Event:
    """The gathering. `settings_version` rises with every change; `span` is the time from the
    first session's start to the last one's end, as UTC instants; `quiet_minutes` is how long it
    must have been quiet before changes are mailed; `invites` says whether anybody was ever invited;
    `wording` is by the kind of the mail.
    """

    id: str
    title: str
    timezone: str
    dates: tuple[date, ...]
    created_at: datetime
    project: str | None = None
    reference: str | None = None
    location: Location = Location()
    hall: Hall | None = None
    contact: Contact = Contact()
    contact_phone: bool = False
    background: str | None = None
    expected_outcome: str | None = None
    status: Status = Status.SCHEDULED
    visibility: Visibility = Visibility.UNLISTED
    capacity: int | None = None
    form: tuple[Field, ...] = DEFAULT_FORM
    registration: RegistrationRules = RegistrationRules()
    quotas: Quotas = Quotas()
    senders: dict[str, Sender] = field(default_factory=dict)
    digest: DigestRules = DigestRules()
    quiet_minutes: int = 30
    reminders: tuple[Reminder, ...] = ()
    wording: dict[str, Wording] = field(default_factory=dict)
    locale: str = "en"
    translations: tuple[EventTranslation, ...] = ()
    organiser: OrganiserIdentity = OrganiserIdentity()
    institutions: tuple[Institution, ...] = ()
    invites: bool = False
    span: tuple[datetime, datetime] | None = None
    release: int | None = None
    revision: int = 0
    signing_key: bytes = field(repr=False, default=b"")
    settings_version: int = 1

    @property
    def closes_at(self) -> datetime | None:
        """When registration closes: as set, else when the last session ends."""
        return self.registration.closes_at or (self.span[1] if self.span else None)

    @property
    def starts_at(self) -> datetime | None:
        """When the meeting starts: with the first session, else with the first day."""
        if self.span is not None:
            return self.span[0]
        return instant_of(min(self.dates), time(0), self.timezone) if self.dates else None

    @property
    def monitored_address(self) -> str | None:
        """The address that people read: the organiser's, else the contact's."""
        return self.organiser.address or self.contact.email

    def has_ended(self, now: datetime) -> bool:
        """Whether the meeting is over, or will not take place."""
        if self.status is Status.CANCELLED:
            return True
        return self._ends is not None and self._ends <= now

    @property
    def _ends(self) -> datetime | None:
        """With the last session, else with the last day."""
        if self.span is not None:
            return self.span[1]
        if not self.dates:
            return None
        return instant_of(max(self.dates) + timedelta(days=1), time(0), self.timezone)

    def is_open(self, now: datetime) -> bool:
        """Whether somebody may register at `now`."""
        opens, closes = self.registration.opens_at, self.closes_at
        if self.status is Status.CANCELLED:
            return False
        return (opens is None or opens <= now) and (closes is None or now < closes)
