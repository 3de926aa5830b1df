"""Keep invitations: list them, send a round of them, take one back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from functions.organiser.listing import Json, Listing, PageQuery, answer_page, read_page_query
from shared.agenda_ports import Page
from shared.domain.errors import Invalid, Missing, Stale, StoreUnavailable
from shared.domain.invitation import Invitation, InvitationState, revoke
from shared.domain.journal import Deed, Hand
from shared.domain.writes import Replace
from shared.ports import Ports
from shared.verbs.letters import sign
from shared.verbs.send_invitations import (
    Sending,
    begin_round,
    count_round,
    every_invitation,
    send_one,
)

ATTEMPTS = 4
SILENT = "silent"
STATES = (*InvitationState, SILENT)


def list_invitations(ports: Ports, event_id: str, parameters: Mapping[str, str]) -> Json:
    """One page by id. `state` is one of STATES. Raises Missing, Invalid naming a parameter."""
    event = ports.events.fresh(event_id)
    state = parameters.get("state")
    if state is not None and state not in STATES:
        raise Invalid.at("state", f"A state is one of {', '.join(STATES)}.")
    listing = Listing(f"invitations {event_id} {state or ''}", event.signing_key)
    wanted = read_page_query(parameters, listing, frozenset({"state"}))
    page = (
        _silent_page(ports, event_id, wanted)
        if state == SILENT
        else _page(ports, event_id, wanted, InvitationState(state) if state else None)
    )
    return answer_page(listing, page, "invitations", show_invitation)


def show_invitation(one: Invitation) -> Json:
    """An invitation as organisers read it."""
    body = one.institution
    return {
        "id": one.id,
        "kind": one.kind.value,
        "email": one.address,
        "name": one.name,
        "institution": None if body is None else {"id": one.institution_id, "name": body},
        "forwardable": one.forwardable,
        "state": one.state.value,
        "silent": one.silent and not one.revoked,
        "revoked": one.revoked,
        "round": one.round,
        "sent_at": one.sent_at.isoformat() if one.sent_at else None,
        "answered_at": one.answered_at.isoformat() if one.answered_at else None,
        "registration": one.registration,
    }


def send_round(
    ports: Ports,
    event_id: str,
    ids: Sequence[str] | None,
    number: int,
    dry_run: bool,
    hand: Hand | None = None,
) -> Json:
    """Send a round to some, or (ids None) to all; a dry run only counts.

    Raises Missing, Invalid naming an id that is no invitation's.
    """
    if ids is None:
        sending = count_round(every_invitation(ports, event_id), number)
    else:
        chosen = _choose(ports, event_id, ids)
        sending = count_round(chosen, number)
    if not dry_run:
        if ids is None:
            begin_round(ports, event_id, number)
        else:
            for one in chosen:
                send_one(ports, one, number)
        _sign_sending(ports, event_id, sending, hand)
    counts = {"round": number, "to_send": sending.to_send, "skipped": dict(sending.skipped)}
    return {**counts, "dry_run": dry_run}


def revoke_invitation(
    ports: Ports, event_id: str, invitation_id: str, hand: Hand | None = None
) -> Json:
    """An invitation taken back, its link dead; again: the same. Raises Missing."""
    for _ in range(ATTEMPTS):
        before = ports.store.invitation(event_id, invitation_id)
        if before is None:
            raise Missing("invitation")
        after = revoke(before)
        if after == before:
            return show_invitation(before)
        now = ports.clock.now()
        signed = sign(ports, hand, event_id, Deed.INVITATION_REVOKED, now, before.id)
        try:
            ports.store.commit([Replace(after), *signed], ports.ids.new(now))
        except Stale:
            continue
        return show_invitation(after)
    raise StoreUnavailable


def _page(
    ports: Ports, event_id: str, wanted: PageQuery, state: InvitationState | None
) -> Page[Invitation]:
    return ports.store.invitation_page(event_id, wanted.after, wanted.limit, state)


def _silent_page(ports: Ports, event_id: str, wanted: PageQuery) -> Page[Invitation]:
    """Those who were written to and have not answered: as many as a page takes."""
    found: list[Invitation] = []
    after = wanted.after
    while True:
        page = ports.store.invitation_page(event_id, after, wanted.limit, InvitationState.INVITED)
        for one in page.items:
            if one.silent and not one.revoked:
                if len(found) == wanted.limit:
                    return Page(found, found[-1].id)
                found.append(one)
        if page.next is None:
            return Page(found)
        after = page.next


def _choose(ports: Ports, event_id: str, ids: Sequence[str]) -> list[Invitation]:
    found = ports.store.invitations(event_id, ids)
    unknown = [(f"ids[{n}]", "There is no such invitation.") for n, one in enumerate(ids)
               if one not in found]  # fmt: skip
    if unknown:
        raise Invalid(unknown)
    return list(found.values())


def _sign_sending(ports: Ports, event_id: str, sending: Sending, hand: Hand | None) -> None:
    now = ports.clock.now()
    about = f"round {sending.round}, {sending.to_send} sent"
    signed = sign(ports, hand, event_id, Deed.INVITATIONS_SENT, now, about)
    if signed:
        ports.store.commit(signed, ports.ids.new(now))
