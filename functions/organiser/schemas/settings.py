"""An event's settings, in and out: one document, merged by RFC 7396 and judged as a whole."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import asdict, replace
from datetime import datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from functions.organiser.schemas.form import Locale, Question, check_form, form_document
from functions.organiser.schemas.reading import (
    Address,
    Day,
    Line,
    MaybeInstant,
    Strict,
    Title,
    read_line,
)
from shared.domain.errors import Invalid
from shared.domain.event import (
    DigestRules,
    Event,
    OrganiserIdentity,
    RegistrationRules,
    Sender,
    UniqueBy,
    Visibility,
)
from shared.domain.form import DEFAULT_FORM
from shared.domain.place import Location, zone
from shared.domain.session import Status

Document = dict[str, Any]
MASK = "…"
MOST_SEATS = 10_000_000
SENDERS = frozenset({"standard"})
"""The webhook senders that can be read."""
_ORIGIN = re.compile(r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?", re.IGNORECASE)
_NO_EFFECT = "This has no effect yet; please leave it out."


def _read_zone(name: str) -> str:
    try:
        zone(name)
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


def _read_secret(secret: str) -> str:
    """A signing secret: base64 (RFC 4648 section 4), padded or not, after `whsec_` or bare."""
    body = secret.removeprefix("whsec_").rstrip("=")
    try:
        known = base64.b64decode(body + "=" * (-len(body) % 4), validate=True)
    except (binascii.Error, ValueError):
        known = b""
    if not known:
        raise ValueError("A secret is whsec_ and base64; a masked one cannot be given back.")
    return secret


def _refuse_effect(value: object) -> object:
    """Take null, false, or a container of nothing else; the rest would have an effect."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, dict | list) and all(part is None or part == {} for part in parts):
        return None
    if value is None or value is False:
        return None
    raise ValueError(_NO_EFFECT)


def _refuse_week(value: object) -> object:
    if value not in (None, "day"):
        raise ValueError(_NO_EFFECT if value == "week" else "This is day or week.")
    return value


NothingYet = Literal[False] | list[None] | dict[str, dict[str, None] | None] | None
NoEffect = Annotated[None, BeforeValidator(_refuse_effect, json_schema_input_type=NothingYet)]
Every = Annotated[
    str | None, BeforeValidator(_refuse_week, json_schema_input_type=Literal["day"] | None)
]
Origin = Annotated[str, AfterValidator(_read_origin)]
ThanksUrl = Annotated[str, Field(max_length=2000), AfterValidator(_read_thanks_url)]
Secret = Annotated[str, Field(max_length=500), AfterValidator(_read_secret)]


def _as_patch(schema: dict[str, Any]) -> None:
    schema.pop("required", None)
    for field in schema["properties"].values():
        field.pop("default", None)


class Part(Strict):
    """A part of the settings, described as a patch has it: whatever is left out stays."""

    model_config = ConfigDict(json_schema_extra=_as_patch)


class Place(Part):
    """Where the event is, in the outline's object shape."""

    text: Line | None = None
    venue: Line | None = None
    room: Line | None = None
    city: Line | None = None
    country: Line | None = None


class Registration(Part):
    """When and from where registrations are taken."""

    opens_at: MaybeInstant = None
    closes_at: MaybeInstant = None
    invitation_only: NoEffect = None
    approval: NoEffect = None
    waitlist: bool | None = None
    unique_by: Annotated[UniqueBy | None, Field(strict=False)] = None
    origins: Annotated[list[Origin], Field(max_length=50)] | None = None
    thanks_urls: Annotated[list[ThanksUrl], Field(max_length=50)] | None = None
    freeze_at: NoEffect = None

    def to_rules(self) -> RegistrationRules:
        """The rules as the domain knows them."""
        return RegistrationRules(
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            waitlist=self.waitlist is not False,
            unique_by=self.unique_by or UniqueBy.ADDRESS_AND_NAME,
            origins=tuple(self.origins or ()),
            thanks_urls=tuple(self.thanks_urls or ()),
        )


