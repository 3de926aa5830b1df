"""The agenda of one small meeting as JSON, as text and as a calendar, byte for byte."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from shared.render.agenda.calendar_feed import render_feed
from shared.render.agenda.document import agenda_document
from shared.render.agenda.encode import encode_json
from shared.render.agenda.marks import Mark
from shared.render.agenda.text import render_text
from tests.builders import NOW, a_release
from tests.unit.calendar.reading import check_feed, facts_of
from tests.unit.render_agenda.test_schedule_files import SESSIONS, URL, a_forum

GOLDEN = Path(__file__).with_name("golden")
DOCUMENT = agenda_document(a_forum(), a_release(sessions=SESSIONS), 5, URL)
MARKS = {one.id: Mark(4, NOW - timedelta(days=1)) for one in SESSIONS} | {"dredge": Mark(5, NOW)}
FILES = {
    "agenda.ics": render_feed(DOCUMENT, MARKS, NOW, "en"),
    "agenda.json": encode_json(DOCUMENT),
    "agenda.txt": render_text(DOCUMENT, "en"),
}


@pytest.mark.parametrize("name", FILES)
def test_the_file_is_the_kept_one(name: str) -> None:
    assert FILES[name] == (GOLDEN / name).read_bytes()


def test_the_kept_calendar_is_one_that_every_reader_takes() -> None:
    kept = (GOLDEN / "agenda.ics").read_bytes()
    check_feed(kept)
    assert [one["UID"] for one in facts_of(kept)] == [
        f"{one['id']}@harbour-forum.secretariat" for one in DOCUMENT["sessions"]
    ]
