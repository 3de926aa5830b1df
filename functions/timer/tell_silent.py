"""One page of what an organiser wrote to those who were invited and have not answered."""

from __future__ import annotations

from datetime import datetime

from shared.domain.errors import AlreadyThere
from shared.domain.event import Event
from shared.domain.invitation import Invitation, InvitationState
from shared.domain.message import Message, MessageKind, Recipient, message_key, queue_message
from shared.domain.round import Round
from shared.domain.writes import Add
from shared.ports import Ports
from shared.verbs.audience import guest_key
from shared.verbs.send_invitations import facts_of_invitation

PAGE = 50


def tell_silent(ports: Ports, event: Event, of: Round, now: datetime) -> tuple[str | None, int]:
    """Write the next page; after which invitation it goes on (None: it is done), and how many mails
    were written. An address that has several invitations gets one mail. Raises StoreUnavailable.
    """
    invited = InvitationState.INVITED
    page = ports.store.invitation_page(event.id, of.after or None, PAGE, invited)
    meant = [one for one in page.items if of.audience.has_invited(one)]
    return page.next, sum(_tell(ports, of, one, now) for one in meant)


def _tell(ports: Ports, of: Round, invitation: Invitation, now: datetime) -> bool:
    """Whether a mail was written now. Who answers at this moment is judged when it is sent."""
    try:
        ports.store.commit([Add(_letter(of, invitation, now))], ports.ids.new(now))
    except AlreadyThere:
        return False
    return True


def _letter(of: Round, invitation: Invitation, now: datetime) -> Message:
    return queue_message(
        Message(
            key=message_key(MessageKind.MESSAGE, guest_key(invitation), of.id),
            kind=MessageKind.MESSAGE,
            event=of.event,
            created_at=now,
            to=Recipient(invitation.address, invitation.name),
            facts={"round": of.id, **facts_of_invitation(invitation)},
        )
    )
