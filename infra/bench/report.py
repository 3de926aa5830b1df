"""The tables of a bench: ratios, budgets and sizes."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence

from rich.table import Table

from infra.bench.happenings import BUDGETS, WRITTEN, Happening
from infra.bench.measuring import Cold, ratio_of
from infra.bench.payloads import FirstCall
from infra.bench.staging import BARE
from infra.package.build import PackageReport

MODULES = {"agenda": 340}
"""How many modules a function may have loaded after its first answer."""
WORDED = (
    *("function", "answers", "modules", "request", "over", "happening", "calls", "budget"),
    *("within", "before botocore", "libraries", "answer", "theirs", "ours"),
)
"""Columns that hold words."""
MOST_MB = {False: 1, True: 4}
"""How large a zip may be before botocore, without pydantic and with it."""


def show_cold(calls: Sequence[FirstCall], measured: Mapping[str, Cold]) -> Table:
    """Cold starts over that of a Chalice app that calls nothing."""
    floor = measured[BARE].spent
    table = make_table(
        "Cold start: CPU of a process until its first answer; 1.00 = a bare Chalice app "
        f"({_ms(statistics.median(floor))})",
        "function",
        "answers",
        "ratio",
        "at most",
        "modules",
    )
    for call in calls:
        cold = measured[call.function]
        most = f"{call.most:.1f}" if call.most else ""
        modules = f"{len(cold.modules)}{_limit(MODULES.get(call.function))}"
        table.add_row(call.function, call.what, f"{ratio_of(cold.spent, floor):.2f}", most, modules)
    return table


def show_warm(rows: Iterable[tuple[str, str, float, str]]) -> Table:
    """Requests to warm functions over what they need."""
    title = "Warm: CPU of a request over that of the bare botocore calls"
    table = make_table(title, "request", "over", "ratio", "at most")
    for what, base, ratio, most in rows:
        table.add_row(what, base, f"{ratio:.2f}", most)
    return table


def show_happenings(happenings: Iterable[Happening]) -> Table:
    """Round trips and capacity units, beside the budgets."""
    title = "What happenings ask of the table"
    table = make_table(
        title, "happening", "calls", "budget", "within", "read units", "items", "write units"
    )
    for one in happenings:
        noted = one.noted
        failed = f" ({noted.failed} failed)" if noted.failed else ""
        table.add_row(
            one.name,
            _calls(noted.calls) + failed,
            _calls(BUDGETS[one.name]),
            "yes" if one.is_within else "NO",
            f"{noted.read_units:g}",
            f"{noted.written}",
            f"{noted.write_units:g}{_limit(WRITTEN.get(one.name, (0, None))[1])}",
        )
    return table


def show_sizes(report: PackageReport) -> Table:
    """The zips for Lambda."""
    title = f"Zips for Python {report.python} on {report.platform}, in MB"
    table = make_table(title, "function", "before botocore", "whole", "libraries")
    for one in report.functions:
        own = [name for name in ("babel", "jinja2", "pydantic") if name in one.libraries]
        most = MOST_MB["pydantic" in own]
        before = f"{one.bytes_before_botocore / 1e6:.2f} of {most}"
        table.add_row(one.function, before, f"{one.bytes / 1e6:.2f}", ", ".join(own))
    return table


def make_table(title: str, *columns: str) -> Table:
    """An empty table; figures stand to the right."""
    table = Table(title=title, title_justify="left", title_style="bold")
    for column in columns:
        table.add_column(column, justify="left" if column in WORDED else "right")
    return table


def _calls(calls: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(calls.items())) or "none"


def _limit(most: int | None) -> str:
    return f" of {most:,}" if most else ""


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"
