"""The agenda for search engines: schema.org's Event as JSON-LD, and how it goes into a page."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from shared.domain.place import Location, place_line
from shared.domain.session import Status
from shared.render.agenda.document import (
    AgendaDocument,
    ContactDocument,
    EventDocument,
    LocationDocument,
    SessionDocument,
    SpeakerDocument,
)
from shared.render.agenda.schedule import lines, one_line
from shared.render.agenda.schedule_times import standing
from shared.render.agenda.words import words_for

CONTEXT = "https://schema.org"
_STATUS = {
    Status.SCHEDULED: f"{CONTEXT}/EventScheduled",
    Status.POSTPONED: f"{CONTEXT}/EventPostponed",
    Status.CANCELLED: f"{CONTEXT}/EventCancelled",
}
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def structured_data(
    document: AgendaDocument, locale: str, background: str | None, public_url: str
) -> dict[str, Any]:
    """The public agenda as a schema.org Event, its sessions as sub-events.

    The organiser is named; their address and telephone never stand here. What is not known is
    left out.
    """
    event, sessions = document["event"], document["sessions"]
    start, end = _span(event, sessions)
    return _known(
        {
            "@context": CONTEXT,
            "@type": "Event",
            "name": one_line(event["title"]) or event["id"],
            "url": f"{public_url}/agenda/{event['id']}/agenda.html",
            "inLanguage": locale,
            "startDate": start,
            "endDate": end,
            "eventStatus": _STATUS[Status(event["status"])],
            "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode",
            "location": _place(event["location"]),
            "organizer": _organizer(event["contact"]),
            "description": lines(background),
            "subEvent": [_session(event, one, locale) for one in sessions],
        }
    )


def embed_json(value: object) -> str:
    """The value as JSON that may stand in a `<script>` block, whatever its texts hold.

    Nothing in it ends the block or opens a comment there (HTML, 4.12.1.3), and halves of
    surrogate pairs are escaped, so that it is UTF-8.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _span(event: EventDocument, sessions: list[SessionDocument]) -> tuple[str | None, str | None]:
    """The first start and the last end; a date of the event that lies outside them counts."""
    instants = [(text, datetime.fromisoformat(text)) for one in sessions for text in _times(one)]
    dates = sorted(event["dates"])
    start = min(instants, key=lambda pair: pair[1], default=(None, None))[0]
    end = max(instants, key=lambda pair: pair[1], default=(None, None))[0]
    if dates and (start is None or dates[0] < start[:10]):
        start = dates[0]
    if dates and (end is None or dates[-1] > end[:10]):
        end = dates[-1]
    return start, end


def _times(session: SessionDocument) -> list[str]:
    return [session["start"], _end(session) or session["start"]]


def _end(session: SessionDocument) -> str | None:
    """The end, unless it is not after the start."""
    end = session["end"]
    after = end and datetime.fromisoformat(end) > datetime.fromisoformat(session["start"])
    return end if after else None


def _session(event: EventDocument, session: SessionDocument, locale: str) -> dict[str, Any]:
    return _known(
        {
            "@type": "Event",
            "name": one_line(session["title"]) or words_for(locale)[f"kind.{session['kind']}"],
            "url": session["url"],
            "inLanguage": locale,
            "startDate": session["start"],
            "endDate": _end(session),
            "eventStatus": _STATUS[standing(event, session)],
            "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode",
            "location": _place(event["location"], one_line(session["room"])),
            "description": lines(session["description"]),
            "performer": _performers(session["speakers"]),
        }
    )


def _place(location: LocationDocument, room: str = "") -> dict[str, Any] | None:
    """The place; a session's own room is its name then."""
    parts = {
        "addressLocality": one_line(location["city"]),
        "addressCountry": one_line(location["country"]),
    }
    line = one_line(place_line(Location(**location)))
    names = (room, one_line(location["venue"]), one_line(location["room"]), line)
    name = next(filter(None, names), "")
    if not name:
        return None
    address = {"@type": "PostalAddress", **_known(parts)} if any(parts.values()) else line
    return _known({"@type": "Place", "name": name, "address": address})


def _organizer(contact: ContactDocument) -> dict[str, Any] | None:
    organisation, name = one_line(contact["organisation"]), one_line(contact["name"])
    if organisation:
        return {"@type": "Organization", "name": organisation}
    return {"@type": "Person", "name": name} if name else None


def _performers(speakers: list[SpeakerDocument]) -> list[dict[str, Any]]:
    return [_performer(name, one) for one in speakers if (name := one_line(one["name"]))]


def _performer(name: str, speaker: SpeakerDocument) -> dict[str, Any]:
    if speaker["organisation"]:
        return {"@type": "Organization", "name": name}
    affiliation = one_line(speaker["affiliation"])
    body = {"@type": "Organization", "name": affiliation} if affiliation else None
    return _known({"@type": "Person", "name": name, "affiliation": body})
