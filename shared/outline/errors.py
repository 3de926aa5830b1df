"""What can be wrong with an outline as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from shared.domain.errors import SecretariatError


@dataclass
class OutlineUnreadable(SecretariatError):
    """The source is not text: `reason` is a sentence; `line` counts from 1 where one is known."""

    reason: str
    line: int | None = None
