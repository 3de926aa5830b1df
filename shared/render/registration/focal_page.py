"""The page on which an institution looks after its own people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.domain.event import Event
from shared.domain.institution import Institution
from shared.domain.registration import ACTIVE, Registration, State
from shared.domain.text import LONGEST_NAME, clean_line
from shared.render.registration.facts import say_closed, tell_facts
from shared.render.registration.page import Page, Typed, ask_questions, fill, policy

STATES = {
    State.CONFIRMED: "has a place",
    State.WAITLISTED: "waits for a place",
    State.PENDING: "waits for your decision",
    State.DECLINED: "was declined",
    State.CANCELLED: "is cancelled",
}
ROLES = {"head": "head of delegation", "alternate": "alternate", "member": "member"}
DONE = {
    "confirmed": "Registered: the place is confirmed, and the confirmation is on its way by mail.",
    "waitlisted": "Registered: no place is free now, so your colleague is on the waiting list.",
    "pending": "Registered: the registration waits to be approved.",
    "duplicate": "Your colleague is registered already; nothing has changed.",
    "approve": "Approved; the mail is on its way.",
    "decline": "Declined; the mail is on its way.",
    "cancel": "Cancelled; the mail is on its way.",
    "substitute": "The place is passed on; both of them are written to.",
    "name": "Noted.",
}
"""What was done, by what stands in the address after it."""


@dataclass(frozen=True)
class Places:
    """The institution's places; `quota` and `left` None: it has no quota of its own."""

    quota: int | None
    left: int | None
    confirmed: int
    waiting: int


@dataclass(frozen=True)
class Person:
    """One of the people as the page shows them, and what may be done."""

    id: str
    name: str
    email: str
    state: str
    role: str
    active: bool
    pending: bool
    seated: bool


def focal_page(
    event: Event,
    now: datetime,
    body: Institution,
    people: Sequence[Registration],
    places: Places,
    typed: Typed,
    done: str = "",
) -> Page:
    """The page; `typed` is what somebody has typed about whom to register, and what is wrong."""
    asked = ask_questions(event, typed, locked=frozenset({"institution"}))
    html = fill(
        "focal.html",
        facts=tell_facts(event),
        index=False,
        house=body.name_in(event.locale),
        places=places,
        people=[_show(one, event) for one in people],
        roles=ROLES,
        closed=say_closed(event, now),
        done=DONE.get(done, ""),
        longest=LONGEST_NAME,
        **asked,
    )
    return Page(html, policy())


def _show(one: Registration, event: Event) -> Person:
    pending = one.state is State.PENDING
    state = STATES[one.state]
    rules = event.registration
    may_approve = pending and rules.approval and not rules.letter_required
    if pending and not may_approve:
        state = "waits for the organisers' decision"
    return Person(
        id=one.id,
        name=clean_line(one.name) or clean_line(one.email),
        email=clean_line(one.email),
        state=state,
        role=one.delegation.value if one.delegation else "",
        active=one.state in ACTIVE,
        pending=may_approve,
        seated=one.state in (State.CONFIRMED, State.WAITLISTED),
    )
