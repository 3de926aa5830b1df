"""What fills a mail to somebody invented, so that an organiser sees what people will read."""

from __future__ import annotations

from datetime import datetime

from shared.domain.changes import Note, What
from shared.domain.event import Event
from shared.domain.message import MessageKind
from shared.domain.registration import State
from shared.render.agenda.change_words import sentence
from shared.render.agenda.words import words_for
from shared.render.mail.meeting import describe_meeting
from shared.render.mail.reminding import describe_reminder

NAME, INSTITUTION = "Robin Example", "Example Institute"
INVITING = frozenset({MessageKind.INVITATION, MessageKind.FOCAL_POINT})
WITHOUT_LINK = INVITING | {MessageKind.REFUSED, MessageKind.ERASED}
ENTERED = frozenset(
    {
        MessageKind.CONFIRMATION,
        MessageKind.APPROVED,
        MessageKind.PROMOTED,
        MessageKind.CHANGED,
        MessageKind.NOTICE,
    }
)
REMOVED = frozenset({MessageKind.CANCELLED, MessageKind.SUBSTITUTED, MessageKind.ERASED})


def tell_example(
    kind: MessageKind, event: Event, language: str, now: datetime, public_url: str
) -> dict[str, object]:
    """What `templates.fill_templates` needs for that kind; the links in it lead nowhere."""
    here, guest = f"{public_url}/registration", f"/{event.id}?invitation=example"
    dated = bool(event.span or event.dates)
    mine = f"{here}/self/example"
    return {
        "meeting": describe_meeting(event, language),
        "agenda_url": f"{public_url}/agenda/{event.id}/agenda.html",
        "calendar_url": f"{here}/calendar/example.ics" if dated and kind in ENTERED else None,
        "self_url": None if kind in WITHOUT_LINK else mine,
        "guest_url": here + guest if kind in INVITING else None,
        "name": NAME,
        "institution": INSTITUTION,
        "state": State.CONFIRMED,
        "position": 4,
        "reminder": describe_reminder(event, {}, language, now, ""),
        "reason": "full",
        "facts": {"institution": INSTITUTION, "forwardable": "", "whole": "place", "further": ""},
        "changes": [_say_change(event, language)],
        "paragraphs": (),
        "calendar": dated and kind in ENTERED | REMOVED,
    }


def _say_change(event: Event, language: str) -> str:
    moved = Note(What.EVENT_PLACE, None, event.title, "Room 1", "Room 2")
    return sentence(moved, words_for(language), event.timezone)
