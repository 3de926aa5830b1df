"""Personal data: which attributes of which nouns tell of people, and how they are blanked."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from shared.domain.agenda import Delta, Draft, Imported, Release, Rendition, Revision
from shared.domain.desk import Delivery
from shared.domain.erasure import Erasure
from shared.domain.event import Event
from shared.domain.gate import Tally
from shared.domain.invitation import Invitation
from shared.domain.journal import JournalEntry
from shared.domain.message import Message, Suppression
from shared.domain.notice import Notice
from shared.domain.organiser import Grant, Organiser
from shared.domain.registration import Registration
from shared.domain.round import Round

T = TypeVar("T")
KEPT_FOR = timedelta(days=400)


@dataclass(frozen=True)
class PersonalData:
    """Which attributes of a noun's item tell of people, and until when they are kept."""

    noun: type[Any]
    attributes: tuple[str, ...]
    retention: str


_WITH_EVENT = "as long as the event"
_400_DAYS = f"{KEPT_FOR.days} days (TTL)"
PERSONAL_DATA: tuple[PersonalData, ...] = (
    PersonalData(Registration, ("email", "name", "institution", "answers"), _WITH_EVENT),
    PersonalData(Invitation, ("address", "name", "institution"), _WITH_EVENT),
    PersonalData(Message, ("to", "facts"), _400_DAYS),
    PersonalData(Delivery, ("body",), _400_DAYS),
    PersonalData(Erasure, ("address",), "until the erasure is done"),
    PersonalData(JournalEntry, ("detail",), _WITH_EVENT),
    PersonalData(Suppression, ("address",), "until it is lifted"),
    PersonalData(Event, ("contact", "digest", "organiser", "institutions"), _WITH_EVENT),
    PersonalData(Tally, ("name",), _WITH_EVENT),
    PersonalData(Draft, ("sessions",), _WITH_EVENT),
    PersonalData(Imported, ("sessions",), _WITH_EVENT),
    PersonalData(Release, ("sessions",), _WITH_EVENT),
    PersonalData(Rendition, ("body",), _WITH_EVENT),
    PersonalData(Delta, ("body",), _WITH_EVENT),
    PersonalData(Notice, ("noted",), "until the notice goes out"),
    PersonalData(Round, ("facts", "noted"), _WITH_EVENT),
    PersonalData(Revision, ("notes",), _WITH_EVENT),
    PersonalData(Organiser, ("email",), "until it is revoked"),
    PersonalData(Grant, ("email",), "until it is revoked"),
)
"""All personal data there is: items not named here hold ids, numbers and keyed hashes."""


def personal_attributes(kind: type[Any]) -> tuple[str, ...]:
    """The attributes of a noun that tell of people; none of a noun that the table lacks."""
    return tuple(name for one in PERSONAL_DATA if one.noun is kind for name in one.attributes)


def tell_personal(noun: Any) -> dict[str, object]:
    """What the noun tells of a person, by attribute."""
    return {name: getattr(noun, name) for name in personal_attributes(type(noun))}


def blank(noun: T) -> T:
    """The noun without anything that tells of people; blanked already: the same."""
    found: Any = noun
    nothing = {name: _nothing_of(found, name) for name in personal_attributes(type(noun))}
    bare: T = replace(found, **nothing)
    return bare


def erase_registration(registration: Registration, now: datetime) -> Registration:
    """The registration as a seat that was taken or not, of nobody; what counted it has gone."""
    return replace(
        blank(registration),
        institution_id=None,
        consents={},
        identity="",
        tallies=(),
        delegation=None,
        responses=(),
        feedback=None,
        thread=None,
        erased_at=now,
        updated_at=now,
    )


def _nothing_of(noun: Any, name: str) -> object:
    """A field's default, or the empty value of its type."""
    [field] = (one for one in fields(noun) if one.name == name)
    if field.default_factory is not MISSING:
        return field.default_factory()
    if field.default is not MISSING:
        return field.default
    return type(getattr(noun, name))()
