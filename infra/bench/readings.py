"""Warm reads of the agenda, each beside the bare GetItem of the same item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from infra.bench.conference import make_event, make_sessions
from infra.bench.growth import SIZES
from infra.bench.measuring import Case, Warm
from infra.bench.meeting import Meeting
from infra.bench.payloads import GZIPPED, reading_request
from infra.local.payloads import Payload
from shared.verbs.publish import publish

GET = "GetItem"
FOUNDING, MIDDLE, LARGE, LARGEST = SIZES
OTHERS = (MIDDLE, LARGEST)
TAILS = (
    *("agenda.json", "agenda.html", "agenda.ics", "agenda.txt"),
    *("schedule.json", "schedule.xml"),
)
SEARCH = "agenda.json?q=Ledger"
MOST = 1.25
"""A warm request over its bare call."""


@dataclass(frozen=True)
class Read:
    """One answer: of how many sessions, what is asked, and how. `call` is the bare GetItem that it
    needs, or that it is put beside; `most` is the ratio it may reach.
    """

    sessions: int
    tail: str
    kind: str
    payload: Payload
    call: Any
    most: float | None = MOST

    @property
    def name(self) -> str:
        """What the case is called."""
        return f"{self.sessions} {self.tail} {self.kind}"

    @property
    def bare(self) -> str:
        """What the case of the bare call is called."""
        return f"{self.name}, bare"

    def cases(self) -> tuple[Case, Case]:
        """The request and its bare call."""
        return (self.name, self.kind, self.payload), (self.bare, "bare", ("get_item", self.call))


@dataclass(frozen=True)
class Answered:
    """What a read took: CPU seconds, over its bare call, and bytes at its peak."""

    read: Read
    seconds: float
    ratio: float
    peak: int


def plan_reads(meeting: Meeting) -> list[Read]:
    """Every representation and the 304 of the meeting's agenda and of a large one; of the other
    sizes the JSON and the page; all of them searched.
    """
    events = {FOUNDING: meeting.event, **{size: f"read-{size}" for size in SIZES[1:]}}
    for size in SIZES[1:]:
        _publish(meeting, events[size], size)
    return [
        *(read for size in (FOUNDING, LARGE) for read in _every(meeting, events[size], size)),
        *(_read(meeting, events[size], size, tail, None) for size in OTHERS for tail in TAILS[:2]),
        *(_read(meeting, events[size], size, SEARCH, None) for size in events),
    ]


def judge(reads: list[Read], warm: Warm) -> list[Answered]:
    """What was planned with what was measured."""
    return [
        Answered(one, warm.seconds(one.name), warm.ratio(one.name, one.bare), warm.peaks[one.name])
        for one in reads
    ]


def _publish(meeting: Meeting, event: str, sessions: int) -> None:
    meeting.prepare(make_event(event), make_sessions(sessions))
    publish(meeting.ports, event)


def _every(meeting: Meeting, event: str, sessions: int) -> Iterator[Read]:
    for tail in TAILS:
        yield _read(meeting, event, sessions, tail)
    path = f"/agenda/{event}/agenda.json"
    tag = dict(meeting.get(path, GZIPPED).headers)["ETag"]
    held = ("If-None-Match", tag)
    meeting.stack.settle()
    pointer = _asked(meeting, path, held, GZIPPED)
    payload = reading_request(meeting, event, "agenda.json", held)
    yield Read(sessions, "304, pointer read", "request afresh", payload, pointer)
    yield Read(sessions, "304, pointer kept: no call", "request", payload, pointer, None)


def _read(
    meeting: Meeting, event: str, sessions: int, tail: str, most: float | None = MOST
) -> Read:
    path = f"/agenda/{event}/{tail}"
    meeting.get(path)  # its pointer is kept from now on
    call = _asked(meeting, path)
    return Read(sessions, tail, "request", reading_request(meeting, event, tail), call, most)


def _asked(meeting: Meeting, path: str, *headers: tuple[str, str]) -> Any:
    """What the table is asked for that read, by GetItem."""
    noted = meeting.count()
    meeting.get(path, *headers)
    return noted.last[GET]
