"""A storm on a terminal, and as JSON."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from infra.local.storm.evidence import Evidence
from infra.local.storm.plan import Kind
from infra.local.storm.recount import Held

Json = dict[str, object]


def count_answers(seen: Evidence) -> dict[Kind, Counter[str]]:
    """How each kind of attempt was answered."""
    answers: defaultdict[Kind, Counter[str]] = defaultdict(Counter)
    for told in seen.told:
        answers[told.throw.kind][told.outcome] += 1
    return dict(answers)


def print_report(console: Console, seen: Evidence, held: Sequence[Held], seconds: float) -> None:
    """What was thrown and how it was answered, then what held."""
    console.print(_thrown(seen))
    console.print(_held(held))
    again = sum(told.tries - 1 for told in seen.told)
    console.print(
        f"{len(seen.told)} attempts, {again} of them asked to come again; {seen.looks} looks at the"
        f" counters, {len(seen.registrations)} registrations, {len(seen.letters)} mails,"
        f" {seconds:.0f} s"
    )


def summarise(engine: str, seen: Evidence, held: Sequence[Held], seconds: float) -> Json:
    """The same as one object."""
    return {
        "engine": engine,
        "seed": seen.plan.seed,
        "attempts": len(seen.told),
        "thrown": {kind.value: times for kind, times in seen.plan.thrown().items()},
        "answers": {kind.value: dict(said) for kind, said in count_answers(seen).items()},
        "looks": seen.looks,
        "registrations": dict(Counter(one.state.value for one in seen.registrations)),
        "mails": dict(Counter(letter.kind for letter in seen.letters)),
        "held": [
            {"sentence": one.sentence, "holds": one.holds, "against": list(one.against)}
            for one in held
        ],
        "seconds": round(seconds, 3),
    }


def _thrown(seen: Evidence) -> Table:
    table = Table("what was thrown", box=box.SIMPLE_HEAD)
    table.add_column("times", justify="right")
    table.add_column("answered")
    answers = count_answers(seen)
    for kind in Kind:
        said = answers.get(kind, Counter())
        told = ", ".join(f"{times} {word}" for word, times in said.most_common())
        table.add_row(kind.value, str(said.total()), told)
    return table


def _held(held: Sequence[Held]) -> Table:
    table = Table("", "what held", box=box.SIMPLE_HEAD)
    for one in held:
        mark = "[green]✓[/]" if one.holds else "[bold red]✗[/]"
        table.add_row(mark, "\n  ".join(map(escape, (one.sentence, *one.against))))
    return table
