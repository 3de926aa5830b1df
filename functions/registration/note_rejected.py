"""Note that a delivery was rejected, so that whoever sets a sender up can see why."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from shared.domain.desk import Attempt, RejectedAttempts
from shared.domain.errors import ConditionFailed, StoreUnavailable
from shared.domain.event import Event
from shared.domain.text import clean_line
from shared.domain.writes import Add, Replace
from shared.ports import Ports

MOST_NAMES, LONGEST_NAME = 50, 40
"""So many header names of so many characters are remembered: strangers choose them."""
FINGERPRINT_LENGTH = 8


def note_rejected(
    ports: Ports,
    event: Event,
    sender: str,
    reason: str,
    headers: Mapping[str, str],
    size: int,
) -> None:
    """Count an attempt and remember it without its body, by one write that may be lost."""
    now = ports.clock.now()
    secret = fingerprint_secrets(event.senders[sender].secrets)
    attempt = Attempt(now, reason, size, _names(headers), secret)
    try:
        before = ports.store.rejected(event.id, sender)
        after = (before or RejectedAttempts(event.id, sender, 0, (), 0)).with_one_more(attempt)
        ports.store.commit([Replace(after) if before else Add(after)], ports.ids.new(now))
    except (ConditionFailed, StoreUnavailable):
        return  # another attempt was noted at this very moment; what is answered stays the same


def fingerprint_secrets(secrets: Sequence[str]) -> str:
    """What tells secrets apart without telling them: `sha256:` and eight digits for each.

    They are those of `printf %s "$SECRET" | sha256sum`.
    """
    prints = (hashlib.sha256(one.encode(errors="surrogatepass")).hexdigest() for one in secrets)
    return " ".join(f"sha256:{one[:FINGERPRINT_LENGTH]}" for one in prints)


def _names(headers: Iterable[str]) -> tuple[str, ...]:
    names = sorted({clean_line(name).lower()[:LONGEST_NAME] for name in headers})
    return tuple(names[:MOST_NAMES])
