"""The meeting as mails speak of it: clean single lines."""

from __future__ import annotations

from dataclasses import dataclass

from shared.domain.address import ascii_address
from shared.domain.event import Event
from shared.domain.place import Contact, place_line
from shared.domain.session import Status
from shared.domain.text import clean_line
from shared.render.mail.when import say_when


@dataclass(frozen=True)
class Meeting:
    """What every mail may say of its event; None where it is not known."""

    title: str
    reference: str | None
    when: str | None
    place: str | None
    contact: str | None
    organiser: str
    reply_to: str | None
    postponed: bool
    cancelled: bool
    letter_required: bool


def describe_meeting(event: Event, language: str) -> Meeting:
    """The event in that language's words."""
    return Meeting(
        title=clean_line(event.title),
        reference=_clean(event.reference),
        when=_clean(say_when(event, language)),
        place=_clean(place_line(event.location)),
        contact=_clean(_say_contact(event.contact, event.contact_phone)),
        organiser=organiser_name(event),
        reply_to=_clean(event.monitored_address),
        postponed=event.status is Status.POSTPONED,
        cancelled=event.status is Status.CANCELLED,
        letter_required=event.registration.letter_required,
    )


def organiser_name(event: Event) -> str:
    """Who speaks in the event's mails; the meeting itself where nobody is named."""
    named = event.organiser.name or event.contact.organisation or event.contact.name
    return clean_line(named or event.title)


def answer_address(event: Event, source: str) -> str:
    """Where answers are read, as headers carry it: the event's own address, or `source`."""
    return ascii_address(event.monitored_address or "") or source


def _say_contact(contact: Contact, with_phone: bool) -> str:
    phone = contact.phone if with_phone else None
    parts = (contact.name, contact.post, contact.organisation, contact.email, phone)
    return ", ".join(part for part in parts if part)


def _clean(text: str | None) -> str | None:
    return clean_line(text or "") or None
