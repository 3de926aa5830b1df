"""The agenda as its readers get it: the JSON objects of the contract, field for field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TypedDict

from shared.domain.agenda import Release
from shared.domain.event import Event
from shared.domain.place import Contact, Location, zone
from shared.domain.session import Session, Speaker, order_sessions
from shared.domain.translation import translate_event, translate_sessions


class LocationDocument(TypedDict):
    """The place, every part as printed or null."""

    text: str | None
    venue: str | None
    room: str | None
    city: str | None
    country: str | None


class ContactDocument(TypedDict):
    """Whom to ask; the telephone only if the organiser says so."""

    name: str | None
    post: str | None
    organisation: str | None
    email: str | None
    phone: str | None


class EventDocument(TypedDict):
    """The event. `dates` are ISO dates, `timezone` an IANA name."""

    id: str
    title: str
    project: str | None
    reference: str | None
    timezone: str
    dates: list[str]
    location: LocationDocument
    contact: ContactDocument
    status: str


class SpeakerDocument(TypedDict):
    """A person or an institution in a session."""

    id: str
    name: str
    affiliation: str | None
    role: str
    organisation: bool


class SessionDocument(TypedDict):
    """One session. `start` and `end` are ISO 8601 with the offset of the event's zone."""

    id: str
    title: str
    kind: str
    day: int
    date: str
    start: str
    end: str | None
    room: str | None
    track: str | None
    status: str
    description: str | None
    speakers: list[SpeakerDocument]
    items: list[str]
    url: str


class HeadDocument(TypedDict):
    """The answer without its sessions."""

    event: EventDocument
    release: int
    revision: int
    published_at: str


class SourceDocument(TypedDict):
    """What everything that is narrowed at reading time is made of: the whole answer, for each
    session the revision at which and the instant when it last changed, and its number.
    """

    agenda: AgendaDocument
    marks: dict[str, tuple[int, str]]
    numbers: dict[str, int]


class AgendaDocument(TypedDict):
    """The whole answer; `complete` is false when something narrowed it."""

    event: EventDocument
    release: int
    revision: int
    complete: bool
    published_at: str
    sessions: list[SessionDocument]
    removed: list[str]


def agenda_document(
    event: Event, release: Release, revision: int, public_url: str, locale: str | None = None
) -> AgendaDocument:
    """One revision of the agenda, complete, in a language of its own (None: the event's)."""
    head = head_document(event, release, revision, locale)
    return fill_head(head, session_documents(event, release.sessions, public_url, locale))


def head_document(
    event: Event, release: Release, revision: int, locale: str | None = None
) -> HeadDocument:
    """One revision of the agenda without its sessions."""
    return {
        "event": _event(translate_event(event, locale or event.locale)),
        "release": release.number,
        "revision": revision,
        "published_at": release.published_at.astimezone(UTC).isoformat(timespec="seconds"),
    }


def fill_head(
    head: HeadDocument,
    sessions: list[SessionDocument],
    removed: Iterable[str] = (),
    complete: bool = True,
) -> AgendaDocument:
    """An answer out of a head and sessions, its fields in the contract's order."""
    return {
        "event": head["event"],
        "release": head["release"],
        "revision": head["revision"],
        "complete": complete,
        "published_at": head["published_at"],
        "sessions": sessions,
        "removed": list(removed),
    }


def session_documents(
    event: Event, sessions: tuple[Session, ...], public_url: str, locale: str | None = None
) -> list[SessionDocument]:
    """The sessions in the order of the agenda, in a language of its own (None: the event's)."""
    days = number_days(event, sessions)
    lang = "" if locale in (None, event.locale) else f"?lang={locale}"
    page = f"{public_url}/agenda/{event.id}/agenda.html{lang}"
    spoken = translate_sessions(event, order_sessions(sessions), locale or event.locale)
    return [_session(event, one, days, page) for one in spoken]


def number_days(event: Event, sessions: Iterable[Session]) -> dict[date, int]:
    """The event's days counted from 1: its dates, and any other date on which a session is."""
    dates = {*event.dates, *(one.date_in(event.timezone) for one in sessions)}
    return {day: number for number, day in enumerate(sorted(dates), start=1)}


def _event(event: Event) -> EventDocument:
    return {
        "id": event.id,
        "title": event.title,
        "project": event.project,
        "reference": event.reference,
        "timezone": event.timezone,
        "dates": [day.isoformat() for day in event.dates],
        "location": _location(event.location),
        "contact": _contact(event.contact, event.contact_phone),
        "status": str(event.status),
    }


def _location(location: Location) -> LocationDocument:
    return {
        "text": location.text,
        "venue": location.venue,
        "room": location.room,
        "city": location.city,
        "country": location.country,
    }


def _contact(contact: Contact, with_phone: bool) -> ContactDocument:
    return {
        "name": contact.name,
        "post": contact.post,
        "organisation": contact.organisation,
        "email": contact.email,
        "phone": contact.phone if with_phone else None,
    }


def _session(event: Event, session: Session, days: dict[date, int], page: str) -> SessionDocument:
    day = session.date_in(event.timezone)
    return {
        "id": session.id,
        "title": session.title,
        "kind": str(session.kind),
        "day": days[day],
        "date": day.isoformat(),
        "start": _local(session.start, event.timezone),
        "end": _local(session.end, event.timezone) if session.end else None,
        "room": session.room,
        "track": session.track,
        "status": str(session.status),
        "description": session.description,
        "speakers": [_speaker(one) for one in session.speakers],
        "items": list(session.items),
        "url": f"{page}#{session.id}",
    }


def _speaker(speaker: Speaker) -> SpeakerDocument:
    return {
        "id": speaker.id,
        "name": speaker.name,
        "affiliation": speaker.affiliation,
        "role": str(speaker.role),
        "organisation": speaker.organisation,
    }


def _local(instant: datetime, timezone: str) -> str:
    return instant.astimezone(zone(timezone)).isoformat(timespec="seconds")
