"""The agenda as plain text of 72 columns, out of its JSON document."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from shared.domain.place import Location, place_line
from shared.render.agenda.columns import rule, wrap
from shared.render.agenda.dates import date_range, day_heading, day_in, time_range
from shared.render.agenda.document import (
    AgendaDocument,
    EventDocument,
    SessionDocument,
    SpeakerDocument,
)
from shared.render.agenda.words import Words, words_for

WIDTH = 72
TIME_COLUMN = 13
MARGIN = " " * TIME_COLUMN
SCHEDULED = "scheduled"


def render_text(document: AgendaDocument, locale: str) -> bytes:
    """The agenda to read in a terminal or a plain mail; UTF-8.

    Its own words are those of the locale; right-to-left scripts stand in logical order, which
    is what terminals and mail readers lay out.
    """
    words = words_for(locale)
    lines = [*_head(document, words), *_days(document, words), *_foot(document, words)]
    return "".join(f"{line}\n" for line in lines).encode()


def _head(document: AgendaDocument, words: Words) -> Iterator[str]:
    event = document["event"]
    title = list(wrap(event["title"], WIDTH))
    yield from title
    yield rule(max(title, key=len), "=", WIDTH)
    yield from wrap(origin_line(event), WIDTH)
    yield from wrap(date_range(event["dates"], words), WIDTH)
    yield from wrap(place_line(Location(**event["location"])), WIDTH)
    yield from wrap(words.fill("times_local", timezone=event["timezone"]), WIDTH)
    status = event["status"]
    if status != SCHEDULED:
        yield ""
        yield from wrap(f"*** {words[f'event.{status}']} ***", WIDTH)
    if not document["complete"]:
        yield ""
        yield from wrap(words["selection"], WIDTH)


def origin_line(event: EventDocument) -> str:
    """The project and the reference, as far as they are known."""
    return ", ".join(part for part in (event["project"], event["reference"]) if part)


def _days(document: AgendaDocument, words: Words) -> Iterator[str]:
    if not document["sessions"]:
        yield ""
        yield from wrap(words["no_sessions"], WIDTH)
    for day, sessions in groupby(document["sessions"], key=lambda one: one["date"]):
        heading = day_heading(day, words)
        yield from ("", heading, rule(heading, "-", WIDTH))
        for session in sessions:
            yield from _session(session, words)


def _session(session: SessionDocument, words: Words) -> Iterator[str]:
    status = session["status"]
    title = session["title"]
    marked = title if status == SCHEDULED else words.fill(f"mark.{status}", title=title)
    yield from wrap(marked, WIDTH, time_range(session).ljust(TIME_COLUMN), MARGIN)
    yield from wrap(words.join((session["room"], session["track"])), WIDTH, MARGIN, MARGIN)
    for speaker in session["speakers"]:
        yield from wrap(speaker_line(speaker, words), WIDTH, f"{MARGIN}- ", f"{MARGIN}  ")
    for paragraph in (session["description"] or "").splitlines():
        yield from wrap(paragraph, WIDTH, MARGIN, MARGIN)
    for item in session["items"]:
        yield from wrap(item, WIDTH, f"{MARGIN}* ", f"{MARGIN}  ")


def speaker_line(speaker: SpeakerDocument, words: Words) -> str:
    """A speaker with affiliation, and with the role unless it is the usual one."""
    affiliation = f" ({speaker['affiliation']})" if speaker["affiliation"] else ""
    role = None if speaker["role"] == "speaker" else words[f"role.{speaker['role']}"]
    return words.join((f"{speaker['name']}{affiliation}", role))


def _foot(document: AgendaDocument, words: Words) -> Iterator[str]:
    contact = document["event"]["contact"]
    known = words.join((contact["name"], contact["post"], contact["organisation"]))
    reach = [part for part in (contact["email"], contact["phone"]) if part]
    if known or reach:
        yield from ("", words["contact"], rule(words["contact"], "-", WIDTH))
        yield from wrap(known, WIDTH)
        yield from (line for part in reach for line in wrap(part, WIDTH))
    yield ""
    day = day_in(document["published_at"], document["event"]["timezone"])
    yield from wrap(words.fill("release_published", release=document["release"], date=day), WIDTH)
