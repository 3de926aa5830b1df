"""`secretariat demo`: a whole meeting through the local stack, over HTTP."""

from __future__ import annotations

import json
import secrets
import time
from datetime import UTC, datetime, timedelta
from datetime import date as date_type
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated

import typer

from infra.cli.exits import SaidNo
from infra.cli.options import AsJson, Dates, Engine, Zone
from infra.cli.source import read_given

if TYPE_CHECKING:
    from rich.console import Console

    from infra.cli.demo.scene import Scene, Took
    from infra.cli.source import Given

OWN_MEETING = "meeting.txt"


def demo(
    outline: Annotated[
        str | None,
        typer.Option("--outline", metavar="FILE", help="Another outline than the demo's own."),
    ] = None,
    timezone: Zone = None,
    date: Dates = None,
    engine: Engine = "moto",
    as_json: AsJson = False,
) -> None:
    """Run a whole meeting on this machine: outline, agenda, registrations, mail, digest."""
    from rich.console import Console

    from infra.cli.demo.checks import check_scene
    from infra.cli.demo.files import FOLDER, leave_files
    from infra.cli.demo.report import print_report
    from infra.cli.demo.summary import summarise

    given = read_given(outline or str(files("infra.local") / OWN_MEETING), timezone, date)
    console = Console(quiet=as_json, highlight=False)
    scene = perform(given, engine, console)
    checks = check_scene(scene)
    leave_files(scene, checks)
    print_report(console, scene, checks, FOLDER)
    if as_json:
        print(json.dumps(summarise(scene), ensure_ascii=False))
    failed = [check.sentence for check in checks if not check.holds]
    if failed:
        raise SaidNo(f"this did not hold: {'; '.join(failed)}")


def perform(given: Given, engine: str, console: Console) -> Scene:
    """Play the meeting on a stack of its own; one line for each step that is done."""
    from infra.cli.client import Client
    from infra.cli.demo.play import play
    from infra.cli.demo.scene import Scene
    from infra.local.stack import open_stack

    start = time.perf_counter()
    with (
        console.status("Start the stack") as status,
        open_stack(engine, port=0, now=_opening_time(given)) as stack,
    ):
        organiser = Client(stack.url, stack.organiser_token)
        form_secret = secrets.token_urlsafe(24)
        scene = Scene(given, Client(stack.url), organiser, stack.webhook_secret, form_secret)
        play(scene, status.update, lambda took: _tell(console, took))
    scene.elapsed_s = time.perf_counter() - start
    return scene


def _opening_time(given: Given) -> datetime:
    """When the demo begins: now, but before the meeting if that is past.

    Not in the hour before the digest's: only one digest is to come, at the end.
    """
    from infra.local.clock import starting_instant
    from shared.domain.event import DigestRules
    from shared.domain.place import zone

    first_day = min(map(date_type.fromisoformat, given.dates))
    start = starting_instant(first_day, given.timezone, datetime.now(UTC))
    is_early = start.astimezone(zone(given.timezone)).hour == DigestRules().hour - 1
    return start + timedelta(hours=1) if is_early else start


def _tell(console: Console, took: Took) -> None:
    from rich.markup import escape

    console.print(f"[green]✓[/] [bold]{took.step}[/] [dim]{took.seconds:.2f} s[/]")
    console.print(f"  {escape(took.told)}")
