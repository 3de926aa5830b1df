"""The edge of the timer: once a minute, whatever is due."""

from __future__ import annotations

from functools import partial

from chalice.app import CloudWatchEvent, Rate

from functions.timer.run_due import run_due
from shared.edge.app import App
from shared.edge.attempt import attempt
from shared.edge.log import write_log
from shared.edge.wiring import wire

app = App("timer", partial(wire, "timer"))


@app.schedule(Rate(1, unit=Rate.MINUTES))
def on_tick(_: CloudWatchEvent) -> dict[str, int]:
    """Run what is due; the counts by kind go to the log."""
    ran = run_due(app.ports, partial(attempt, "timer", "tick"))
    if ran:
        write_log("info", function="timer", **ran)
    return ran
