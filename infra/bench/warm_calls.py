"""A warm process: requests to a function beside the bare botocore calls that they need.

Its source is run by itself, beside staged code: the argument is a pickled list of cases, each a
name, a kind and what to pass. Prints the CPU seconds per call of each case in each round, and the
bytes that one more call of it takes at its peak.
"""

import json
import pickle
import sys
import time
import tracemalloc
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

ROUNDS, CALLS, AHEAD = 21, 20, 5
LONGEST_S = 0.05
Run = Callable[[Any], None]


def make_runs() -> dict[str, Run]:
    """How each kind of case is run."""
    app = import_module("app").app
    client = import_module("shared.adapters.dynamodb.client").make_table_client("eu-central-1")

    def request(payload: Any) -> None:
        app(payload, None)

    def request_afresh(payload: Any) -> None:
        app.ports.pointers.forget()
        app(payload, None)

    def bare(call: Any) -> None:
        operation, asked = call
        getattr(client, operation)(**asked)

    return {"request": request, "request afresh": request_afresh, "bare": bare}


def measure(run: Run, passed: Any) -> float:
    """CPU seconds of one call, out of several; fewer of those that take long.

    One goes before, so that what may be kept is kept, whatever case came last.
    """
    run(passed)
    calls, started = 0, time.process_time()
    while calls < CALLS and (calls == 0 or time.process_time() - started < LONGEST_S):
        run(passed)
        calls += 1
    return (time.process_time() - started) / calls


def weigh(run: Run, passed: Any) -> int:
    """Bytes that one call takes at its peak, beyond what was there before."""
    tracemalloc.start()
    run(passed)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def main(cases: list[tuple[str, str, Any]]) -> None:
    """Run every case once a round, so that drift hits all alike; then weigh each."""
    runs = make_runs()
    for _, kind, passed in cases * AHEAD:
        runs[kind](passed)
    spent: dict[str, list[float]] = {name: [] for name, _, _ in cases}
    for _ in range(ROUNDS):
        for name, kind, passed in cases:
            spent[name].append(measure(runs[kind], passed))
    peaks = {name: weigh(runs[kind], passed) for name, kind, passed in cases}
    print(json.dumps({"spent": spent, "peaks": peaks}))


if __name__ == "__main__":
    main(pickle.loads(Path(sys.argv[1]).read_bytes()))  # noqa: S301 -- written by this bench
