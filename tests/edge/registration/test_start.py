"""What a cold start loads: a webhook never waits for the pages."""

from __future__ import annotations

import subprocess
import sys

LOOK = """
import sys
from tests.edge.registration.calls import MERET, created, deliver, serve
outcome = deliver(serve(), created(MERET)).json()["outcome"]
print(outcome, [name for name in ("babel", "jinja2", "pydantic") if name in sys.modules])
"""


def test_a_webhook_is_answered_without_what_only_pages_need() -> None:
    looked = subprocess.run(
        [sys.executable, "-c", LOOK], capture_output=True, text=True, check=True
    )
    assert looked.stdout == "confirmed []\n"
