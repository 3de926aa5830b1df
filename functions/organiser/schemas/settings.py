"""An event's settings, in and out: one document, merged by RFC 7396 and judged as a whole."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from functions.organiser.schemas.digest import Digest, digest_document
from functions.organiser.schemas.form import Locale, Question, check_form, form_document
from functions.organiser.schemas.hall import HallTimes, hall_document
from functions.organiser.schemas.notices import Notices
from functions.organiser.schemas.part import Part
from functions.organiser.schemas.places import Place
from functions.organiser.schemas.quotas import MOST_SEATS, QuotaRules
from functions.organiser.schemas.reading import (
    Address,
    Day,
    Line,
    MaybeInstant,
    Title,
    read_line,
)
from functions.organiser.schemas.reminders import Reminders, reminders_document
from functions.organiser.schemas.senders import Senders
from functions.organiser.schemas.translations import (
    Translations,
    read_translations,
    translations_document,
)
from functions.organiser.schemas.wording import WordingRules, wording_document
from shared.domain.errors import Invalid
from shared.domain.event import (
    Event,
    OrganiserIdentity,
    RegistrationRules,
    UniqueBy,
    Visibility,
)
from shared.domain.form import DEFAULT_FORM
from shared.domain.place import Location, zone
from shared.domain.session import Status

Document = dict[str, Any]
_ORIGIN = re.compile(r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?", re.IGNORECASE)
NO_ZONES = frozenset({"Factory", "localtime", "posix", "posixrules", "right"})
"""Files and folders among a machine's zones that are no place's time, or another's copy."""


def _read_zone(name: str) -> str:
    try:
        zone("" if name.split("/")[0] in NO_ZONES else name)
    except Invalid as unknown:
        raise ValueError("This is not an IANA time zone such as Europe/Belgrade.") from unknown
    return name


def _read_days(days: list[Any]) -> list[Any]:
    return sorted(set(days))


def _read_origin(origin: str) -> str:
    if not _ORIGIN.fullmatch(origin):
        raise ValueError("Please give an origin such as https://www.example.org.")
    return origin.lower()


def _read_thanks_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        there = parts.scheme == "https" and parts.hostname and "@" not in parts.netloc
    except ValueError:
        there = None
    if not there or re.search(r"[\s\\<>\"]", read_line(url)):
        raise ValueError("Please give an address that begins with https://.")
    return url


Origin = Annotated[str, AfterValidator(_read_origin)]
ThanksUrl = Annotated[str, Field(max_length=2000), AfterValidator(_read_thanks_url)]


class Registration(Part):
    """When and from where registrations are taken."""

    opens_at: MaybeInstant = None
    closes_at: MaybeInstant = None
    invitation_only: bool | None = None
    approval: bool | None = None
    letter_required: bool | None = None
    waitlist: bool | None = None
    unique_by: Annotated[UniqueBy | None, Field(strict=False)] = None
    origins: Annotated[list[Origin], Field(max_length=50)] | None = None
    thanks_urls: Annotated[list[ThanksUrl], Field(max_length=50)] | None = None
    freeze_at: MaybeInstant = None

    def to_rules(self) -> RegistrationRules:
        """The rules as the domain knows them."""
        return RegistrationRules(
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            waitlist=self.waitlist is not False,
            approval=bool(self.approval),
            letter_required=bool(self.letter_required),
            invitation_only=bool(self.invitation_only),
            freeze_at=self.freeze_at,
            unique_by=self.unique_by or UniqueBy.ADDRESS_AND_NAME,
            origins=tuple(self.origins or ()),
            thanks_urls=tuple(self.thanks_urls or ()),
        )


class Identity(Part):
    """Who speaks in the event's mails."""

    name: Line | None = None
    address: Address | None = None


PARTS: dict[str, type[Part]] = {
    "location": Place,
    "hall": HallTimes,
    "registration": Registration,
    "quotas": QuotaRules,
    "senders": Senders,
    "digest": Digest,
    "notices": Notices,
    "wording": WordingRules,
    "organiser": Identity,
}
"""The settings that are objects of fixed fields."""


