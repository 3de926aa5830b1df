"""Remind, by hand, who was invited and has not answered."""

from __future__ import annotations

from collections.abc import Iterable

from functions.organiser.listing import Json
from shared.domain.errors import Invalid, Refused
from shared.domain.event import Event
from shared.domain.institution import institution_of
from shared.domain.invitation import Invitation
from shared.domain.journal import Deed, Hand
from shared.domain.reminder_plan import reminds_in_vain
from shared.domain.round import Round
from shared.domain.writes import Add
from shared.ports import Ports
from shared.verbs.letters import sign
from shared.verbs.remind_silent import begin_by_hand, count_silent
from shared.verbs.send_invitations import every_invitation


def remind_invitations(
    ports: Ports,
    event_id: str,
    institution: str | None,
    invitation: str | None,
    dry_run: bool,
    hand: Hand | None = None,
) -> Json:
    """Begin a round of reminders to all who are silent, or to those of one institution, or to one
    of them (ids); a dry run only counts.

    Raises Missing, Invalid naming what is not there, Refused when nobody can be reminded any more.
    """
    event, now = ports.events.fresh(event_id), ports.clock.now()
    found = institution_of(event.institutions, institution)
    if institution is not None and found is None:
        raise Invalid.at("institution", "There is no such institution.")
    of = begin_by_hand(event, ports.ids.new(now), now, found.id if found else None, invitation)
    if reminds_in_vain(event, of.facts, now):
        raise Refused("in_vain")
    reminding = count_silent(of, _chosen(ports, event, invitation))
    if not dry_run and reminding.to_send:
        _begin(ports, of, reminding.to_send, hand)
    counts = {"to_send": reminding.to_send, "skipped": dict(reminding.skipped)}
    return {**counts, "dry_run": dry_run}


def _chosen(ports: Ports, event: Event, invitation: str | None) -> Iterable[Invitation]:
    if invitation is None:
        return every_invitation(ports, event.id)
    found = ports.store.invitation(event.id, invitation)
    if found is None:
        raise Invalid.at("invitation", "There is no such invitation.")
    return (found,)


def _begin(ports: Ports, of: Round, to_send: int, hand: Hand | None) -> None:
    about = f"{of.facts['only'] or ', '.join(of.audience.institutions) or 'all'}: {to_send}"
    signed = sign(ports, hand, of.event, Deed.INVITATIONS_REMINDED, of.at, about)
    ports.store.commit([Add(of), *signed], ports.ids.new(of.at))
