"""A person's calendar entry in words, and as a file to fetch."""

from __future__ import annotations

from datetime import datetime

from shared.calendar.invitation import publication
from shared.domain.address import wire_address
from shared.domain.event import Event
from shared.domain.message import MessageKind
from shared.domain.registration import Registration
from shared.render.mail.meeting import answer_address, describe_meeting, organiser_name
from shared.render.mail.templates import fill_note, language_of


def say_entry(event: Event, language: str, agenda_url: str) -> str:
    """What the entry says of the event."""
    words = {"meeting": describe_meeting(event, language), "agenda_url": agenda_url}
    return fill_note("calendar_entry", language, words)


def publish_entry(
    event: Event, person: Registration, now: datetime, public_url: str, sender_identity: str
) -> bytes | None:
    """The entry as it stands now, for somebody whose mail gateway strips it: UID and SEQUENCE are
    those of the last mail. None for who never had one, and while no day is known.
    """
    if person.entry.sequence is None or not (event.span or event.dates):
        return None
    url = f"{public_url}/agenda/{event.id}/agenda.html"
    language = language_of(MessageKind.CONFIRMATION, event.locale)
    return publication(
        event,
        person.entry,
        organiser_name=organiser_name(event),
        organiser_address=answer_address(event, wire_address(sender_identity)),
        stamp=now,
        description=say_entry(event, language, url),
        url=url,
    )
