"""The agenda as plain text of 72 columns, out of its JSON document."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from shared.domain.place import Location, place_line
from shared.render.agenda.columns import rule, wrap
from shared.render.agenda.dates import date_range, day_in, long_date, time_range
from shared.render.agenda.document import (
    AgendaDocument,
    EventDocument,
    SessionDocument,
    SpeakerDocument,
)

WIDTH = 72
TIME_COLUMN = 13
MARGIN = " " * TIME_COLUMN
SCHEDULED = "scheduled"


def render_text(document: AgendaDocument) -> bytes:
    """The agenda to read in a terminal or a plain mail; UTF-8."""
    lines = [*_head(document), *_days(document), *_foot(document)]
    return "".join(f"{line}\n" for line in lines).encode()


def _head(document: AgendaDocument) -> Iterator[str]:
    event = document["event"]
    title = list(wrap(event["title"], WIDTH))
    yield from title
    yield rule(max(title, key=len), "=", WIDTH)
    yield from wrap(origin_line(event), WIDTH)
    yield from wrap(date_range(event["dates"]), WIDTH)
    yield from wrap(place_line(Location(**event["location"])), WIDTH)
    yield from wrap(f"All times are local ({event['timezone']}).", WIDTH)
    if event["status"] != SCHEDULED:
        yield ""
        yield from wrap(f"*** This meeting is {event['status']}. ***", WIDTH)
    if not document["complete"]:
        yield ""
        yield from wrap("This is a selection; the whole agenda has more.", WIDTH)


def origin_line(event: EventDocument) -> str:
    """The project and the reference, as far as they are known."""
    return ", ".join(part for part in (event["project"], event["reference"]) if part)


def _days(document: AgendaDocument) -> Iterator[str]:
    if not document["sessions"]:
        yield ""
        yield "No sessions."
    for day, sessions in groupby(document["sessions"], key=lambda one: one["date"]):
        heading = long_date(day)
        yield from ("", heading, rule(heading, "-", WIDTH))
        for session in sessions:
            yield from _session(session)


def _session(session: SessionDocument) -> Iterator[str]:
    mark = "" if session["status"] == SCHEDULED else f"{session['status'].upper()}: "
    yield from wrap(mark + session["title"], WIDTH, time_range(session).ljust(TIME_COLUMN), MARGIN)
    yield from wrap(
        ", ".join(filter(None, (session["room"], session["track"]))), WIDTH, MARGIN, MARGIN
    )
    for speaker in session["speakers"]:
        yield from wrap(speaker_line(speaker), WIDTH, f"{MARGIN}- ", f"{MARGIN}  ")
    for paragraph in (session["description"] or "").splitlines():
        yield from wrap(paragraph, WIDTH, MARGIN, MARGIN)
    for item in session["items"]:
        yield from wrap(item, WIDTH, f"{MARGIN}* ", f"{MARGIN}  ")


def speaker_line(speaker: SpeakerDocument) -> str:
    """A speaker with affiliation, and with the role unless it is the usual one."""
    affiliation = f" ({speaker['affiliation']})" if speaker["affiliation"] else ""
    role = "" if speaker["role"] == "speaker" else f", {speaker['role']}"
    return f"{speaker['name']}{affiliation}{role}"


def _foot(document: AgendaDocument) -> Iterator[str]:
    contact = document["event"]["contact"]
    parts = [contact["name"], contact["post"], contact["organisation"]]
    known = ", ".join(part for part in parts if part)
    reach = [part for part in (contact["email"], contact["phone"]) if part]
    if known or reach:
        yield from ("", "Contact", "-------")
        yield from wrap(known, WIDTH)
        yield from (line for part in reach for line in wrap(part, WIDTH))
    yield ""
    day = day_in(document["published_at"], document["event"]["timezone"])
    yield f"Release {document['release']}, published {day}."