class Settings(Part):
    """All settings of an event."""

    title: Title
    timezone: Annotated[str, AfterValidator(_read_zone)]
    status: Annotated[Status | None, Field(strict=False)] = None
    dates: Annotated[list[Day], Field(min_length=1, max_length=400), AfterValidator(_read_days)]
    location: Place | None = None
    hall: HallTimes | None = None
    visibility: Annotated[Visibility | None, Field(strict=False)] = None
    capacity: Annotated[int, Field(ge=0, le=MOST_SEATS)] | None = None
    contact_phone: bool | None = None
    form: (
        Annotated[list[Question], Field(min_length=1, max_length=100), AfterValidator(check_form)]
        | None
    ) = None
    registration: Registration | None = None
    quotas: QuotaRules | None = None
    senders: Senders | None = None
    digest: Digest | None = None
    notices: Notices | None = None
    reminders: Reminders | None = None
    wording: WordingRules | None = None
    locale: Locale | None = None
    translations: Translations | None = None
    organiser: Identity | None = None

    def onto(self, event: Event) -> Event:
        """The event under these settings; what is not given takes its default."""
        identity = self.organiser or Identity()
        return replace(
            event,
            title=self.title,
            timezone=self.timezone,
            status=self.status or Status.SCHEDULED,
            dates=tuple(self.dates),
            location=Location(**(self.location or Place()).model_dump()),
            hall=self.hall.to_hall() if self.hall else None,
            visibility=self.visibility or Visibility.UNLISTED,
            capacity=self.capacity,
            contact_phone=bool(self.contact_phone),
            form=tuple(one.to_field() for one in self.form) if self.form else DEFAULT_FORM,
            registration=(self.registration or Registration()).to_rules(),
            quotas=(self.quotas or QuotaRules()).to_quotas(),
            senders=(self.senders or Senders()).to_senders(),
            digest=(self.digest or Digest()).to_rules(event.contact.email),
            quiet_minutes=(self.notices or Notices()).to_minutes(),
            reminders=tuple(one.to_reminder() for one in self.reminders or ()),
            wording=(self.wording or WordingRules()).to_wording(),
            locale=self.locale or "en",
            translations=read_translations(self.translations),
            organiser=OrganiserIdentity(identity.name, identity.address or event.contact.email),
        )


def settings_document(event: Event) -> Document:
    """The settings as one document, secrets in clear: what a patch is merged into.

    What every event needs and an outline may lack is left out while it is empty.
    """
    rules = event.registration
    days = [day.isoformat() for day in event.dates]
    needed = {"title": event.title, "timezone": event.timezone, "dates": days}
    return {name: value for name, value in needed.items() if value} | {
        "status": event.status.value,
        "location": asdict(event.location),
        "hall": hall_document(event.hall),
        "visibility": event.visibility.value,
        "capacity": event.capacity,
        "contact_phone": event.contact_phone,
        "form": form_document(event.form),
        "registration": {
            "opens_at": _instant(rules.opens_at, event.timezone),
            "closes_at": _instant(rules.closes_at, event.timezone),
            "invitation_only": rules.invitation_only,
            "approval": rules.approval,
            "letter_required": rules.letter_required,
            "waitlist": rules.waitlist,
            "unique_by": rules.unique_by.value,
            "origins": list(rules.origins),
            "thanks_urls": list(rules.thanks_urls),
            "freeze_at": _instant(rules.freeze_at, event.timezone),
        },
        "quotas": asdict(event.quotas),
        "senders": {
            name: {"secrets": list(one.secrets), "mapping": dict(one.mapping)}
            for name, one in event.senders.items()
        },
        "digest": digest_document(event.digest),
        "notices": {"quiet_minutes": event.quiet_minutes},
        "reminders": reminders_document(event.reminders),
        "wording": wording_document(event.wording),
        "locale": event.locale,
        "translations": translations_document(event.translations),
        "organiser": asdict(event.organiser),
    }


def _instant(instant: datetime | None, zone_name: str) -> str | None:
    return instant.astimezone(zone(zone_name)).isoformat() if instant else None
