"""`python -m infra.local.storm`: throw a storm at the local stack, then count again."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.console import Console

from infra.cli.options import AsJson, Engine
from infra.local.storm.report import print_report, summarise
from infra.local.storm.run import ATTEMPTS, run_storm

MOST_ATTEMPTS = 20_000


def main(
    engine: Engine = "memory",
    seed: Annotated[int, typer.Option("--seed", help="The same seed is the same plan.")] = 1,
    attempts: Annotated[
        int | None, typer.Option("--attempts", min=1, max=MOST_ATTEMPTS, help="How many.")
    ] = None,
    seconds: Annotated[
        float, typer.Option("--seconds", min=1, max=3600, help="Begin nothing after that long.")
    ] = 300,
    as_json: AsJson = False,
) -> None:
    """Throw a storm at a stack of its own; exit 1 if anything did not hold."""
    console = Console(highlight=False, stderr=as_json)
    storm = run_storm(engine, attempts or ATTEMPTS[engine], seed, seconds, console)
    if as_json:
        print(json.dumps(summarise(engine, storm.evidence, storm.held, storm.seconds)))
    else:
        print_report(console, storm.evidence, storm.held, storm.seconds)
    if not all(one.holds for one in storm.held):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
