"""Running one command of `secretariat` inside the test's process."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from infra.cli.main import main

Capture = pytest.CaptureFixture[str]


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code and what it wrote."""

    code: int
    out: str
    err: str


def ran(capture: Capture, *arguments: str) -> Ran:
    """Run one command line."""
    capture.readouterr()
    code = main(arguments)
    written = capture.readouterr()
    return Ran(code, written.out, written.err)
