"""Running a storm: a stack of its own, the event, the attempts, and the recount."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from infra.cli.client import JSON, Client, part
from infra.local.founding import Founding
from infra.local.stack import Stack, open_stack
from infra.local.storm.evidence import Evidence, gather
from infra.local.storm.plan import KNOWN_HOUSES, MEALS, Plan, make_plan
from infra.local.storm.recount import Held, recount
from infra.local.storm.throw import Thrower
from infra.local.storm.watch import Watch
from shared.domain.allowance import UNLIMITED

ATTEMPTS = {"memory": 3000, "moto": 300}
BEGIN = datetime(2027, 3, 30, 7, tzinfo=UTC)
LATER_S = 600
"""Long enough for every due item that looks after the line."""


@dataclass(frozen=True)
class Storm:
    """A storm that is over: what it left, what held, and how long it took."""

    evidence: Evidence
    held: tuple[Held, ...]
    seconds: float


def run_storm(engine: str, attempts: int, seed: int, seconds: float, console: Console) -> Storm:
    """Throw a plan at a stack of its own and count again; progress is shown on the console."""
    begun = time.monotonic()
    plan = make_plan(attempts, seed)
    outline = (files("infra.local") / "meeting.txt").read_bytes()
    founding = Founding(outline)
    with open_stack(engine, port=0, founding=founding, now=BEGIN, limits=UNLIMITED) as stack:
        event = stack.event or ""
        prepare(stack, event, plan)
        evidence = _weather(stack, event, plan, begun + seconds, console)
    return Storm(evidence, recount(evidence), time.monotonic() - begun)


def prepare(stack: Stack, event: str, plan: Plan) -> None:
    """Places, a question with options to count, and the institutions that are known."""
    organiser = Client(stack.url, stack.organiser_token)
    path = f"/organiser/events/{part(event)}"
    form = organiser.ask("GET", path).json()["settings"]["form"]
    meal = {
        "key": "meal",
        "label": {"en": "Lunch"},
        "type": "select",
        "required": False,
        "options": list(MEALS),
    }
    organiser.ask_json("PATCH", path, {"capacity": plan.seats, "form": [*form, meal]})
    known = {"institutions": [{"name": name} for name in KNOWN_HOUSES]}
    organiser.ask("PUT", f"{path}/institutions", json.dumps(known).encode(), JSON)
    stack.advance(LATER_S)
    stack.settle()


def _weather(stack: Stack, event: str, plan: Plan, until: float, console: Console) -> Evidence:
    watch = Watch(stack.ports.store, event)
    with _progress(console) as progress:
        bar = progress.add_task("attempts", total=len(plan.throws))
        told = Thrower(stack, event, plan, watch).throw_all(until, lambda: progress.advance(bar))
    with console.status("The last mails go out, and everything is counted again"):
        stack.advance(LATER_S)
        stack.settle()
        watch.look()
        return gather(stack, event, plan, told, watch)


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, TimeElapsedColumn(), console=console)
