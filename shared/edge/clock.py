"""The clock that a Lambda function reads."""

from __future__ import annotations

from datetime import UTC, datetime


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """The present UTC instant."""
        return datetime.now(UTC)
