"""What another system costs for the same answers, as it was measured before: no part of this run.

pretalx 2026.2.1 on SQLite and Redis, on two cores, over loopback, gunicorn with 2 workers, debug
off: the median of the whole request, one at a time, and the SQL statements that it made. Ours are
CPU times of a function without a gateway, on another machine: a hint, no race.
"""

from __future__ import annotations

from dataclasses import dataclass

PRETALX = "pretalx 2026.2.1"


@dataclass(frozen=True)
class PeerFigure:
    """One answer of another system: `milliseconds` is the median, `tail` where ours is."""

    what: str
    tail: str
    sessions: int
    statements: int
    milliseconds: float
    bytes: int

    def ratio_to(self, seconds: float) -> float:
        """How many times as long it takes as something of so many seconds."""
        return self.milliseconds / (seconds * 1000)


FIGURES = (
    PeerFigure("schedule.json", "schedule.json", 9, 28, 35, 21_708),
    PeerFigure("schedule.ics", "agenda.ics", 9, 8, 31, 5_633),
    PeerFigure("page without JavaScript", "agenda.html", 9, 8, 28, 11_027),
    PeerFigure("widget's JSON, cached", "agenda.json", 9, 6, 10, 6_835),
    PeerFigure("schedule.json", "schedule.json", 750, 1510, 2005, 1_753_704),
    PeerFigure("schedule.xml", "schedule.xml", 750, 1509, 2397, 1_625_509),
    PeerFigure("schedule.ics", "agenda.ics", 750, 8, 983, 439_050),
    PeerFigure("page without JavaScript", "agenda.html", 750, 8, 905, 576_315),
    PeerFigure("widget's JSON, cached", "agenda.json", 750, 6, 30, 526_216),
)
