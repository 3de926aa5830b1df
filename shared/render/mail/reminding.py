"""What a reminder says besides what every mail says: how near it is, and the whole programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from itertools import accumulate
from quopri import encodestring

from shared.domain.event import Event
from shared.domain.place import zone
from shared.domain.reminder import Anchor
from shared.render.mail.when import say_instant

MOST_BYTES = 80_000
"""Of a programme in HTML, quoted-printable: with the rest of the page below the 102 kB that Gmail
shows, whichever way it counts.
"""


@dataclass(frozen=True)
class Programme:
    """The agenda as plain text, and as much of it as a page has room for."""

    whole: str
    page: str

    @property
    def cut(self) -> bool:
        """Whether the page has not all of it."""
        return self.page != self.whole


@dataclass(frozen=True)
class Reminding:
    """To whom (`silent`: invited, without an answer) and of what (`closing`, else the start) a
    reminder is; `days` are calendar days until the start by the event's clock, `closes` says when
    registration closes, where an instant is set for it or the reminder is of it.
    """

    silent: bool
    closing: bool
    days: int | None
    closes: str | None
    programme: Programme | None


def describe_reminder(
    event: Event, facts: Mapping[str, str], language: str, now: datetime, programme: str
) -> Reminding:
    """A reminder in that language's words; `programme` is empty where it carries none."""
    closing = facts.get("of") == Anchor.CLOSING
    closes_at = event.closes_at if closing else event.registration.closes_at
    return Reminding(
        silent=bool(facts.get("silent")),
        closing=closing,
        days=_days_until_start(event, now),
        closes=say_instant(closes_at, event.timezone, language) if closes_at else None,
        programme=cut_programme(programme) if programme else None,
    )


def _days_until_start(event: Event, now: datetime) -> int | None:
    if event.starts_at is None:
        return None
    local = zone(event.timezone)
    return (event.starts_at.astimezone(local).date() - now.astimezone(local).date()).days


def cut_programme(text: str, most: int = MOST_BYTES) -> Programme:
    """The programme, and as many of its lines as have room in that many bytes of a mail's page."""
    whole = text.strip("\n")
    lines = whole.split("\n")
    sizes = accumulate(len(encodestring(escape(line).encode())) + 2 for line in lines)
    kept = sum(size <= most for size in sizes)
    return Programme(whole, "\n".join(lines[:kept]).rstrip("\n"))
