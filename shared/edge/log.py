"""One JSON line per thing worth knowing; never a name, an address, a body or a path."""

from __future__ import annotations

import json
import logging

from shared.edge.settings import SettingsMissing

logger = logging.getLogger("secretariat")
logger.setLevel(logging.INFO)


def log_failure(function: str, route: str, error: BaseException) -> None:
    """An unexpected fault: its type and where it arose, not its text, which may quote input.

    Only a missing setting is named: what it needs is a variable, not something a person said.
    """
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    facts = {"where": f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"} if trace else {}
    if isinstance(error, SettingsMissing):
        facts["setting"] = error.name
    write_log("error", function=function, route=route, error=type(error).__name__, **facts)


def write_log(level: str, **facts: str | int | None) -> None:
    """Write facts as one line of JSON."""
    logger.log(logging.getLevelName(level.upper()), json.dumps(facts, sort_keys=True))
