"""The clock that a Lambda function reads."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """The present UTC instant."""
        return datetime.now(UTC)

    def wait_until(self, at: datetime) -> None:
        """Sleep until that instant; not at all when it has passed."""
        time.sleep(max(0.0, (at - self.now()).total_seconds()))
