"""How the work of publishing grows with the sessions: one revision rendered, at several sizes."""

from __future__ import annotations

import gc
import gzip
import time
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from infra.bench.conference import EVENT, make_event, make_sessions
from shared.domain.agenda import Release, Rendition, Revision
from shared.render.agenda.marks import Mark
from shared.render.agenda.revision import Matter, RenderedRevision, render_revision

SIZES = (9, 100, 750, 1400)
ROUNDS = 5
AT = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
PUBLIC_URL = "https://meeting.example.org"
Clock = Callable[[], float]


@dataclass(frozen=True)
class Growth:
    """One size: the least CPU seconds of rendering it, the bytes that this takes at its peak, and
    of each representation its bytes, compressed and plain.
    """

    sessions: int
    seconds: float
    peak: int
    bytes: Mapping[str, tuple[int, int]]


def measure_growth(
    sizes: Sequence[int] = SIZES, rounds: int = ROUNDS, clock: Clock = time.process_time
) -> list[Growth]:
    """Render a conference of each size, all once a round, so that drift hits all alike."""
    matters = {size: matter_of(size) for size in sizes}
    gc.freeze()  # what the bench holds by now is none of the work that is measured
    spent: dict[int, list[float]] = {size: [] for size in sizes}
    for _ in range(rounds):
        for size, matter in matters.items():
            started = clock()
            render_revision(matter, PUBLIC_URL)
            spent[size].append(clock() - started)
    gc.unfreeze()
    return [_weigh(size, matter, min(spent[size])) for size, matter in matters.items()]


def matter_of(sessions: int) -> Matter:
    """The first revision of a conference with so many sessions."""
    made = make_sessions(sessions)
    return Matter(
        event=make_event(),
        release=Release(EVENT, 1, made, AT),
        revision=1,
        at=AT,
        marks={one.id: Mark(1, AT) for one in made},
        numbers={one.id: number for number, one in enumerate(made, start=1)},
        history=(Revision(EVENT, 1, 1, "", AT),),
    )


def _weigh(sessions: int, matter: Matter, seconds: float) -> Growth:
    tracemalloc.start()
    rendered = render_revision(matter, PUBLIC_URL)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return Growth(sessions, seconds, peak, _sizes(rendered))


def _sizes(rendered: RenderedRevision) -> dict[str, tuple[int, int]]:
    return {
        representation_of(one): (len(one.body), len(gzip.decompress(one.body)))
        for one in rendered.renditions
    }


def representation_of(rendition: Rendition) -> str:
    """The representation that a rendition is of: its name without language and hash."""
    return rendition.name.rsplit(".", 2)[0]
