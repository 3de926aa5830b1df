"""What happens at a meeting, and the round trips that each happening may cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from infra.bench.counting import Noted
from infra.bench.meeting import Meeting
from shared.verbs.cancel import cancel

GET, QUERY, TRANSACT = "GetItem", "Query", "TransactWriteItems"
BUDGETS: Mapping[str, Mapping[str, int]] = {
    "register": {TRANSACT: 1},
    "send one message": {GET: 4, TRANSACT: 2},
    "the same webhook again": {TRANSACT: 1},
    "register when full": {TRANSACT: 2},
    "cancel and promote": {GET: 1, QUERY: 1, TRANSACT: 1},
    "agenda, nothing kept": {GET: 2},
    "agenda, pointer kept": {GET: 1},
    "304, pointer kept": {},
    "304, nothing kept": {GET: 1},
}
"""Calls by operation, for a warm function; a message's reads are itself, whom it is about, the
event and the suppression, its writes the claim and the settling.
"""


@dataclass(frozen=True)
class Happening:
    """What was asked of the table for one happening."""

    name: str
    noted: Noted

    @property
    def is_within(self) -> bool:
        """Whether it cost exactly what it may."""
        return self.noted.calls == BUDGETS[self.name]


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


def _read(meeting: Meeting) -> Iterator[Happening]:
    tag = dict(meeting.get(meeting.agenda).headers)["ETag"]
    held = ("If-None-Match", tag)
    meeting.stack.settle()
    yield _count(meeting, "agenda, nothing kept", lambda: meeting.get(meeting.agenda))
    yield _count(meeting, "agenda, pointer kept", lambda: meeting.get(meeting.agenda))
    yield _count(meeting, "304, pointer kept", lambda: meeting.get(meeting.agenda, held))
    meeting.stack.settle()
    yield _count(meeting, "304, nothing kept", lambda: meeting.get(meeting.agenda, held))


def _count(meeting: Meeting, name: str, happen: Callable[[], object]) -> Happening:
    noted = meeting.count()
    happen()
    meeting.count()  # what comes in between counts for nobody
    return Happening(name, noted)
