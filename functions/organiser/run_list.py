"""Run a list: everybody on it, or what has changed since an earlier run, as CSV or XLSX."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from functions.organiser.listing import read_state
from functions.organiser.running_list import RunningList, TooLong, find_list
from shared.domain.errors import Invalid, Missing
from shared.domain.lists import EVERYBODY, ListDefinition, join_run
from shared.ports import Ports
from shared.render.lists import csv, xlsx

MOST_BYTES = 4 * 1024 * 1024
"""What an answer may hold; Lambda's 6 MB are less in base64."""


@dataclass(frozen=True)
class File:
    """A list as a file: its name, media type and bytes, and the number of the run."""

    name: str
    type: str
    body: bytes
    number: int


def run_everybody(
    ports: Ports, event_id: str, form: str, parameters: Mapping[str, str], keep: bool
) -> File:
    """The list that every event has: everyone, or those in `state`; see `run_list`."""
    _check_known(parameters, {"state", "since_list"})
    state = read_state(parameters)
    key = f"{EVERYBODY}-{state.value}" if state else EVERYBODY
    there = find_list(ports, event_id, key)
    made = ListDefinition(event_id, key, "Registrations", (), (state,) if state else ())
    return _run(ports, there or made, form, parameters, keep)


def run_list(
    ports: Ports, event_id: str, key: str, form: str, parameters: Mapping[str, str], keep: bool
) -> File:
    """A list in `form` (csv or xlsx); its run is numbered and kept if `keep` says so.

    `since_list` in the parameters names the run to compare with. Raises Missing, Invalid naming
    a parameter, TooLong, StoreUnavailable.
    """
    judge_parameters(parameters)
    definition = find_list(ports, event_id, key)
    if definition is None:
        raise Missing("list")
    return _run(ports, definition, form, parameters, keep)


def judge_parameters(parameters: Mapping[str, str]) -> None:
    """Raise Invalid naming each parameter that a list does not know, or that is none."""
    _check_known(parameters, {"since_list"})
    _read_since(parameters.get("since_list"))


def _run(
    ports: Ports,
    definition: ListDefinition,
    form: str,
    parameters: Mapping[str, str],
    keep: bool,
) -> File:
    event = ports.events.fresh(definition.event)
    since = _read_since(parameters.get("since_list"))
    running = RunningList(ports, event, definition, _load_run(ports, definition, since))
    body, media_type = FORMS[form](running, ports.clock.now())
    number = running.keep() if keep else definition.runs + 1
    name = f"{event.id}-{definition.key}-{number}"
    told = "" if since is None else f"-since-{since}"
    return File(f"{name}{told}.{form}", media_type, body, number)


def _as_csv(running: RunningList, _at: datetime) -> tuple[bytes, str]:
    body = bytearray()
    for chunk in csv.write_csv(running.header, running.rows()):
        body += chunk
        if len(body) > MOST_BYTES:
            raise TooLong
    return bytes(body), csv.TYPE


def _as_xlsx(running: RunningList, at: datetime) -> tuple[bytes, str]:
    rows = running.rows(xlsx.MOST_ROWS)
    body = xlsx.write_xlsx(running.header, rows, at)
    if len(body) > MOST_BYTES:
        raise TooLong
    return body, xlsx.TYPE


FORMS: Mapping[str, Callable[[RunningList, datetime], tuple[bytes, str]]] = {
    "csv": _as_csv,
    "xlsx": _as_xlsx,
}


def _load_run(
    ports: Ports, definition: ListDefinition, number: int | None
) -> dict[str, bytes] | None:
    """What an earlier run held. Raises Missing for one that never was, or is kept no longer."""
    if number is None:
        return None
    parts = list(ports.store.list_run(definition.event, definition.key, number))
    if not parts:
        raise Missing("list run")
    return join_run(parts)


def _check_known(parameters: Mapping[str, str], known: set[str]) -> None:
    unknown = sorted(set(parameters) - known)
    if unknown:
        raise Invalid([(name, "This parameter is not known.") for name in unknown])


def _read_since(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Invalid.at("since_list", "Please give the number of an earlier run.")
    return int(text)
