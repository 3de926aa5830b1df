"""The agenda's tables of a bench: answers, growth, memory, and another system's figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.table import Table

from infra.bench.growth import Growth
from infra.bench.peers import FIGURES, PRETALX, PeerFigure
from infra.bench.readings import Answered
from infra.bench.report import make_table

MEGABYTE = 1_000_000
READS = 1
"""GetItem calls of an agenda's read while its pointer is kept."""
CAVEAT = (
    "Theirs: median of a whole request over loopback, measured before, elsewhere. Ours: CPU of "
    "the function in this run. Machines differ: this hints at an order of magnitude, no more."
)


def show_answers(answers: Sequence[Answered]) -> Table:
    """Warm reads over the bare GetItem of what they hand out, and their memory over that of the
    same answer about the fewest sessions.
    """
    table = make_table(
        "Agenda, warm: CPU over that of the bare GetItem of the same item (304: of the pointer)",
        *("answer", "sessions", "ms CPU", "ratio", "at most", "peak MB", "peak ratio"),
    )
    least = {one.read.tail: one.peak for one in reversed(answers)}
    for one in answers:
        table.add_row(
            one.read.tail,
            f"{one.read.sessions:,}",
            f"{one.seconds * 1000:.2f}",
            f"{one.ratio:.2f}",
            "" if one.read.most is None else f"{one.read.most:.2f}",
            f"{one.peak / MEGABYTE:.2f}",
            f"{one.peak / least[one.read.tail]:.1f}",
        )
    return table


def show_growth(grown: Sequence[Growth]) -> Table:
    """Rendering one revision in one language, at several sizes."""
    least = grown[0]
    table = make_table(
        f"Rendering a revision, one language; 1.00 = {least.sessions} sessions",
        *("sessions", "ms CPU", "ratio", "ms a session", "peak MB", "peak ratio"),
    )
    for one in grown:
        table.add_row(
            f"{one.sessions:,}",
            f"{one.seconds * 1000:.1f}",
            f"{one.seconds / least.seconds:.1f}",
            f"{one.seconds * 1000 / one.sessions:.2f}",
            f"{one.peak / MEGABYTE:.1f}",
            f"{one.peak / least.peak:.1f}",
        )
    return table


def show_bytes(grown: Sequence[Growth]) -> Table:
    """What each representation weighs, compressed and plain."""
    sizes = [f"{one.sessions:,}" for one in grown]
    table = make_table("kB of each representation, compressed of plain", "sessions", *sizes)
    for name in grown[0].bytes:
        table.add_row(name, *(_kilobytes(*one.bytes[name]) for one in grown))
    return table


def show_peers(answers: Iterable[Answered], figures: Sequence[PeerFigure] = FIGURES) -> Table:
    """Another system's figures beside ours for the same answers."""
    ours = {(one.read.tail, one.read.sessions): one for one in answers}
    table = make_table(
        f"Beside {PRETALX}, for the same number of sessions",
        *("theirs", "ours", "sessions", "SQL", "reads", "their ms", "our ms CPU", "theirs / ours"),
    )
    table.caption = CAVEAT
    for figure in figures:
        found = ours[figure.tail, figure.sessions]
        table.add_row(
            figure.what,
            figure.tail,
            str(figure.sessions),
            f"{figure.statements:,}",
            str(READS),
            f"{figure.milliseconds:,.0f}",
            f"{found.seconds * 1000:.2f}",
            f"{figure.ratio_to(found.seconds):,.0f}",
        )
    return table


def _kilobytes(compressed: int, plain: int) -> str:
    return f"{compressed / 1000:.1f} of {plain / 1000:,.1f}"
