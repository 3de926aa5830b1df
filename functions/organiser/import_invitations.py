"""Import who is to be invited, with a report line by line. Importing never sends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from functions.organiser.judge_invitation import Judged
from functions.organiser.listing import Json
from functions.organiser.programme import free_slug
from shared.domain.errors import ConditionFailed, Invalid, StoreUnavailable
from shared.domain.event import Event
from shared.domain.institution import Institution, find_institution
from shared.domain.invitation import (
    Asked,
    Invitation,
    InvitationKind,
    bindings_of,
    invitation_id,
    invite,
    renew,
)
from shared.domain.journal import Deed, Hand
from shared.domain.writes import Add, Put, Replace, Write
from shared.ports import Ports
from shared.verbs.letters import sign
from shared.verbs.revise import revise

MOST_INSTITUTIONS = 1000
BATCH = 30
"""Lines of one commit: each writes an invitation and up to two bindings, and 100 are taken."""
ATTEMPTS = 4
OUTCOMES = ("added", "updated", "unchanged", "refused")


@dataclass(frozen=True)
class Told:
    """What became of one line."""

    line: int
    outcome: str
    reason: str | None = None


def import_invitations(
    ports: Ports, event_id: str, lines: Sequence[Judged], hand: Hand | None = None
) -> Json:
    """Invite whom the lines name; institutions on no list are put on it. Nothing is sent.

    A line that is there already as it is said stays. Raises Missing, Invalid, StoreUnavailable.
    """
    good = [one for one in lines if one.asked is not None]
    told = [Told(one.line, "refused", one.reason) for one in lines if one.asked is None]
    if good:
        asked = [one.asked for one in good if one.asked]
        event = revise(ports, event_id, lambda event: _prepare(event, asked))
        for batch in _batches(good):
            told += _take(ports, event, batch)
        _sign(ports, event, told, hand)
    counted = Counter(one.outcome for one in told)
    rows = sorted(told, key=lambda one: one.line)
    return {
        "lines": [{"line": o.line, "outcome": o.outcome, "reason": o.reason} for o in rows],
        **{outcome: counted[outcome] for outcome in OUTCOMES},
    }


def _batches(lines: Sequence[Judged]) -> Iterator[Sequence[Judged]]:
    return (lines[start : start + BATCH] for start in range(0, len(lines), BATCH))


def _prepare(event: Event, asked: Iterable[Asked]) -> Event:
    """The event that invites, with every institution that the lines need on its list."""
    listed = {one.id: one for one in event.institutions}
    for one in asked:
        if one.kind is not InvitationKind.INSTITUTION and not one.forwardable:
            continue
        known = find_institution(listed.values(), one.institution)
        if known is None:
            name = one.institution or ""
            slug = free_slug(name, set(listed))
            known = Institution(slug, name, link_version=event.settings_version)
        if one.kind is InvitationKind.INSTITUTION and one.address not in known.contacts:
            known = replace(known, contacts=(*known.contacts, one.address))
        listed[known.id] = known
    if len(listed) > MOST_INSTITUTIONS:
        raise Invalid.at("", f"An event may have {MOST_INSTITUTIONS} institutions.")
    return replace(event, institutions=tuple(listed.values()), invites=True)


def _take(ports: Ports, event: Event, batch: Sequence[Judged]) -> list[Told]:
    """One commit of lines; whatever changed meanwhile is looked at again."""
    for _ in range(ATTEMPTS):
        asked = [one.asked for one in batch if one.asked]
        ids = [invitation_id(event, one) for one in asked]
        before = ports.store.invitations(event.id, ids)
        now = ports.clock.now()
        after, told = _decide(batch, before, [invite(event, one, now) for one in asked])
        writes = list(_writes(before, after))
        try:
            if writes:
                ports.store.commit(writes, ports.ids.new(now))
        except ConditionFailed:
            continue
        return told
    raise StoreUnavailable


def _decide(
    batch: Sequence[Judged], before: Mapping[str, Invitation], asked: Sequence[Invitation]
) -> tuple[dict[str, Invitation], list[Told]]:
    """The invitations after the lines, the later of two about the same standing."""
    after = dict(before)
    told: list[Told] = []
    for line, one in zip(batch, asked, strict=True):
        known = after.get(one.id)
        after[one.id] = renew(known, one) if known else one
        outcome = "added" if known is None else "updated"
        told.append(Told(line.line, "unchanged" if after[one.id] == known else outcome))
    return after, told


def _writes(before: Mapping[str, Invitation], after: Mapping[str, Invitation]) -> Iterator[Write]:
    for key, one in after.items():
        known = before.get(key)
        if one == known:
            continue
        yield (
            Replace(replace(one, version=known.version + 1))
            if known
            else Add(replace(one, version=1))
        )
        yield from (Put(binding) for binding in bindings_of(one))


def _sign(ports: Ports, event: Event, told: Sequence[Told], hand: Hand | None) -> None:
    """That an organiser imported, and how many lines: no line is named."""
    counted = Counter(one.outcome for one in told)
    about = ", ".join(f"{counted[one]} {one}" for one in OUTCOMES if counted[one])
    now = ports.clock.now()
    signed = sign(ports, hand, event.id, Deed.INVITATIONS_IMPORTED, now, about)
    if signed:
        ports.store.commit(signed, ports.ids.new(now))
