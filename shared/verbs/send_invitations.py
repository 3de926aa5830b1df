"""Send a round of invitations, each at most once a round, however often it is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from shared.domain.due import Due, DueItem, DueKind
from shared.domain.errors import ConditionFailed
from shared.domain.invitation import Invitation, InvitationState
from shared.domain.message import Message, MessageKind, Recipient, message_key, queue_message
from shared.domain.writes import Add, Put, Remove, Replace, Write
from shared.ports import Ports

PAGE = 50
READ_AT_ONCE = 500
ATTEMPTS = 3


@dataclass(frozen=True)
class Sending:
    """How many of a round are to be sent, and how many are not, by the reason why."""

    round: int
    to_send: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)


def count_round(invitations: Iterable[Invitation], number: int) -> Sending:
    """What the round would send. Who has answered, or has had this round, is not written to."""
    counted = Counter(why_skip(one, number) for one in invitations)
    skipped = {reason: counted[reason] for reason in ("sent", "answered", "revoked")}
    return Sending(number, counted[""], skipped)


def why_skip(invitation: Invitation, number: int) -> str:
    """Why an invitation is not sent in that round; empty when it is."""
    if invitation.revoked:
        return "revoked"
    if invitation.state is not InvitationState.INVITED:
        return "answered"
    return "sent" if invitation.round >= number else ""


def every_invitation(ports: Ports, event_id: str) -> Iterator[Invitation]:
    """All invitations of an event, page by page."""
    after: str | None = None
    while True:
        page = ports.store.invitation_page(event_id, after, READ_AT_ONCE, None)
        yield from page.items
        if page.next is None:
            return
        after = page.next


def send_one(ports: Ports, invitation: Invitation, number: int) -> bool:
    """Write one invitation's message of that round; whether it was written now."""
    for _ in range(ATTEMPTS):
        if why_skip(invitation, number):
            return False
        now = ports.clock.now()
        try:
            ports.store.commit(_letter(invitation, number, now), ports.ids.new(now))
        except ConditionFailed:
            again = ports.store.invitation(invitation.event, invitation.id)
            if again is None:
                return False
            invitation = again
        else:
            return True
    return False


def begin_round(ports: Ports, event_id: str, number: int) -> None:
    """Have every invitation sent in that round, the first of them at once.

    A round that is under way covers those before it and is left to go on.
    """
    under_way = ports.store.due_item(event_id, DueKind.INVITATION)
    now = ports.clock.now()
    if under_way is None or _round_of(under_way)[0] < number:
        item = DueItem(event_id, DueKind.INVITATION, now, f"{number}:")
        ports.store.commit([Put(item)], ports.ids.new(now))
    send_due(ports, Due(DueKind.INVITATION, event_id, "", now))


def send_due(ports: Ports, due: Due) -> bool:
    """One page of the round under way, the place reached kept; the due item goes after the last.

    Raises Stale when another tick was quicker.
    """
    item = ports.store.due_item(due.event, due.kind)
    if item is None or item.due_at > ports.clock.now():
        return False
    number, after = _round_of(item)
    page = ports.store.invitation_page(due.event, after, PAGE, None)
    for one in page.items:
        send_one(ports, one, number)
    reached = replace(item, after=f"{number}:{page.next}")
    step = Remove(item) if page.next is None else Put(reached)
    ports.store.commit([step], ports.ids.new(ports.clock.now()))
    return True


def _round_of(item: DueItem) -> tuple[int, str | None]:
    number, _, after = item.after.partition(":")
    return int(number), after or None


def _letter(before: Invitation, number: int, now: datetime) -> list[Write]:
    after = replace(before, round=number, sent_at=now, version=before.version + 1)
    message = Message(
        key=message_key(MessageKind.INVITATION, before.id, number),
        kind=MessageKind.INVITATION,
        event=before.event,
        created_at=now,
        revision=number,
        to=Recipient(before.address, before.name),
        facts=facts_of_invitation(before),
    )
    return [Replace(after), Add(queue_message(message))]


def facts_of_invitation(invitation: Invitation) -> Mapping[str, str]:
    """What a mail needs to know of the invitation whose link it carries."""
    return {
        "invitation": invitation.id,
        "link_version": str(invitation.link_version),
        "name": invitation.name,
        "institution": invitation.institution or "",
        "forwardable": "yes" if invitation.forwardable else "",
    }
