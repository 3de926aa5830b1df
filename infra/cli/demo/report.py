"""The demo's report on a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from infra.cli.demo.checks import Check
from infra.cli.demo.scene import Scene


def print_report(console: Console, scene: Scene, checks: Sequence[Check], folder: Path) -> None:
    """Figures, mails by kind, what was checked, and where to look next."""
    console.print()
    console.print(_figures(scene))
    console.print(_mails(scene))
    for check in checks:
        mark = "[green]✓[/]" if check.holds else "[bold red]✗[/]"
        console.print(f"{mark} {escape(check.sentence)}")
    digest = scene.digests[0].subject if scene.digests else "none"
    console.print(f"\nThe morning's digest: [bold]{escape(digest)}[/]")
    console.print(f"A whole meeting in {scene.elapsed_s:.1f} s.")
    console.print(f"Look at it: [bold]{escape(str(folder / 'report.html'))}[/]")
    console.print("Serve the meeting yourself: [bold]make up[/]")


def _figures(scene: Scene) -> Table:
    table = Table("", "confirmed", "waiting", "cancelled", box=box.SIMPLE_HEAD)
    for moment, figures in (
        ("hall full", scene.full),
        ("after the cancellation", scene.promoted),
        ("at the end", scene.final),
        ("at the rehearsal", scene.substitution.registrations),
    ):
        shown = (figures.confirmed, figures.waitlisted, figures.cancelled)
        table.add_row(moment, *map(str, shown))
    return table


def _mails(scene: Scene) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True)
    table.add_column("mail", no_wrap=True)
    table.add_column("sent", no_wrap=True, justify="right")
    table.add_column("subject of the first", no_wrap=True, overflow="ellipsis", ratio=1)
    counts = Counter(mail.kind for mail in scene.mails)
    for kind, count in counts.items():
        first = next(mail for mail in scene.mails if mail.kind == kind)
        table.add_row(kind, str(count), escape(first.subject))
    return table
