"""What is left when a storm is over: everything that is counted again, read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from infra.cli.client import Client, part
from infra.local.mailbox import open_mail
from infra.local.stack import Stack
from infra.local.storm.plan import Plan
from infra.local.storm.throw import Told
from infra.local.storm.watch import Watch
from shared.domain.event import Event
from shared.domain.gate import Gate, LinePlace, Tally
from shared.domain.journal import Change
from shared.domain.registration import Registration
from shared.ports import Store

PAGE = 500
END_OF_TIME = datetime(9999, 1, 1, tzinfo=UTC)
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """The calendar part of a mail."""

    uid: str
    method: str
    sequence: int


@dataclass(frozen=True)
class Letter:
    """A mail as it went out."""

    kind: str
    to: str
    entry: Part | None


@dataclass(frozen=True)
class Evidence:
    """The plan and its answers, the lists that organisers read, and the store itself."""

    plan: Plan
    told: tuple[Told, ...]
    looks: int
    oversold: tuple[str, ...]
    event: Event
    listed: tuple[Row, ...]
    messages: tuple[Row, ...]
    gate: Gate
    tallies: tuple[Tally, ...]
    line: tuple[LinePlace, ...]
    registrations: tuple[Registration, ...]
    changes: tuple[Change, ...]
    letters: tuple[Letter, ...]


def gather(stack: Stack, event_id: str, plan: Plan, told: list[Told], watch: Watch) -> Evidence:
    """Read everything; the lists over HTTP, the rest from the store and the mailbox."""
    organiser = Client(stack.url, stack.organiser_token)
    store = stack.ports.store
    event = store.event(event_id)
    path = f"/organiser/events/{part(event_id)}"
    return Evidence(
        plan=plan,
        told=tuple(told),
        looks=watch.looks,
        oversold=tuple(watch.oversold),
        event=event,
        listed=tuple(_list(organiser, path, "registrations")),
        messages=tuple(_list(organiser, path, "messages")),
        gate=store.gate(event_id),
        tallies=tuple(store.tallies(event_id, "")),
        line=tuple(store.line(event_id)),
        registrations=tuple(_registrations(store, event_id)),
        changes=tuple(store.changes(event_id, event.created_at, END_OF_TIME)),
        letters=tuple(_letters(stack, event_id)),
    )


def _list(organiser: Client, path: str, name: str) -> Iterator[Row]:
    query = f"?limit={PAGE}"
    while True:
        page = organiser.ask("GET", f"{path}/{name}{query}").json()
        yield from page[name]
        if page["next"] is None:
            return
        query = f"?limit={PAGE}&cursor={part(page['next'])}"


def _registrations(store: Store, event_id: str) -> Iterator[Registration]:
    after: str | None = None
    while True:
        page = store.registration_page(event_id, after, PAGE, None)
        yield from page.items
        after = page.next
        if after is None:
            return


def _letters(stack: Stack, event_id: str) -> Iterator[Letter]:
    for mail in stack.mailbox.mails():
        if mail.event == event_id:
            yield Letter(mail.kind, mail.to, read_part(open_mail(mail.raw).calendar))


def read_part(calendar: str | None) -> Part | None:
    """What a calendar part tells (RFC 5545 section 3.1: long lines are folded)."""
    if calendar is None:
        return None
    lines = calendar.replace("\n ", "").splitlines()
    told = dict(line.split(":", 1) for line in lines if ":" in line)
    return Part(told["UID"], told["METHOD"], int(told["SEQUENCE"]))
