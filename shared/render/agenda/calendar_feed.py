"""The agenda as a calendar to subscribe to, out of its JSON document."""

from __future__ import annotations

from datetime import datetime

from shared.calendar.feed import FeedEntry, feed
from shared.domain.place import Location, place_line
from shared.domain.session import Status
from shared.domain.text import fold
from shared.render.agenda.document import AgendaDocument, EventDocument, SessionDocument
from shared.render.agenda.text import speaker_line

GRAVITY = (Status.SCHEDULED, Status.POSTPONED, Status.CANCELLED)


def render_feed(document: AgendaDocument, changed_at: datetime) -> bytes:
    """One VEVENT for each session, breaks too; `changed_at` is when the revision came to be.

    SEQUENCE is the revision: it rises with whatever readers can see, and never falls.
    """
    event = document["event"]
    entries = [_entry(event, one) for one in document["sessions"]]
    return feed(event["title"], event["timezone"], entries, document["revision"], changed_at)


def _entry(event: EventDocument, session: SessionDocument) -> FeedEntry:
    return FeedEntry(
        uid=f"{session['id']}@{event['id']}.secretariat",
        title=session["title"],
        start=datetime.fromisoformat(session["start"]),
        end=datetime.fromisoformat(session["end"]) if session["end"] else None,
        status=_status(event, session),
        place=_place(event, session),
        description=_description(session),
        url=session["url"],
        category=session["kind"],
    )


def _place(event: EventDocument, session: SessionDocument) -> str:
    """The session's room, unless the event's place names it, and the place."""
    place = place_line(Location(**event["location"]))
    room = session["room"] or ""
    return place if fold(room) in fold(place) else f"{room}, {place}".strip(", ")


def _status(event: EventDocument, session: SessionDocument) -> Status:
    """A session stands no firmer than its event."""
    return max(Status(event["status"]), Status(session["status"]), key=GRAVITY.index)


def _description(session: SessionDocument) -> str:
    speakers = [speaker_line(one) for one in session["speakers"]]
    return "\n".join([*speakers, *filter(None, [session["description"]]), *session["items"]])
