"""What is collected: everything, but pages in a browser only where somebody names their folder."""

from __future__ import annotations

from pathlib import Path

import pytest

BROWSER = Path(__file__).parent / "browser"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the browser's folder out unless it, or something in it, was asked for."""
    here = config.invocation_params.dir
    asked = [(here / one.partition("::")[0]).resolve() for one in config.args]
    named = any(one == BROWSER or BROWSER in one.parents for one in asked)
    return True if collection_path == BROWSER and not named else None
