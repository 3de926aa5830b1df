"""What a cold start loads: a webhook never waits for the pages."""

from __future__ import annotations

import subprocess
import sys

PAGES_ONLY = ("babel", "jinja2", "pydantic")
LOOK = "import sys, functions.registration.app; print([m for m in {!r} if m in sys.modules])"


def test_the_function_starts_without_what_only_pages_need() -> None:
    looked = subprocess.run(
        [sys.executable, "-c", LOOK.format(PAGES_ONLY)], capture_output=True, text=True, check=True
    )
    assert looked.stdout == "[]\n"
