"""The agenda as a calendar to subscribe to, out of its JSON document."""

from __future__ import annotations

from datetime import datetime

from shared.calendar.feed import FeedEntry, feed
from shared.domain.place import Location, place_line
from shared.domain.text import fold
from shared.render.agenda.document import AgendaDocument, EventDocument, SessionDocument
from shared.render.agenda.marks import Mark, Marks
from shared.render.agenda.schedule_times import standing
from shared.render.agenda.text import speaker_line
from shared.render.agenda.words import Words, words_for


def render_feed(document: AgendaDocument, marks: Marks, changed_at: datetime, locale: str) -> bytes:
    """One VEVENT for each session, breaks too; `changed_at` is when the revision came to be.

    An entry's SEQUENCE and stamps are its mark's: they stay while the session stays as it is.
    """
    event = document["event"]
    words = words_for(locale)
    entries = [_entry(event, one, marks[one["id"]], words) for one in document["sessions"]]
    return feed(event["title"], event["timezone"], entries, changed_at)


def _entry(event: EventDocument, session: SessionDocument, mark: Mark, words: Words) -> FeedEntry:
    return FeedEntry(
        uid=f"{session['id']}@{event['id']}.secretariat",
        title=session["title"],
        start=datetime.fromisoformat(session["start"]),
        end=datetime.fromisoformat(session["end"]) if session["end"] else None,
        status=standing(event, session),
        place=_place(event, session),
        description=_description(session, words),
        url=session["url"],
        category=session["kind"],
        sequence=mark.sequence,
        changed_at=mark.changed_at,
    )


def _place(event: EventDocument, session: SessionDocument) -> str:
    """The session's room, unless the event's place names it, and the place."""
    place = place_line(Location(**event["location"]))
    room = session["room"] or ""
    return place if fold(room) in fold(place) else f"{room}, {place}".strip(", ")


def _description(session: SessionDocument, words: Words) -> str:
    speakers = [speaker_line(one, words) for one in session["speakers"]]
    return "\n".join([*speakers, *filter(None, [session["description"]]), *session["items"]])
