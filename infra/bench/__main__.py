"""`python -m infra.bench`: what things cost, as ratios measured in this run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console

from infra.bench.agenda_report import show_answers, show_bytes, show_growth, show_peers
from infra.bench.canned import serve_canned
from infra.bench.counting import Noted
from infra.bench.growth import measure_growth
from infra.bench.happenings import play
from infra.bench.measuring import measure_cold, measure_warm
from infra.bench.meeting import Meeting, open_meeting
from infra.bench.outlines import measure_reading, show_reading
from infra.bench.payloads import first_calls, pending, webhook_request
from infra.bench.readings import judge, plan_reads
from infra.bench.report import show_cold, show_happenings, show_sizes, show_warm
from infra.bench.staging import stage_here
from infra.local.payloads import Payload
from infra.package.build import build_package
from infra.package.errors import CannotPackage

GET, TRANSACT = "GetItem", "TransactWriteItems"


def main() -> None:
    """Measure and print everything."""
    console = Console()
    with console.status("Staging the functions for this machine"):
        code = stage_here()
    with open_meeting() as meeting:
        with console.status("Playing a meeting"):
            happenings = list(play(meeting))
        with console.status("Publishing a conference"):
            reads = plan_reads(meeting)
        calls = first_calls(meeting)
        read, registered = _asked(meeting)
        items = meeting.items()
        webhook = webhook_request(meeting)
    with serve_canned(pending(items)) as aws:
        with console.status("Starting every function cold, several times over"):
            cold = measure_cold(calls, code, aws)
        with console.status("Asking warm functions"):
            cases = [case for one in reads for case in one.cases()]
            answers = judge(reads, measure_warm(cases, code["agenda"], aws))
            warm = list(_measure_warm(webhook, read, registered, code, aws))
    with console.status("Rendering small and large agendas"):
        grown = measure_growth()
    with console.status("Reading short and long outlines"):
        readings = measure_reading()
    console.print(show_cold(calls, cold), show_warm(warm), show_happenings(happenings))
    console.print(show_answers(answers), show_growth(grown), show_bytes(grown))
    console.print(show_reading(readings), show_peers(answers))
    _print_sizes(console)


def _asked(meeting: Meeting) -> tuple[Any, Any]:
    """What the table is asked for one agenda, and for one registration."""
    meeting.get(meeting.agenda)
    read: Noted = meeting.count()
    meeting.get(meeting.agenda)
    registered: Noted = meeting.count()
    meeting.register("Elio")
    return ("get_item", read.last[GET]), ("transact_write_items", registered.last[TRANSACT])


def _measure_warm(
    webhook: Payload, read: Any, registered: Any, code: Mapping[str, Path], aws: str
) -> Iterator[tuple[str, str, float, str]]:
    registration = [
        ("read", "bare", read),
        ("bare", "bare", registered),
        ("registration", "request", webhook),
    ]
    warm = measure_warm(registration, code["registration"], aws)
    ratio = warm.ratio("registration", "bare")
    yield "registration by webhook", "its TransactWriteItems", ratio, "1.25"
    yield "that TransactWriteItems, bare", "a GetItem", warm.ratio("bare", "read"), "1.35"


def _print_sizes(console: Console) -> None:
    try:
        with console.status("Packaging for Lambda"):
            report = build_package(lambda _: None)
    except CannotPackage as lacking:
        console.print(f"The zips were not measured: {lacking}")
        return
    console.print(show_sizes(report))


if __name__ == "__main__":
    main()
