"""`secretariat`: the commands in one place, and the one place that turns errors into exits."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence

import typer
from typer.exceptions import Abort, TyperException
from typer.main import get_command

from infra.cli import (
    agenda,
    deliver,
    deliveries,
    digest,
    event,
    message,
    organiser,
    outline,
    package,
    register,
    suppression,
    up,
    webhook,
    why,
    wording,
)
from infra.cli.demo import command as demo
from infra.cli.doctor import command as doctor
from infra.cli.exits import ANSWER_IS_NO, DONE, UNREADABLE, SaidNo, Unreadable, one_line

HELP = "The serverless secretariat of a meeting: outline in; agenda, registrations and mail out."

app = typer.Typer(name="secretariat", help=HELP, add_completion=False)
app.command("demo")(demo.demo)
app.command("up")(up.up)
app.command("register")(register.register)
app.command("deliver")(deliver.deliver)
app.command("digest")(digest.digest)
app.command("why")(why.why)
app.command("package")(package.package)
app.command("doctor")(doctor.doctor)
app.add_typer(outline.app, name="outline")
app.add_typer(event.app, name="event")
app.add_typer(agenda.app, name="agenda")
app.add_typer(organiser.app, name="organiser")
app.add_typer(webhook.app, name="webhook")
app.add_typer(deliveries.app, name="deliveries")
app.add_typer(message.app, name="message")
app.add_typer(suppression.app, name="suppression")
app.add_typer(wording.app, name="wording")


def run() -> None:
    """The console script: run the command line and leave with its exit code."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; what went wrong is one line on stderr."""
    try:
        return get_command(app).main(list(arguments), "secretariat", standalone_mode=False) or DONE
    except TyperException as wrong:
        return _complain(_where(wrong) + wrong.format_message(), UNREADABLE)
    except Unreadable as wrong:
        return _complain(str(wrong), UNREADABLE)
    except (SaidNo, OSError) as no:
        return _complain(str(no), ANSWER_IS_NO)
    except Abort:
        return _complain("stopped", ANSWER_IS_NO)
    except Exception as fault:  # noqa: BLE001 -- the edge: a fault of ours is one line, too
        return _complain(_name_fault(fault), ANSWER_IS_NO)


def _complain(line: str, code: int) -> int:
    print(f"secretariat: {one_line(line)}", file=sys.stderr)
    return code


def _where(wrong: TyperException) -> str:
    context = getattr(wrong, "ctx", None)
    words = context.command_path.split()[1:] if context else []
    return f"{' '.join(words)}: " if words else ""


def _name_fault(fault: Exception) -> str:
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return f"a fault of its own: {type(fault).__name__} in {last.name}, line {last.lineno}: {fault}"
