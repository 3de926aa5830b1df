"""Take stock for a digest: where the event stands, beside what has changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime

from shared.domain.desk import QUARANTINED, Delivery
from shared.domain.digest import (
    MOST_FINDINGS,
    MOST_INSTITUTIONS,
    InstitutionLine,
    RejectedBy,
    Standing,
)
from shared.domain.digest_plan import is_nearly_full
from shared.domain.event import Event
from shared.domain.finding import FindingCode
from shared.domain.institution import institution_of
from shared.domain.invitation import InvitationState
from shared.domain.lint import lint_sessions
from shared.domain.quota import INSTITUTION
from shared.ports import Ports
from shared.verbs.send_invitations import every_invitation

OTHERS = "Institutions on no list"
PAGE = 500
DELIVERIES, MOST_DELIVERIES = 100, 1000
"""Deliveries in one page, and how many are looked through for one digest."""


def take_stock(ports: Ports, event: Event, since: datetime, brief: bool = False) -> Standing:
    """Counters, the draft's findings, and the deliveries since `since` that came to nothing.

    A `brief` one is the gate alone. Invitations are paged only where anybody was ever invited.
    """
    gate = ports.store.gate(event.id)
    full = is_nearly_full(gate, event.capacity)
    if brief:
        return Standing(gate.taken, gate.waiting, nearly_full=full)
    lines = _institutions(ports, event)
    findings = _findings(ports, event)
    quarantined, more = _quarantined(ports, event, since)
    return Standing(
        confirmed=gate.taken,
        waiting=gate.waiting,
        institutions=lines[:MOST_INSTITUTIONS],
        more_institutions=max(0, len(lines) - MOST_INSTITUTIONS),
        findings=findings[:MOST_FINDINGS],
        more_findings=max(0, len(findings) - MOST_FINDINGS),
        quarantined=quarantined,
        more_quarantined=more,
        rejected=tuple(_rejected(ports, event, since)),
        nearly_full=full,
    )


def _institutions(ports: Ports, event: Event) -> tuple[InstitutionLine, ...]:
    """Every institution on the list that has or was asked for anybody, most silent first; the
    others in one line at the end.
    """
    names = {INSTITUTION + one.id: one.name for one in event.institutions}
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for one in ports.store.tallies(event.id, INSTITUTION):
        name = names.get(one.key, OTHERS)
        told[name].update({"confirmed": one.taken, "waiting": one.waiting})
    if event.invites:
        _count_invitations(ports, event, told)
    lines = (InstitutionLine(name, **counts) for name, counts in _with_anybody(told))
    return tuple(sorted(lines, key=lambda line: (line.name == OTHERS, -line.silent)))


def _with_anybody(told: Mapping[str, Counter[str]]) -> Iterator[tuple[str, dict[str, int]]]:
    for name, counts in told.items():
        if any(counts.values()):
            yield name, {"confirmed": 0, "waiting": 0, **counts}


def _count_invitations(ports: Ports, event: Event, told: dict[str, Counter[str]]) -> None:
    for one in every_invitation(ports, event.id):
        if one.revoked:
            continue
        body = institution_of(event.institutions, one.institution_id)
        count = told[body.name if body else OTHERS]
        count["invited"] += 1
        if one.state is InvitationState.INVITED:
            count["silent"] += one.silent
        else:
            count[one.state.value] += 1


def _findings(ports: Ports, event: Event) -> tuple[str, ...]:
    """What is to be looked at in the draft, in sentences."""
    draft = ports.store.draft(event.id)
    found = lint_sessions(event, draft.sessions) if draft else ()
    return tuple(one.message for one in found if one.code is not FindingCode.MORE)


def _quarantined(ports: Ports, event: Event, since: datetime) -> tuple[int, bool]:
    """How many deliveries since then stand in quarantine, and whether there may be more."""
    count = 0
    for number, one in enumerate(_deliveries(ports, event.id)):
        if one.received_at <= since:
            break
        if number == MOST_DELIVERIES:
            return count, True
        count += one.is_called(QUARANTINED)
    return count, False


def _deliveries(ports: Ports, event_id: str) -> Iterator[Delivery]:
    """Every delivery, newest first."""
    after: str | None = None
    while True:
        page = ports.store.delivery_page(event_id, after, DELIVERIES)
        yield from page.items
        after = page.next
        if after is None:
            return


def _rejected(ports: Ports, event: Event, since: datetime) -> Iterator[RejectedBy]:
    """The senders of which something not genuine came since then, with all that ever came."""
    for one in ports.store.rejected_of(event.id):
        if one.last and one.last[0].at > since:
            yield RejectedBy(one.sender, one.count, one.last[0].at)
