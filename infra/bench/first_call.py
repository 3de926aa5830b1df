"""The whole of a fresh process: load a handler as Lambda does and answer one payload.

Its source is run by itself, beside staged code: the arguments are the handler's name and a file
with the payload. Lambda's own runtime has some modules loaded before it starts to load ours.
"""

import datetime  # noqa: F401 -- loaded by Lambda's runtime
import decimal  # noqa: F401 -- loaded by Lambda's runtime
import http.client  # noqa: F401 -- loaded by Lambda's runtime
import json
import logging  # noqa: F401 -- loaded by Lambda's runtime
import sys
import traceback  # noqa: F401 -- loaded by Lambda's runtime
import uuid  # noqa: F401 -- loaded by Lambda's runtime
from importlib import import_module
from pathlib import Path


def main(handler: str, payload: str) -> None:
    """Answer the payload; print the answer and what is loaded then."""
    before = set(sys.modules)
    answer = getattr(import_module("app"), handler)(json.loads(Path(payload).read_bytes()), None)
    loaded = sorted(sys.modules.keys() - before)
    print(json.dumps({"modules": sorted(sys.modules), "loaded": loaded, "answer": answer}))


if __name__ == "__main__":
    main(*sys.argv[1:])
