"""Texts that break calendars elsewhere: each comes back from the feed as it was typed."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject

from shared.calendar.content_line import visible
from shared.domain.place import instant_of
from shared.domain.session import Session
from tests.builders import a_session
from tests.edge.agenda.published import PATH, Readers, published
from tests.unit.calendar.reading import entries_of, facts_of, instants_of, lines_of, unescape


@pytest.fixture(scope="session")
def cases(corpus: Path) -> list[dict[str, Any]]:
    """What is tried: a field, a value, and in words what is expected."""
    found: list[dict[str, Any]] = json.loads((corpus / "data/mail/ics_text_cases.json").read_text())
    return found


def values_of(cases: list[dict[str, Any]], *fields: str) -> Iterator[str]:
    return (one["value"] for one in cases if one["field"] in fields)


def feed_of(*sessions: Session) -> bytes:
    """The feed of an agenda of these; whatever is asked of a feed has been looked at."""
    return published(sessions=sessions).get(f"{PATH}/agenda.ics").body


def judge(texts: list[str]) -> None:
    """Say every text in a title, a room and a description, and read it back three times."""
    sessions = [
        a_session(id=f"s{n}", title=text, room=text, description=text, speakers=())
        for n, text in enumerate(texts)
    ]
    raw = feed_of(*sessions)
    told = {str(one["UID"]).partition("@")[0]: one for one in entries_of(raw)}
    plain = {one["UID"].partition("@")[0]: one for one in facts_of(raw)}
    for session in sessions:
        wanted = visible(session.title)
        for name in ("SUMMARY", "DESCRIPTION"):
            assert unescape(plain[session.id].get(name, "")) == wanted
            assert str(told[session.id].get(name, "")) == wanted


def test_every_text_case_comes_back(cases: list[dict[str, Any]]) -> None:
    texts = list(values_of(cases, "SUMMARY", "DESCRIPTION"))
    assert len(texts) >= 2
    judge(texts)


def test_both_parsers_read_the_same_text(cases: list[dict[str, Any]]) -> None:
    for text in values_of(cases, "SUMMARY", "DESCRIPTION"):
        raw = feed_of(a_session(title=text, description=text, speakers=()))
        entry = vobject.readOne(raw.decode()).vevent
        assert (entry.summary.value, entry.description.value) == (text, text)


def test_naughty_strings_come_back(corpus: Path) -> None:
    encoded = json.loads((corpus / "data/mail/blns.base64.json").read_text())
    texts = [base64.b64decode(one).decode(errors="replace") for one in encoded]
    assert len(texts) > 400
    judge(texts)


def test_values_made_to_break_headers_come_back(corpus: Path) -> None:
    judge(json.loads((corpus / "data/mail/header_injection.json").read_text())["values"])


def test_a_uid_is_never_empty_and_stays(cases: list[dict[str, Any]]) -> None:
    assert list(values_of(cases, "UID")) == [""]
    readers = published()
    before = uids_of(readers)
    assert len(set(before)) == 4
    assert all(len(one) > len("UID:@") for one in before)
    readers.revise(title="Another")
    readers.publish((a_session(title="Another"),))
    assert uids_of(readers) == before[:1]


def uids_of(readers: Readers) -> list[str]:
    return lines_of(readers.get(f"{PATH}/agenda.ics").body, "UID")


def test_of_an_hour_that_exists_twice_the_second_is_written_in_utc(
    cases: list[dict[str, Any]],
) -> None:
    (text,) = values_of(cases, "DTSTART")
    clock, _, zone_name = text.partition(" ")
    wall = datetime.fromisoformat(clock)
    first = instant_of(wall.date(), wall.time(), zone_name)
    second = first.replace(hour=first.hour + 1)
    soon = timedelta(minutes=15)
    spans = [(at, at + soon) for at in (first, second)]
    sessions = [a_session(id=f"s{n}", start=at, end=end) for n, (at, end) in enumerate(spans)]
    readers = published(
        lambda event: replace(event, timezone=zone_name, dates=(wall.date(),)), tuple(sessions)
    )
    raw = readers.get(f"{PATH}/agenda.ics").body
    stamp = f"{wall:%Y%m%dT%H%M%S}"
    assert lines_of(raw, "DTSTART")[-2:] == [
        f"DTSTART;TZID={zone_name}:{stamp}",
        f"DTSTART:{second.astimezone(UTC):%Y%m%dT%H%M%SZ}",
    ]
    read = [(start.astimezone(UTC), end.astimezone(UTC)) for start, end in instants_of(raw)]
    assert read == spans


def test_a_change_raises_the_sequence_under_the_same_uid_with_new_stamps(
    cases: list[dict[str, Any]],
) -> None:
    assert len(list(values_of(cases, "SEQUENCE"))) == 1
    readers = published(sessions=(a_session(),))
    (before,) = facts_of(readers.get(f"{PATH}/agenda.ics").body)
    readers.clock.advance(hours=1)
    readers.publish((a_session(title="Another"),))
    (after,) = facts_of(readers.get(f"{PATH}/agenda.ics").body)
    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        assert after[name] > before[name]
