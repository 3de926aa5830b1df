"""What changed, as a feed to subscribe to."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from shared.domain.agenda import Revision
from shared.domain.changes import Note, What, note_sessions
from shared.domain.event import EventTranslation
from shared.domain.place import Contact
from shared.domain.session import SessionTranslation, Status
from shared.render.agenda.changes_feed import render_changes
from shared.render.agenda.document import AgendaDocument, agenda_document
from tests.builders import EVENT, NOW, a_release, a_session, an_event, some_sessions

URL = "https://meeting.example.org"
GOLDEN = Path(__file__).parent / "golden" / "changes.atom"
ATOM = "{http://www.w3.org/2005/Atom}"
OPENING = a_session()
FIRST = Revision(EVENT, 1, 1, "digest-1", NOW)
PLACE = Revision(
    EVENT, 2, 1, "digest-2", NOW + timedelta(hours=1),
    (Note(What.EVENT_PLACE, None, "Workshop", "House of Rivers", "Old Town <Hall> & garden"),),
)  # fmt: skip
SILENT = Revision(EVENT, 3, 1, "digest-3", NOW + timedelta(hours=2))


def a_second_release() -> Revision:
    """Later, elsewhere, cancelled, gone: and more than is told."""
    opening, sharing, coffee, closing = some_sessions()
    later = timedelta(minutes=30)
    assert opening.end is not None
    after = (
        replace(opening, start=opening.start + later, end=opening.end + later),
        replace(sharing, room="Garden"),
        replace(coffee, status=Status.CANCELLED),
    )
    notes = note_sessions((opening, sharing, coffee, closing), after)
    return Revision(EVENT, 4, 2, "digest-4", NOW + timedelta(days=1), notes, 7)


HISTORY = (a_second_release(), SILENT, PLACE, FIRST)


def document(**changes: Any) -> AgendaDocument:
    return agenda_document(an_event(**changes), a_release(), 4, URL)


def read(feed: bytes) -> ET.Element:
    return ET.fromstring(feed)


def texts(root: ET.Element, path: str) -> list[str | None]:
    return [one.text for one in root.findall(path.replace("~", ATOM))]


def links(root: ET.Element) -> dict[str, str]:
    return {one.attrib["rel"]: one.attrib["href"] for one in root.findall(f"{ATOM}link")}


def test_a_feed_is_these_very_bytes() -> None:
    assert render_changes(document(), HISTORY, "en", URL) == GOLDEN.read_bytes()


def test_what_no_reader_plans_with_has_no_entry() -> None:
    feed = read(render_changes(document(), HISTORY, "en", URL))
    assert texts(feed, "~entry/~title") == [
        "Release 2: 1 session removed, 1 session moved, 1 room changed, 1 session cancelled, "
        "7 further changes",
        "Release 1: the meeting’s place changed",
        "Release 1: the agenda is published",
    ]


def test_a_feed_is_as_new_as_its_newest_revision_else_as_the_release() -> None:
    told, none = (render_changes(document(), one, "en", URL) for one in (HISTORY[1:], ()))
    assert texts(read(told), "~updated") == ["2027-03-01T11:00:00+00:00"]
    assert texts(read(none), "~updated") == ["2027-03-01T09:00:00+00:00"]


def test_ids_stay_when_more_happens_and_wherever_the_feed_moves_to() -> None:
    now = read(render_changes(document(title="Another title"), HISTORY, "en", URL))
    before = read(render_changes(document(), HISTORY[2:], "en", "https://other.example.org"))
    assert texts(now, "~id") == texts(before, "~id")
    assert texts(now, "~entry/~id")[-2:] == texts(before, "~entry/~id")


def test_the_author_is_the_contacts_organisation_else_the_event_and_no_address_is_told() -> None:
    known = render_changes(document(), HISTORY, "en", URL)
    unknown = render_changes(document(contact=Contact()), HISTORY, "en", URL)
    assert texts(read(known), "~author/~name") == ["House of Rivers"]
    assert texts(read(unknown), "~author/~name") == ["Workshop on shared river basins"]
    assert b"secretary@example.org" not in known


def test_another_language_has_its_own_address_ids_and_titles() -> None:
    spoken = a_session(translations=(SessionTranslation("en-GB", "Welcome"),))
    event = an_event(translations=(EventTranslation("en-GB", "River workshop"),))
    release = a_release(sessions=(spoken,))
    other = agenda_document(event, release, 4, URL, "en-GB")
    own = read(render_changes(agenda_document(event, release, 4, URL), HISTORY, "en", URL))
    feed = read(render_changes(other, HISTORY, "en-GB", URL))
    assert links(own) == {
        "self": f"{URL}/agenda/{EVENT}/changes.atom",
        "alternate": f"{URL}/agenda/{EVENT}/agenda.html",
    }
    assert links(feed) == {
        "self": f"{URL}/agenda/{EVENT}/changes.atom?lang=en-GB",
        "alternate": f"{URL}/agenda/{EVENT}/agenda.html?lang=en-GB",
    }
    assert texts(feed, "~title") == ["River workshop: changes"]
    assert "“Welcome” now starts" in str(texts(feed, "~entry/~content")[0])
    assert set(texts(feed, "~entry/~id")).isdisjoint(texts(own, "~entry/~id"))


def test_a_new_title_is_told_as_it_was_noted() -> None:
    note = Note(What.RETITLED, "opening", "New", "Old", "New")
    event = an_event(translations=(EventTranslation("en-GB", "River workshop"),))
    other = agenda_document(event, a_release(), 4, URL, "en-GB")
    feed = read(render_changes(other, [replace(PLACE, notes=(note,))], "en-GB", URL))
    assert "“Old” is now called “New”." in str(texts(feed, "~entry/~content")[0])


def test_characters_that_xml_cannot_hold_are_dropped_and_markup_stays_text() -> None:
    note = Note(What.RETITLED, "opening", "", "a\x00\x0b<b>\ufffe", "]]>\ud800 &amp;")
    made = replace(PLACE, notes=(note,))
    feed = read(render_changes(document(title="<i>\x08 & co"), [made], "en", URL))
    assert texts(feed, "~title") == ["<i> & co: changes"]
    assert texts(feed, "~entry/~content") == [
        '<ul lang="en" dir="ltr"><li>“a&lt;b&gt;” is now called “]]&gt; &amp;amp;”.</li></ul>'
    ]


def test_an_agenda_without_sessions_still_links_to_its_page() -> None:
    empty = agenda_document(an_event(), a_release(sessions=()), 4, URL)
    feed = read(render_changes(empty, (), "en", URL))
    assert links(feed)["alternate"] == f"{URL}/agenda/{EVENT}/agenda.html"
