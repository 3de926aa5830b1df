"""What changed from release to release, as an Atom feed (RFC 4287)."""

from __future__ import annotations

import uuid
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from html import escape

from shared.domain.agenda import Revision
from shared.domain.changes import Note, What
from shared.render.agenda.change_words import headline, sentences
from shared.render.agenda.document import AgendaDocument
from shared.render.agenda.schedule import one_line
from shared.render.agenda.words import Words, words_for

ATOM = "http://www.w3.org/2005/Atom"


def render_changes(
    document: AgendaDocument, history: Sequence[Revision], locale: str, public_url: str
) -> bytes:
    """An entry for each revision of `history` (newest first) that changed what its notes tell.

    The first revision has no notes, since everything is new, and an entry nevertheless. Valid
    whatever is in it; UTF-8.
    """
    event, words, page = document["event"], words_for(locale), _page(document, public_url)
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": words.language})
    title = one_line(event["title"]) or event["id"]
    _text(feed, "id", _urn(document, locale))
    _text(feed, "title", words.fill("change.feed", title=title))
    _text(feed, "updated", _newest(document, history))
    author = one_line(event["contact"]["organisation"]) or title
    _text(ET.SubElement(feed, "author"), "name", author)
    _link(feed, "self", page.replace("/agenda.html", "/changes.atom"), "application/atom+xml")
    _link(feed, "alternate", page, "text/html")
    titles = _titles(document, page)
    for revision in history:
        if revision.tells:
            entry = _entry(document, _retitle(revision, titles), words, page)
            _text(entry, "id", _urn(document, f"{locale}/{revision.number}"))
            feed.append(entry)
    ET.indent(feed, space=" ")
    encoded: bytes = ET.tostring(feed, "utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + encoded + b"\n"


def _entry(document: AgendaDocument, revision: Revision, words: Words, page: str) -> ET.Element:
    entry = ET.Element("entry")
    _text(entry, "title", one_line(headline(revision, words)))
    _text(entry, "updated", _stamp(revision.at))
    _link(entry, "alternate", page, "text/html")
    told = sentences(revision, words, document["event"]["timezone"])
    items = "".join(f"<li>{escape(one_line(one))}</li>" for one in told)
    content = ET.SubElement(entry, "content", type="html")
    content.text = f'<ul lang="{words.language}" dir="{words.direction}">{items}</ul>'
    return entry


def _page(document: AgendaDocument, public_url: str) -> str:
    """The page in this language, as its sessions name it."""
    for session in document["sessions"]:
        return session["url"].partition("#")[0]
    return f"{public_url}/agenda/{document['event']['id']}/agenda.html"


def _titles(document: AgendaDocument, page: str) -> Mapping[str, str]:
    """In another language than the event's own the titles of sessions, by id; notes have theirs."""
    if "?" not in page:
        return {}
    return {one["id"]: one["title"] for one in document["sessions"]}


def _retitle(revision: Revision, titles: Mapping[str, str]) -> Revision:
    return replace(revision, notes=tuple(_spoken(note, titles) for note in revision.notes))


def _spoken(note: Note, titles: Mapping[str, str]) -> Note:
    if note.session is None or note.what is What.RETITLED:
        return note
    return replace(note, title=titles.get(note.session, note.title))


def _newest(document: AgendaDocument, history: Sequence[Revision]) -> str:
    for revision in history:
        return _stamp(revision.at)
    return document["published_at"]


def _stamp(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="seconds")


def _urn(document: AgendaDocument, part: str) -> str:
    """A name-based UUID (RFC 9562 section 5.5), which stays wherever the feed moves to."""
    name = f"secretariat:{document['event']['id']}/changes/{part}"
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def _link(parent: ET.Element, rel: str, address: str, media_type: str) -> None:
    ET.SubElement(parent, "link", rel=rel, type=media_type, href=address)


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text
