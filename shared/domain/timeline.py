"""The timeline of a message: what became of it, and what weighs most of what was heard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from shared.domain.message import MailEvent, Message, MessageState, News

QUEUED = "queued"
"""The first step of every timeline: the message was written."""


@dataclass(frozen=True)
class Step:
    """One step of a timeline."""

    what: str
    at: datetime
    detail: str | None = None


_RANK = {news.value: number for number, news in enumerate(News)}
_OURS = frozenset(
    {MessageState.RETRY, MessageState.UNKNOWN, MessageState.DEAD, MessageState.SKIPPED}
)
"""States that tell of an attempt of ours that did not end in a mail on its way."""


def timeline(message: Message, told: Iterable[MailEvent]) -> tuple[Step, ...]:
    """A message's steps: queued, sent, then what was heard, by its instants.

    The same whatever order the news came in and however often.
    """
    news = {one.id: one for one in told}.values()
    steps = {Step(one.what.value, one.at, one.detail) for one in news}
    if message.provider_id and message.settled_at and not _has(steps, News.SENT):
        steps.add(Step(News.SENT.value, message.settled_at))
    if message.state in _OURS and message.settled_at:
        steps.add(Step(message.state.value, message.settled_at, message.error))
    return (Step(QUEUED, message.created_at), *sorted(steps, key=_order))


def _has(steps: Iterable[Step], news: News) -> bool:
    return any(one.what == news for one in steps)


def _order(step: Step) -> tuple[bool, datetime, int, str]:
    """Sent comes first whatever the provider's clock says."""
    later = step.what != News.SENT
    return later, step.at, _RANK.get(step.what, -1), step.detail or ""


def latest_news(told: Iterable[MailEvent]) -> MailEvent | None:
    """The one event that says how the message fared (None: nothing was heard).

    A complaint outweighs all, a permanent bounce and a rejection outweigh a delivery; a delivery
    outweighs a passing bounce, which may be an absent person's answer.
    """
    return max(told, key=_weight, default=None)


def _weight(one: MailEvent) -> tuple[int, datetime, str]:
    passing = one.what is News.BOUNCED and not one.is_permanent
    weight = _RANK[News.DELAYED] + 0.5 if passing else _RANK[one.what]
    return int(weight * 2), one.at, one.id


def came_back(told: Iterable[MailEvent]) -> bool:
    """Whether the mail bounced or was rejected, whatever else was heard of it."""
    return any(one.what in (News.BOUNCED, News.REJECTED) for one in told)
