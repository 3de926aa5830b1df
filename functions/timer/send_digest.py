"""Write the digest of one event, exactly one per due instant, and plan the next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from shared.domain.digest import is_last_day, next_digest_at
from shared.domain.due import DigestSchedule, Due
from shared.domain.event import Event
from shared.domain.journal import Change
from shared.domain.message import (
    Message,
    MessageKind,
    Recipient,
    message_key,
    queue_message,
    recipient_key,
)
from shared.domain.writes import Add, Replace, Write
from shared.ports import Ports
from shared.render.mail.digest import render_digest
from shared.verbs.sum_up import make_digest, read_news, told_near


def send_digest(ports: Ports, due: Due) -> bool:
    """Write the digest that was due at the schedule's instant, however late it is now.

    The window ends at the due instant, not now: three mornings missed are three digests, each
    with its own news. Raises Stale when another tick was quicker.
    """
    schedule = ports.store.digest_schedule(due.event)
    now = ports.clock.now()
    if schedule is None or schedule.due_at is None or schedule.due_at > now:
        return False
    event = ports.store.event(due.event)
    until = schedule.due_at
    news = read_news(ports, event.id, schedule.since, until, schedule.told)
    planned = replace(
        schedule,
        due_at=next_digest_at(event, until),
        since=until,
        told=told_near(news, until),
        version=schedule.version + 1,
    )
    letters = _letters(ports, event, schedule, news, now)
    ports.store.commit([Replace(planned), *letters], ports.ids.new(now))
    return True


def _letters(
    ports: Ports,
    event: Event,
    schedule: DigestSchedule,
    news: tuple[Change, ...],
    now: datetime,
) -> list[Write]:
    """One message per recipient; none when nothing changed and the event is not near."""
    assert schedule.due_at is not None
    if not news and not is_last_day(event, schedule.due_at):
        return []
    text = render_digest(make_digest(ports, event, news, schedule.due_at), event)
    facts = {"subject": text.subject, "text": text.text, "html": text.html}
    day = schedule.due_at.strftime("%Y%m%d%H%M")
    return [
        Add(
            queue_message(
                Message(
                    key=message_key(
                        MessageKind.DIGEST, recipient_key(f"{event.id} {address}"), day
                    ),
                    kind=MessageKind.DIGEST,
                    event=event.id,
                    created_at=now,
                    to=Recipient(address),
                    facts=facts,
                )
            )
        )
        for address in _each_once(event.digest.recipients)
    ]


def _each_once(addresses: Iterable[str]) -> Iterable[str]:
    """Addresses without those that an earlier one names, in capitals or not."""
    found: dict[str, str] = {}
    for address in addresses:
        found.setdefault(address.casefold(), address)
    return found.values()
