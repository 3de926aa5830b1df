"""The tables of a bench: ratios, budgets and sizes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.table import Table

from infra.bench.happenings import BUDGETS, Happening
from infra.bench.measuring import Cold
from infra.bench.payloads import FirstCall
from infra.bench.staging import BARE
from infra.package.build import PackageReport

MODULES = {"agenda": 340}
"""How many modules a function may have loaded after its first answer."""
MOST_MB = {False: 1, True: 4}
"""How large a zip may be before botocore, without pydantic and with it."""


def show_cold(calls: Sequence[FirstCall], measured: Mapping[str, Cold]) -> Table:
    """Cold starts over that of a Chalice app that calls nothing."""
    floor = measured[BARE].seconds
    table = _table(
        f"Cold start: process, import, first answer; 1.00 = a bare Chalice app ({_ms(floor)})",
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
        table.add_row(call.function, call.what, f"{cold.seconds / floor:.2f}", most, modules)
    return table


def show_warm(rows: Iterable[tuple[str, str, float, str]]) -> Table:
    """Requests to warm functions over what they need."""
    title = "Warm: CPU of a request over that of the bare botocore calls"
    table = _table(title, "request", "over", "ratio", "at most")
    for what, base, ratio, most in rows:
        table.add_row(what, base, f"{ratio:.2f}", most)
    return table


def show_happenings(happenings: Iterable[Happening]) -> Table:
    """Round trips and capacity units, beside the budgets."""
    title = "What happenings ask of the table"
    table = _table(title, "happening", "calls", "budget", "within", "read units", "write units")
    for one in happenings:
        noted = one.noted
        failed = f" ({noted.failed} failed)" if noted.failed else ""
        table.add_row(
            one.name,
            _calls(noted.calls) + failed,
            _calls(BUDGETS[one.name]),
            "yes" if one.is_within else "NO",
            f"{noted.read_units:g}",
            f"{noted.write_units:g}",
        )
    return table


def show_sizes(report: PackageReport) -> Table:
    """The zips for Lambda."""
    title = f"Zips for Python {report.python} on {report.platform}, in MB"
    table = _table(title, "function", "before botocore", "whole", "libraries")
    for one in report.functions:
        own = [name for name in ("babel", "jinja2", "pydantic") if name in one.libraries]
        most = MOST_MB["pydantic" in own]
        before = f"{one.bytes_before_botocore / 1e6:.2f} of {most}"
        table.add_row(one.function, before, f"{one.bytes / 1e6:.2f}", ", ".join(own))
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    for column in columns:
        is_number = column in ("ratio", "at most", "read units", "write units", "whole")
        table.add_column(column, justify="right" if is_number else "left")
    return table


def _calls(calls: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(calls.items())) or "none"


def _limit(most: int | None) -> str:
    return f" of {most}" if most else ""


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"
