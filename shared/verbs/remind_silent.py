"""Remind who was invited and has not answered, each at most once a reminder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from shared.agenda_ports import Page
from shared.domain.errors import Stale
from shared.domain.event import Event
from shared.domain.invitation import Invitation, InvitationState
from shared.domain.message import Message, MessageKind, Recipient, message_key, queue_message
from shared.domain.reminder_plan import reminds_in_vain
from shared.domain.round import Audience, Round, RoundKind
from shared.domain.writes import Replace
from shared.ports import Ports
from shared.verbs.send_invitations import facts_of_invitation
from shared.verbs.write_once import write_once

PAGE = 50
ATTEMPTS = 3
PAUSE = timedelta(days=1)
"""How long nobody is reminded again by hand, however they were reminded last."""


@dataclass(frozen=True)
class Reminding:
    """How many are to be reminded, and how many are not, by the reason why."""

    to_send: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)


def begin_by_hand(
    event: Event, round_id: str, now: datetime, institution: str | None, invitation: str | None
) -> Round:
    """A round that reminds the silent: all, or of one institution, or one of them (ids)."""
    return Round(
        event=event.id,
        id=round_id,
        kind=RoundKind.SILENT,
        at=now,
        audience=Audience(institutions=(institution,) if institution else ()),
        due_at=now,
        facts={"silent": "yes", "only": invitation or "", "by_hand": "yes"},
    )


def count_silent(of: Round, invitations: Iterable[Invitation]) -> Reminding:
    """What a round would send of these."""
    counted = Counter(why_not(of, one) for one in invitations if _is_meant(of, one))
    skipped = {why: counted[why] for why in ("unsent", "answered", "revoked", "reminded")}
    return Reminding(counted[""], skipped)


def why_not(of: Round, invitation: Invitation) -> str:
    """Why an invitation is not reminded of in a round; empty when it is."""
    if invitation.revoked:
        return "revoked"
    if invitation.state is not InvitationState.INVITED:
        return "answered"
    if invitation.sent_at is None:
        return "unsent"
    last = invitation.reminded_at
    lately = of.facts.get("by_hand") and last is not None and of.at - last < PAUSE
    return "reminded" if lately else ""


def remind_page(ports: Ports, event: Event, of: Round, now: datetime) -> tuple[str | None, int]:
    """Write the next page of a round; after which invitation it goes on (None: it is done), and how
    many mails were written. Raises StoreUnavailable.
    """
    if reminds_in_vain(event, of.facts, now):
        return None, 0
    page = _page(ports, of)
    return page.next, sum(_remind(ports, of, one, now) for one in page.items)


def _page(ports: Ports, of: Round) -> Page[Invitation]:
    only = of.facts.get("only")
    if not only:
        return ports.store.invitation_page(
            of.event, of.after or None, PAGE, InvitationState.INVITED
        )
    found = ports.store.invitation(of.event, only)
    items: Sequence[Invitation] = [found] if found else []
    return Page(items)


def _is_meant(of: Round, invitation: Invitation) -> bool:
    """Who was asked after the round began is not reminded by it."""
    if invitation.sent_at is not None and invitation.sent_at > of.at:
        return False
    bodies = of.audience.institutions
    return not bodies or invitation.institution_id in bodies


def _remind(ports: Ports, of: Round, invitation: Invitation, now: datetime) -> bool:
    """Whether a reminder was written now. Raises Stale when others are quicker again and again: the
    page is then done again.
    """
    for _ in range(ATTEMPTS):
        if not _is_meant(of, invitation) or why_not(of, invitation):
            return False
        message, after = _letter(of, invitation, now)
        try:
            return write_once(ports, message, [Replace(after)], now)
        except Stale:  # answered, or written to, at this very moment: look again
            again = ports.store.invitation(invitation.event, invitation.id)
            if again is None:
                return False
            invitation = again
    raise Stale(Invitation.__name__)


def _letter(of: Round, before: Invitation, now: datetime) -> tuple[Message, Invitation]:
    after = replace(before, reminded_at=now, version=before.version + 1)
    message = Message(
        key=message_key(MessageKind.REMINDER, before.id, of.id),
        kind=MessageKind.REMINDER,
        event=before.event,
        created_at=now,
        to=Recipient(before.address, before.name),
        facts={
            **facts_of_invitation(before),
            "silent": "yes",
            "programme": "",
            "of": of.facts.get("of", ""),
            "anchor": of.facts.get("anchor", ""),
        },
    )
    return queue_message(message), after
