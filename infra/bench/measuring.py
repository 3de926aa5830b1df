"""Fresh and warm processes on staged code, timed."""

from __future__ import annotations

import json
import os
import pickle
import resource
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.bench.payloads import FirstCall

ROUNDS = 11
Case = tuple[str, str, Any]
"""A name, how it is run, and what it is given (see warm_calls)."""
HERE = Path(__file__).parent
FIRST_CALL = (HERE / "first_call.py").read_text("utf-8")
WARM_CALLS = (HERE / "warm_calls.py").read_text("utf-8")


@dataclass(frozen=True)
class Cold:
    """What first calls took: CPU seconds of the whole process in each round, and the modules
    loaded.
    """

    spent: Sequence[float]
    modules: tuple[str, ...]


def measure_cold(
    calls: Sequence[FirstCall], code: Mapping[str, Path], aws: str, rounds: int = ROUNDS
) -> dict[str, Cold]:
    """Every first call in a process of its own, all once a round, so that drift hits all alike."""
    spent: dict[str, list[float]] = {call.function: [] for call in calls}
    modules: dict[str, tuple[str, ...]] = {}
    payloads = {one.function: write_payload(one, code[one.function].parent) for one in calls}
    for _ in range(rounds):
        for call in calls:
            place = [code[call.function]]
            started = _spent_by_children()
            told = run_first_call(call, payloads[call.function], place, aws)
            spent[call.function].append(_spent_by_children() - started)
            modules[call.function] = tuple(told["modules"])
    return {name: Cold(took, modules[name]) for name, took in spent.items()}


def ratio_of(ours: Sequence[float], base: Sequence[float]) -> float:
    """The median of one over the other in the same round, so that drift falls out."""
    return statistics.median(one / other for one, other in zip(ours, base, strict=True))


def _spent_by_children() -> float:
    """CPU seconds of all processes that have ended: waiting for a busy machine is not in it."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def write_payload(call: FirstCall, folder: Path) -> Path:
    """The payload of a call in a file."""
    payload = folder / f"{call.function}-payload.json"
    payload.write_text(json.dumps(call.payload), "utf-8")
    return payload


def run_first_call(
    call: FirstCall, payload: Path, path: Sequence[Path], aws: str
) -> dict[str, Any]:
    """One fresh process that finds its modules on `path`; what it loaded, and its answer."""
    told: dict[str, Any] = json.loads(_run(FIRST_CALL, path, aws, call.handler, str(payload)))
    return told


@dataclass(frozen=True)
class Warm:
    """What warm calls took by the case's name: CPU seconds per call in each round, and the bytes
    that a call takes at its peak.
    """

    spent: Mapping[str, Sequence[float]]
    peaks: Mapping[str, int]

    def seconds(self, name: str) -> float:
        """Median CPU seconds of a call."""
        return statistics.median(self.spent[name])

    def ratio(self, name: str, over: str) -> float:
        """One case over another."""
        return ratio_of(self.spent[name], self.spent[over])


def measure_warm(cases: Sequence[Case], code: Path, aws: str) -> Warm:
    """Every case (see warm_calls) again and again in one process."""
    asked = code.parent / "cases.pickle"
    asked.write_bytes(pickle.dumps(list(cases)))
    told = json.loads(_run(WARM_CALLS, [code], aws, str(asked)))
    return Warm(told["spent"], told["peaks"])


def _run(program: str, path: Sequence[Path], aws: str, *arguments: str) -> str:
    command = [sys.executable, "-S", "-B", "-c", program, *arguments]
    done = subprocess.run(  # noqa: S603 -- this Python on a program of ours
        command, env=environment(path, aws), capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()[-1]


def environment(path: Sequence[Path], aws: str) -> dict[str, str]:
    """What Lambda sets, as far as it is needed, with AWS on loopback."""
    return {
        "PYTHONPATH": os.pathsep.join(map(str, path)),
        "AWS_ENDPOINT_URL": aws,
        "AWS_REGION": "eu-central-1",
        "AWS_ACCESS_KEY_ID": "canned",
        "AWS_SECRET_ACCESS_KEY": "canned",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "TABLE_NAME": "secretariat",
        "PUBLIC_URL": "https://meeting.example.org",
        "CALENDAR_HOST": "meeting.example.org",
        "SENDER_IDENTITY": "desk@example.org",
    }
