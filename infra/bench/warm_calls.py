"""A warm process: requests to a function beside the bare botocore calls that they need.

Its source is run by itself, beside staged code: the argument is a pickled list of cases, each a
name, a kind and what to pass. Prints CPU seconds per call of each case in each round.
"""

import json
import pickle
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

ROUNDS, CALLS, AHEAD = 15, 40, 5
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
    """CPU seconds of one call, out of several."""
    started = time.process_time()
    for _ in range(CALLS):
        run(passed)
    return (time.process_time() - started) / CALLS


def main(cases: list[tuple[str, str, Any]]) -> None:
    """Run every case once a round, so that drift hits all alike."""
    runs = make_runs()
    for _, kind, passed in cases * AHEAD:
        runs[kind](passed)
    spent: dict[str, list[float]] = {name: [] for name, _, _ in cases}
    for _ in range(ROUNDS):
        for name, kind, passed in cases:
            spent[name].append(measure(runs[kind], passed))
    print(json.dumps(spent))


if __name__ == "__main__":
    main(pickle.loads(Path(sys.argv[1]).read_bytes()))  # noqa: S301 -- written by this bench