class WebhookSender(Part):
    """One webhook sender: its secrets, and which of its fields answers which question."""

    secrets: Annotated[list[Secret], Field(min_length=1, max_length=20)]
    mapping: Annotated[dict[Title, Title], Field(max_length=200)] | None = None


class Digest(Part):
    """Who gets the digest and when."""

    recipients: Annotated[list[Address], Field(max_length=50)] | None = None
    hour: Annotated[int, Field(ge=0, le=23)] | None = None
    every: Every = None


class Identity(Part):
    """Who speaks in the event's mails."""

    name: Line | None = None
    address: Address | None = None


class Settings(Part):
    """All settings of an event."""

    title: Title
    timezone: Annotated[str, AfterValidator(_read_zone)]
    status: Annotated[Status | None, Field(strict=False)] = None
    dates: Annotated[list[Day], Field(min_length=1, max_length=400), AfterValidator(_read_days)]
    location: Place | None = None
    visibility: Annotated[Visibility | None, Field(strict=False)] = None
    capacity: Annotated[int, Field(ge=0, le=MOST_SEATS)] | None = None
    contact_phone: bool | None = None
    form: (
        Annotated[list[Question], Field(min_length=1, max_length=100), AfterValidator(check_form)]
        | None
    ) = None
    registration: Registration | None = None
    quotas: NoEffect = None
    senders: dict[str, WebhookSender | None] | None = None
    digest: Digest | None = None
    notices: NoEffect = None
    reminders: NoEffect = None
    locale: Locale | None = None
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
            visibility=self.visibility or Visibility.UNLISTED,
            capacity=self.capacity,
            contact_phone=bool(self.contact_phone),
            form=tuple(one.to_field() for one in self.form) if self.form else DEFAULT_FORM,
            registration=(self.registration or Registration()).to_rules(),
            senders=self._senders(),
            digest=self._digest(event.contact.email),
            locale=self.locale or "en",
            organiser=OrganiserIdentity(identity.name, identity.address or event.contact.email),
        )

    def _senders(self) -> dict[str, Sender]:
        return {
            name: Sender(tuple(one.secrets), dict(one.mapping or {}))
            for name, one in (self.senders or {}).items()
            if one is not None
        }

    def _digest(self, contact: str | None) -> DigestRules:
        digest = self.digest or Digest()
        default = [contact] if contact else []
        recipients = default if digest.recipients is None else digest.recipients
        return DigestRules(tuple(recipients), 7 if digest.hour is None else digest.hour)


def settings_document(event: Event) -> Document:
    """The settings as one document, secrets in clear: what a patch is merged into.

    What every event needs and an outline may lack is left out while it is empty.
    """
    rules, hours = event.registration, event.digest
    days = [day.isoformat() for day in event.dates]
    needed = {"title": event.title, "timezone": event.timezone, "dates": days}
    return {name: value for name, value in needed.items() if value} | {
        "status": event.status.value,
        "location": asdict(event.location),
        "visibility": event.visibility.value,
        "capacity": event.capacity,
        "contact_phone": event.contact_phone,
        "form": form_document(event.form),
        "registration": {
            "opens_at": _instant(rules.opens_at, event.timezone),
            "closes_at": _instant(rules.closes_at, event.timezone),
            "invitation_only": False,
            "approval": False,
            "waitlist": rules.waitlist,
            "unique_by": rules.unique_by.value,
            "origins": list(rules.origins),
            "thanks_urls": list(rules.thanks_urls),
            "freeze_at": None,
        },
        "quotas": {"institution": {}, "option": {}},
        "senders": {
            name: {"secrets": list(one.secrets), "mapping": dict(one.mapping)}
            for name, one in event.senders.items()
        },
        "digest": {"recipients": list(hours.recipients), "hour": hours.hour, "every": "day"},
        "notices": {"quiet_minutes": None},
        "reminders": [],
        "locale": event.locale,
        "organiser": asdict(event.organiser),
    }


def _instant(instant: datetime | None, zone_name: str) -> str | None:
    return instant.astimezone(zone(zone_name)).isoformat() if instant else None
