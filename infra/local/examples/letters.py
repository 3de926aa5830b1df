"""An example letter of every kind, for those who look after the words of mails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from infra.local.examples.meeting import (
    ADDRESS,
    EVENT,
    INSTITUTION,
    NAME,
    NOW,
    REGISTRATION,
    example_digest,
    example_entry,
    example_event,
    example_registration,
)
from shared.domain.changes import Note, What
from shared.domain.entry import Method
from shared.domain.event import Event
from shared.domain.message import Message, MessageKind, Recipient, message_key
from shared.render.agenda.change_words import sentence
from shared.render.agenda.words import words_for
from shared.render.mail.digest import render_digest
from shared.render.mail.message import RenderedMail, render_message
from shared.render.mail.templates import language_of

PUBLIC_URL = "https://meeting.example.org"
SENDER = "desk@example.org"
PLACE_IN_LINE = 4
PROGRAMME = """\
09:00  Masts, ice and lightning (Larch Hall)
09:30  How far down does a station have to look? (Larch Hall)
10:15  Coffee
"""
"""What a reminder carries of the agenda."""
METHODS = {
    MessageKind.CONFIRMATION: Method.REQUEST,
    MessageKind.APPROVED: Method.REQUEST,
    MessageKind.PROMOTED: Method.REQUEST,
    MessageKind.CHANGED: Method.REQUEST,
    MessageKind.NOTICE: Method.REQUEST,
    MessageKind.CANCELLED: Method.CANCEL,
    MessageKind.SUBSTITUTED: Method.CANCEL,
    MessageKind.ERASED: Method.CANCEL,
}
READERS = {
    MessageKind.REFUSED: Recipient(ADDRESS, NAME),
    MessageKind.INVITATION: Recipient(ADDRESS, NAME),
    MessageKind.FOCAL_POINT: Recipient("focal.point@example.net"),
    MessageKind.DIGEST: Recipient("meetings@example.org"),
    MessageKind.ALERT: Recipient("meetings@example.org"),
}
"""Whom kinds go to that are about no registration."""
Facts = Mapping[str, str]


def write_example(
    kind: MessageKind,
    locale: str,
    event: Event | None = None,
    facts: Facts | None = None,
    name: str = NAME,
) -> RenderedMail:
    """The example of a kind as it would be mailed in a locale; of another meeting, with other facts
    or to somebody of another name, where these are given.

    The same call gives the same bytes while the templates stay.
    """
    event = event or example_event(locale)
    message = example_message(kind, event)
    to = message.to and replace(message.to, name=name if message.to.name else "")
    message = replace(message, to=to, facts=message.facts if facts is None else facts)
    about = replace(example_registration(), name=name) if message.registration else None
    return render_message(message, event, about, PLACE_IN_LINE, NOW, PUBLIC_URL, SENDER, PROGRAMME)


def example_message(kind: MessageKind, event: Event) -> Message:
    """The message behind the example of a kind."""
    method, facts = METHODS.get(kind), FACTS.get(kind)
    return Message(
        key=message_key(kind, REGISTRATION, 1),
        kind=kind,
        event=EVENT,
        created_at=NOW,
        registration=None if kind in READERS else REGISTRATION,
        to=READERS.get(kind),
        entry=example_entry() if method else None,
        method=method,
        facts=facts(event) if facts else {},
    )


def _digest(event: Event) -> Facts:
    told = render_digest(example_digest(event), event)
    return {"subject": told.subject, "text": told.text, "html": told.html}


def _notice(event: Event) -> Facts:
    words = words_for(language_of(MessageKind.NOTICE, event.locale))
    notes = (
        Note(What.EVENT_PLACE, None, event.title, "Larch Hall, Bled", "Spruce Hall, Bled"),
        Note(What.ROOM, "s1", "Masts, ice and lightning", "Larch Hall", "Spruce Hall"),
    )
    lines = (sentence(note, words, event.timezone) for note in notes)
    return {"changes": "\n".join(lines), "further": "", "whole": "place"}


def _reminder(_event: Event) -> Facts:
    return {"of": "start", "silent": "", "programme": "yes"}


def _message(_event: Event) -> Facts:
    body = "The cable car does not run on the first morning.\n\nA bus leaves the station at 08:00."
    return {"subject": "How to get to Larch Hall", "body": body}


def _alert(_event: Event) -> Facts:
    person = {"name": NAME, "institution": INSTITUTION}
    return {"what": "cancelled", "detail": "confirmed", **person}


def _invitation(_event: Event) -> Facts:
    guest = {"name": NAME, "institution": INSTITUTION}
    return {"invitation": REGISTRATION, "link_version": "1", "forwardable": "yes", **guest}


def _focal_point(_event: Event) -> Facts:
    return {"institution": INSTITUTION, "institution_id": "hill", "link_version": "1"}


def _refusal(_event: Event) -> Facts:
    return {"reason": "full", "name": NAME}


FACTS: Mapping[MessageKind, Callable[[Event], Facts]] = {
    MessageKind.DIGEST: _digest,
    MessageKind.NOTICE: _notice,
    MessageKind.REMINDER: _reminder,
    MessageKind.MESSAGE: _message,
    MessageKind.ALERT: _alert,
    MessageKind.INVITATION: _invitation,
    MessageKind.FOCAL_POINT: _focal_point,
    MessageKind.REFUSED: _refusal,
}
