"""The command line as tests type it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.edge.cli.running import Capture, Ran, ran

Secretariat = Callable[..., Ran]


@pytest.fixture
def secretariat(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> Secretariat:
    """Run a command line in an environment that names no server and no secrets."""
    for name in ("SECRETARIAT_URL", "SECRETARIAT_TOKEN", "SECRETARIAT_WEBHOOK_SECRET"):
        monkeypatch.delenv(name, raising=False)
    return lambda *arguments: ran(capsys, *arguments)
