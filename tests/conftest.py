"""What is collected: everything, but what needs more than Python only where it is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")  # how fast a machine is decides no test

APART = [Path(__file__).parent / name for name in ("api", "browser", "client")]
"""Folders with a command and libraries of their own."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave a folder that stands apart out unless it, or something in it, was asked for."""
    here = config.invocation_params.dir
    asked = [(here / one.partition("::")[0]).resolve() for one in config.args]
    named = any(one == collection_path or collection_path in one.parents for one in asked)
    return True if collection_path in APART and not named else None
