"""`secretariat agenda lint EVENT`: what is to be mended before the draft is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

from infra.cli.exits import ANSWER_IS_NO
from infra.cli.options import DEFAULT_URL, AsJson, EventId, Token, Url
from infra.cli.printing import cell, print_bytes

if TYPE_CHECKING:
    from rich.table import Table

WORDS = {
    "room_overlap": "room taken twice",
    "person_in_two_places": "in two places",
    "gap": "nothing on",
    "negative_length": "end before start",
    "short_lunch": "short lunch",
    "no_presenter": "no presenter",
    "after_hall": "outside the hall's hours",
    "clock_change": "clocks change",
    "off_days": "not on the dates",
    "more": "and more",
}
NOTHING = "Nothing to mend."


def lint(
    event: EventId, url: Url = DEFAULT_URL, token: Token = "", as_json: AsJson = False
) -> None:
    """Show what is to be mended in the draft; exit 1 if there is something."""
    from infra.cli.client import part
    from infra.cli.organising import open_client

    client, draft = open_client(url, token), f"/organiser/events/{part(event)}/draft"
    answer = client.ask("GET", f"{draft}/lint")
    findings = answer.json()["findings"]
    if as_json:
        print_bytes(answer.body)
    elif findings:
        _print_findings(findings, client.ask("GET", draft).json()["sessions"])
    else:
        print(NOTHING)
    if findings:
        raise typer.Exit(ANSWER_IS_NO)


def _print_findings(
    findings: Sequence[Mapping[str, Any]], sessions: Sequence[Mapping[str, Any]]
) -> None:
    from rich.console import Console

    days = {session["id"]: session["date"] for session in sessions}
    Console(highlight=False).print(_table(findings, days))


def _table(findings: Sequence[Mapping[str, Any]], days: Mapping[str, str]) -> Table:
    """A row for each finding; the day is that of the last session that it is about."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("when", no_wrap=True)
    table.add_column("what", max_width=16)
    table.add_column("sentence")
    before = ""
    for finding in findings:
        day = next((days[one] for one in reversed(finding["sessions"]) if one in days), "")
        what = WORDS.get(finding["code"], finding["code"].replace("_", " "))
        when = "" if day == before else day
        table.add_row(cell(when), cell(what), cell(finding["message"]))
        before = day
    return table
