"""Write the digests that are due: exactly one per reader and due instant, and plan the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from shared.domain.digest import is_last_day
from shared.domain.digest_plan import Reader, adopt, due_now, go_on, is_sign_due, readers_of
from shared.domain.due import Cut, DigestReader, DigestSchedule, Due
from shared.domain.event import Event
from shared.domain.journal import Change
from shared.domain.message import Message, MessageKind, Recipient, message_key, queue_message
from shared.domain.writes import Add, Replace
from shared.ports import Ports
from shared.render.mail.digest import DigestText, render_digest
from shared.verbs.sum_up import make_digest, read_changes, told_near, untold


@dataclass(frozen=True)
class Window:
    """What is told to the readers whose last digests ended at the same cut.

    A `brief` one tells nothing but that digests still come.
    """

    since: datetime
    rows: tuple[DigestReader, ...]
    news: tuple[Change, ...]
    brief: bool


def send_digest(ports: Ports, due: Due) -> bool:
    """Write the digests that were due at the schedule's instant, however late it is now.

    The windows end at the due instant, not now: three mornings missed are three digests, each
    with its own news. Raises Stale when another tick was quicker.
    """
    schedule = ports.store.digest_schedule(due.event)
    now = ports.clock.now()
    if schedule is None or schedule.due_at is None or schedule.due_at > now:
        return False
    event = ports.store.event(due.event)
    until = schedule.due_at
    schedule = adopt(schedule, event)
    rows = due_now(schedule)
    since = min((row.since for row in rows), default=until)
    changes = read_changes(ports, event.id, since, until)
    windows = list(_windows(event, schedule, rows, changes))
    letters = [one for window in windows for one in _letters(ports, event, window, until, now)]
    mailed = {row.key for window in windows for row in window.rows}
    planned = go_on(schedule, event, Cut(until, told_near(changes, until)), mailed)
    ports.store.commit(
        [Replace(replace(planned, version=schedule.version + 1)), *letters], ports.ids.new(now)
    )
    return True


def _windows(
    event: Event,
    schedule: DigestSchedule,
    rows: Sequence[DigestReader],
    changes: Sequence[Change],
) -> Iterator[Window]:
    """What there is to tell, and to whom: nothing when nothing changed and the event is not near,
    but to whoever has heard nothing for a week.
    """
    until = schedule.due_at
    assert until is not None
    certain = schedule.full_at == until or is_last_day(event, until)
    for since in dict.fromkeys(row.since for row in rows):
        mine = tuple(row for row in rows if row.since == since)
        news = untold(changes, since, schedule.told_at(since))
        brief = not news and not certain
        told = tuple(row for row in mine if not brief or is_sign_due(event, row, until))
        if told:
            yield Window(since, told, news, brief)


def _letters(
    ports: Ports, event: Event, window: Window, until: datetime, now: datetime
) -> Iterator[Add]:
    """One message per reader of a window."""
    digest = make_digest(ports, event, window.news, window.since, until, window.brief)
    text = render_digest(digest, event)
    readers = {one.key: one for one in readers_of(event)}
    for row in window.rows:
        if row.key in readers:
            yield Add(_letter(event, readers[row.key], text, until, now))


def _letter(
    event: Event, reader: Reader, text: DigestText, until: datetime, now: datetime
) -> Message:
    return queue_message(
        Message(
            key=message_key(MessageKind.DIGEST, reader.key, until.strftime("%Y%m%d%H%M%S%f")),
            kind=MessageKind.DIGEST,
            event=event.id,
            created_at=now,
            to=Recipient(reader.address),
            facts={"subject": text.subject, "text": text.text, "html": text.html},
        )
    )
