"""`secretariat demo`: a whole meeting through the local stack, over HTTP."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated

import typer

from infra.cli.exits import SaidNo
from infra.cli.options import AsJson, Dates, Engine, Zone
from infra.cli.source import complete, parse_source, read_dates, read_source, read_zone

if TYPE_CHECKING:
    from rich.console import Console

    from infra.cli.demo.scene import Given, Scene, Took


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

    given = read_given(outline or str(files("infra.local") / "meeting.txt"), timezone, date)
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


def read_given(path: str, timezone: str | None, date: list[str] | None) -> Given:
    """The outline and what the options add. Raises Unreadable for what cannot be played."""
    from infra.cli.demo.scene import Given
    from shared.outline.to_json import outline_to_json

    given = Given(path, read_source(path), read_zone(timezone), read_dates(date))
    complete(path, outline_to_json(parse_source(path, given.source)), given.timezone, given.dates)
    return given
