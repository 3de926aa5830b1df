"""What happens at a meeting, and the round trips that each happening may cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from infra.bench.conference import make_event, make_sessions
from infra.bench.counting import Noted
from infra.bench.meeting import Meeting
from shared.verbs.cancel import cancel
from shared.verbs.publish import publish

GET, QUERY, TRANSACT = "GetItem", "Query", "TransactWriteItems"
BUDGETS: Mapping[str, Mapping[str, int]] = {
    "register": {TRANSACT: 1},
    "send one message": {GET: 5, TRANSACT: 3},
    "the same webhook again": {TRANSACT: 1},
    "register when full": {TRANSACT: 2},
    "cancel and promote": {GET: 1, QUERY: 1, TRANSACT: 1},
    "agenda, nothing kept": {GET: 2},
    "agenda, pointer kept": {GET: 1},
    "304, pointer kept": {},
    "304, nothing kept": {GET: 1},
    "publish 9 sessions": {GET: 4, QUERY: 1, TRANSACT: 2},
    "publish 1,400 sessions": {GET: 4, QUERY: 1, TRANSACT: 4},
    "publish them in two languages": {GET: 4, QUERY: 1, TRANSACT: 8},
}
"""Calls by operation, for a warm function; a message's reads are itself, whom it is about, the
event and the suppression, its writes the claim and the settling; the batch that it comes in reads
and writes once more, to lease its sends. Publishing writes what it has
rendered, in as few commits as it fits into, and shows it with one more.
"""
WRITTEN: Mapping[str, tuple[int, int]] = {
    "publish 9 sessions": (18, 140),
    "publish 1,400 sessions": (18, 2400),
    "publish them in two languages": (28, 4400),
}
"""Items, and the most write units. There are ten items for each language, and eight more, however
many sessions there are, until a representation has more than 350 KB compressed; the units follow
the bytes.
"""
CONFERENCES: Mapping[str, tuple[str, int, tuple[str, ...]]] = {
    "publish 9 sessions": ("conference-9", 9, ()),
    "publish 1,400 sessions": ("conference-1400", 1400, ()),
    "publish them in two languages": ("conference-1400-de", 1400, ("de",)),
}
"""The event, how many sessions it has, and its further languages."""


@dataclass(frozen=True)
class Happening:
    """What was asked of the table for one happening."""

    name: str
    noted: Noted

    @property
    def is_within(self) -> bool:
        """Whether it cost exactly what it may, and no more units."""
        if self.noted.calls != BUDGETS[self.name]:
            return False
        items, most = WRITTEN.get(self.name, (self.noted.written, self.noted.write_units))
        return self.noted.written == items and self.noted.write_units <= most


def play(meeting: Meeting) -> Iterator[Happening]:
    """Let everything of BUDGETS happen once, in that order."""
    yield _count(meeting, "register", lambda: meeting.register("Alba"))
    yield _count(meeting, "send one message", meeting.stack.settle)
    yield _count(meeting, "the same webhook again", lambda: meeting.register("Alba"))
    meeting.register("Boris")
    yield _count(meeting, "register when full", lambda: meeting.register("Chiara"))
    meeting.stack.settle()
    first = meeting.ports.store.registration_page(meeting.event, None, 1, None).items[0]
    leave = partial(cancel, meeting.ports, meeting.event, first.id)
    yield _count(meeting, "cancel and promote", leave)
    yield from _read(meeting)
    yield from _publish(meeting)


def _read(meeting: Meeting) -> Iterator[Happening]:
    tag = dict(meeting.get(meeting.agenda).headers)["ETag"]
    held = ("If-None-Match", tag)
    meeting.stack.settle()
    yield _count(meeting, "agenda, nothing kept", lambda: meeting.get(meeting.agenda))
    yield _count(meeting, "agenda, pointer kept", lambda: meeting.get(meeting.agenda))
    yield _count(meeting, "304, pointer kept", lambda: meeting.get(meeting.agenda, held))
    meeting.stack.settle()
    yield _count(meeting, "304, nothing kept", lambda: meeting.get(meeting.agenda, held))


def _publish(meeting: Meeting) -> Iterator[Happening]:
    for name, (event, sessions, locales) in CONFERENCES.items():
        meeting.prepare(make_event(event, locales), make_sessions(sessions))
        yield _count(meeting, name, partial(publish, meeting.ports, event))


def _count(meeting: Meeting, name: str, happen: Callable[[], object]) -> Happening:
    noted = meeting.count()
    happen()
    meeting.count()  # what comes in between counts for nobody
    return Happening(name, noted)
