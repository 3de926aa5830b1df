"""The meeting that the pages are about, served on a free port."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from infra.local.founding import Founding
from infra.local.stack import Stack
from tests.checked_stack import open_checked_stack
from tests.docs.pages import ROOT

TWO_WEEKS_BEFORE = datetime.fromisoformat("2027-03-30T09:00:00+02:00")


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    """The stack that `make up` serves, but in RAM, and on a day of its own."""
    founding = Founding((ROOT / "infra/local/meeting.txt").read_bytes(), "Europe/Ljubljana")
    with open_checked_stack("memory", port=0, founding=founding, now=TWO_WEEKS_BEFORE) as served:
        yield served
