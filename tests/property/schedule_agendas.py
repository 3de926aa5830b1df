"""Agendas as wild as the nouns allow: any text, any length, any zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from hypothesis import strategies as st

from shared.domain.place import Contact, Location
from shared.domain.session import Kind, Role, Session, Speaker, Status
from shared.render.agenda.document import AgendaDocument, agenda_document
from tests.builders import a_release, an_event

URL = "https://meeting.example.org"
ZONES = [
    "UTC", "Etc/GMT+5", "Etc/GMT-14", "CET", "Asia/Kathmandu", "America/St_Johns",
    "America/Argentina/Buenos_Aires", "Pacific/Apia", "America/Sao_Paulo", "Europe/Dublin",
    "Australia/Lord_Howe", "Africa/Monrovia",
]  # fmt: skip
CHANGES_OF_CLOCK = [
    datetime(2027, 3, 28, 1, tzinfo=UTC),
    datetime(2026, 10, 31, 23, tzinfo=UTC),
    datetime(2018, 11, 4, 3, tzinfo=UTC),
    datetime(1925, 6, 1, 12, tzinfo=UTC),
]
"""Around each of them a zone above moves its clocks, or counts seconds in its offset."""
EVERY_CHARACTER = st.characters(exclude_categories=())
HOSTILE = st.sampled_from(
    ["]]>", "<script>&amp;", "\x00\x0b\x1f", "\ud800", "\ufffe\uffff", "\r\n\t", "\u2028", " ", ""]
)
TEXT = st.lists(st.text(EVERY_CHARACTER, max_size=8) | HOSTILE, max_size=4).map("".join)
MAYBE = st.none() | TEXT
ROOM = st.none() | st.sampled_from(["Hall A", "Hall A (2)", "Hall A (2) (2)", "Зала", ""]) | TEXT
SPEAKER_IDS = st.text("abc-019", max_size=5)
SPEAKERS = st.builds(
    Speaker, SPEAKER_IDS, TEXT, MAYBE, role=st.sampled_from(Role), organisation=st.booleans()
)
EVENT_IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{2,9}", fullmatch=True)


class Agenda(NamedTuple):
    """An agenda's document, the numbers of its sessions, and its language."""

    document: AgendaDocument
    numbers: dict[str, int]
    locale: str


@st.composite
def agendas(draw: st.DrawFn) -> Agenda:
    """Up to ten sessions within two days around a change of the clock, and dates of the event."""
    noon = draw(st.sampled_from(CHANGES_OF_CLOCK))
    names = draw(st.lists(st.text("abc019", min_size=1, max_size=6), max_size=10, unique=True))
    sessions = tuple(draw(_session(name, noon)) for name in names)
    dates = draw(st.sets(st.integers(-2, 2), max_size=3))
    event = an_event(
        id=draw(EVENT_IDS),
        title=draw(TEXT),
        timezone=draw(st.sampled_from(ZONES)),
        dates=tuple(_day(noon, days) for days in sorted(dates)),
        location=Location(*(draw(MAYBE) for _ in range(5))),
        contact=Contact(draw(MAYBE), None, draw(MAYBE), "desk@example.org", "+1 555 0100"),
        status=draw(st.sampled_from(Status)),
    )
    release = a_release(sessions=sessions)
    numbers = draw(st.permutations(range(1, len(names) + 1)))
    return Agenda(
        agenda_document(event, release, 2, URL), dict(zip(names, numbers, strict=True)), "en"
    )


@st.composite
def _session(draw: st.DrawFn, name: str, noon: datetime) -> Session:
    start = noon + timedelta(seconds=draw(_seconds(2880)))
    length = draw(st.none() | _seconds(600) | st.just(10**6))
    return Session(
        id=name,
        title=draw(TEXT),
        kind=draw(st.sampled_from(Kind)),
        start=start,
        end=None if length is None else start + timedelta(seconds=length),
        room=draw(ROOM),
        track=draw(MAYBE),
        status=draw(st.sampled_from(Status)),
        description=draw(MAYBE),
        speakers=tuple(draw(st.lists(SPEAKERS, max_size=2))),
        items=tuple(draw(st.lists(TEXT, max_size=2))),
    )


def _seconds(minutes: int) -> st.SearchStrategy[int]:
    """Mostly whole quarters of an hour, on either side of nothing."""
    quarters = st.integers(-minutes // 15, minutes // 15).map(lambda number: number * 900)
    return quarters | st.integers(-minutes * 60, minutes * 60)


def _day(noon: datetime, days: int) -> date:
    return noon.date() + timedelta(days=days)
