"""List who never got their last mail, by institution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from functions.organiser.listing import Json, Listing, answer_page, read_page_query
from shared.agenda_ports import Page
from shared.domain.message import SUPPRESSED, MessageState
from shared.domain.registration import MailNote, Registration
from shared.domain.text import fold
from shared.ports import Ports

PAGE = 500
MOST_PAGES = 20
"""So many pages of registrations are looked through for one page of the list."""
MOST_MESSAGES = 500
"""So many messages are read for one page: each is a call of its own."""
LOST = frozenset({"bounced", "rejected"})
"""What is heard of a mail that never came; who complains has got it."""


@dataclass(frozen=True)
class Undelivered:
    """Somebody, the last mail written for them, and why it did not come."""

    person: Registration
    mail: MailNote
    reason: str


def list_undelivered(ports: Ports, event_id: str, parameters: Mapping[str, str]) -> Json:
    """One page of those whose last mail bounced, was rejected, given up, or never sent because
    the address is suppressed; within the page by institution. Raises Missing, Invalid.
    """
    event = ports.events.fresh(event_id)
    listing = Listing(f"undelivered {event_id}", event.signing_key)
    wanted = read_page_query(parameters, listing)
    page = _gather(ports, event_id, wanted.after, wanted.limit)
    ordered = Page(sorted(page.items, key=_by_institution), page.next)
    return answer_page(listing, ordered, "undelivered", _show)


def _gather(ports: Ports, event_id: str, after: str | None, limit: int) -> Page[Undelivered]:
    """Enough of them, in the order of registering; `next` is the last who was looked at."""
    found: list[Undelivered] = []
    looks = 0
    for _ in range(MOST_PAGES):
        page = ports.store.registration_page(event_id, after, PAGE, None)
        for person in page.items:
            lost = _judge(ports, person)
            if lost is not None:
                found.append(lost)
            looks += _needs_message(person)
            if len(found) == limit or looks == MOST_MESSAGES:
                return Page(found, person.id)
        after = page.next
        if after is None:
            break
    return Page(found, after)


def _judge(ports: Ports, person: Registration) -> Undelivered | None:
    """Why the last mail did not come (None: it came, or nothing speaks against it)."""
    mail = person.mail
    if mail is None or person.erased_at is not None:
        return None
    if person.feedback in LOST:
        return Undelivered(person, mail, person.feedback)
    if mail.state == MessageState.DEAD:
        return Undelivered(person, mail, mail.state)
    if _needs_message(person) and _is_suppressed(ports, person.event, mail.key):
        return Undelivered(person, mail, SUPPRESSED)
    return None


def _needs_message(person: Registration) -> bool:
    """Whether only the message itself tells why the last mail was not sent."""
    mail = person.mail
    skipped = mail is not None and mail.state == MessageState.SKIPPED
    return skipped and person.erased_at is None and person.feedback not in LOST


def _is_suppressed(ports: Ports, event_id: str, key: str) -> bool:
    message = ports.store.message(event_id, key)
    return message is not None and message.error == SUPPRESSED


def _by_institution(one: Undelivered) -> tuple[bool, str, str]:
    body = one.person.institution
    return body is None, fold(body or ""), fold(one.person.name)


def _show(one: Undelivered) -> Json:
    person = one.person
    institution = None
    if person.institution is not None:
        institution = {"id": person.institution_id, "name": person.institution}
    return {
        "registration": person.id,
        "institution": institution,
        "name": person.name,
        "email": person.email,
        "kind": one.mail.kind,
        "message": one.mail.key,
        "reason": one.reason,
        "at": one.mail.at.isoformat(),
    }
