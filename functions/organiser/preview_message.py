"""See what an organiser wrote before it is sent: as a page, or as a mail to themselves."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from functions.organiser.judge_draft import Draft, Judged, judge_draft
from functions.organiser.listing import Json
from shared.domain.address import normalise_address
from shared.domain.attachment import AttachmentNote
from shared.domain.errors import Refused
from shared.domain.message import (
    Message,
    MessageKind,
    Recipient,
    message_key,
    queue_message,
    recipient_key,
)
from shared.domain.registration import Registration
from shared.domain.writes import Add
from shared.ports import Ports
from shared.render.mail.message import render_message
from shared.verbs.audience import measure_reach, people_of, silent_of
from shared.verbs.send_invitations import facts_of_invitation

NOBODY = "0" * 26
"""The id in the personal link of a preview: it is nobody's, so the link opens nothing."""
ADDRESS = "somebody@example.org"
"""Stands for the recipient's address and for ours, which a preview does not show."""


def preview_message(ports: Ports, event_id: str, draft: Draft) -> Json:
    """Whom the message would reach and how it would look; nothing is written.

    Raises Invalid, StoreUnavailable.
    """
    judged = judge_draft(ports, event_id, draft)
    reach = measure_reach(ports, event_id, judged.draft.audience)
    return {
        "recipients": reach.recipients,
        "unreachable": {"bounced": reach.bounced, "complained": reach.complained},
        "mail": _render(ports, judged),
        "attachment": show_note(judged.attachment) if judged.attachment else None,
    }


def send_test(ports: Ports, event_id: str, draft: Draft, address: str) -> Json:
    """Mail it to the organiser alone, without a personal link: they have none.

    Raises Invalid, StoreUnavailable, Refused for a token without an address.
    """
    if not address:
        raise Refused("no_address")
    judged = judge_draft(ports, event_id, draft)
    now = ports.clock.now()
    owner = recipient_key(f"{event_id} {normalise_address(address)}")
    message = Message(
        key=message_key(MessageKind.MESSAGE, owner, ports.ids.new(now)),
        kind=MessageKind.MESSAGE,
        event=event_id,
        created_at=now,
        to=Recipient(address),
        facts=judged.facts,
    )
    ports.store.commit([Add(queue_message(message))], ports.ids.new(now))
    return {"to": address}


def show_note(note: AttachmentNote) -> Json:
    """A file that was kept."""
    return {"id": note.id, "name": note.name, "size": note.size}


def _render(ports: Ports, judged: Judged) -> Json:
    """The mail to the first of the audience, made as every mail is made."""
    message, person = _first_letter(ports, judged)
    now, event = ports.clock.now(), judged.event
    mail = render_message(message, event, person, None, now, ports.public_url, ADDRESS)
    read = BytesParser(policy=default).parsebytes(mail.raw)
    return {
        "subject": str(read["Subject"]),
        "text": _part(read, "plain"),
        "html": _part(read, "html"),
    }


def _first_letter(ports: Ports, judged: Judged) -> tuple[Message, Registration | None]:
    """A message to somebody who is called like the first of the audience, and is nobody."""
    event, audience, facts = judged.event, judged.draft.audience, dict(judged.facts)
    person, name = None, ""
    if audience.silent:
        guest = next(silent_of(ports, event.id, audience), None)
        if guest is not None:
            name, facts = guest.name, {**facts, **facts_of_invitation(replace(guest, id=NOBODY))}
    else:
        first = next(people_of(ports, event.id, audience), None)
        if first is not None:
            name, person = first.name, replace(first, id=NOBODY)
    message = Message(
        key=message_key(MessageKind.MESSAGE, NOBODY, 0),
        kind=MessageKind.MESSAGE,
        event=event.id,
        created_at=ports.clock.now(),
        registration=person.id if person else None,
        to=Recipient(ADDRESS, name),
        facts=facts,
    )
    return message, person


def _part(mail: EmailMessage, kind: str) -> str:
    found = mail.get_body((kind,))
    assert found is not None
    return str(found.get_content()).replace("\r\n", "\n")
