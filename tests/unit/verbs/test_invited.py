"""Who may come to a meeting by invitation, and what becomes of the invitation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from shared.adapters.memory import MemoryStore
from shared.domain.errors import Illegal, Missing
from shared.domain.event import Event, RegistrationRules
from shared.domain.form import Submission
from shared.domain.institution import Institution, absorb
from shared.domain.invitation import (
    Asked,
    Invitation,
    InvitationKind,
    InvitationState,
    bindings_of,
    invite,
    revoke,
)
from shared.domain.token import INVITATION, LINK, make_link_token
from shared.domain.writes import Add, Replace, Write
from shared.ports import Ports
from shared.verbs.invited import load_invitation, turn_down
from shared.verbs.keep_delivery import Origin, Registered
from shared.verbs.register import register
from shared.verbs.revise import revise
from tests.builders import EVENT, NOW
from tests.fakes import put_event, some_ports

ADA = Asked(InvitationKind.PERSON, "ada@example.org", "Ada Lind")
SORREL = Asked(InvitationKind.INSTITUTION, "focal@example.net", "", "LAS", True)
CLOSED_CIRCLE = RegistrationRules(invitation_only=True)


class Hurried(MemoryStore):
    """A store in which somebody else is quicker, just before one commit."""

    def __init__(self) -> None:
        super().__init__()
        self.before: list[Callable[[], object]] = []

    def commit(self, writes: Sequence[Write], token: str) -> None:
        if self.before:
            self.before.pop()()
        super().commit(writes, token)


def circle(*asked: Asked, store: MemoryStore | None = None, **changes: object) -> Ports:
    """A meeting by invitation, to which these are invited."""
    ports = some_ports(store)
    told = {"registration": CLOSED_CIRCLE, "invites": True, **changes}
    event = put_event(ports, lambda one: replace(one, **told))  # type: ignore[arg-type]
    for one in asked:
        made = invite(event, one, NOW)
        ports.store.commit([Add(made), *map(Add, bindings_of(made))], made.id)
    return ports


def the_event(ports: Ports) -> Event:
    return ports.store.event(EVENT)


def invited(ports: Ports, asked: Asked) -> Invitation:
    found = ports.store.invitation(EVENT, invite(the_event(ports), asked, NOW).id)
    assert found
    return found


def come(
    ports: Ports, email: str, name: str = "", house: str | None = None, *, link: Asked | None = None
) -> Registered:
    followed = invited(ports, link) if link else None
    origin = Origin("form", invitation=followed)
    return register(ports, the_event(ports), Submission(email, name, house), origin)


def test_whoever_is_not_invited_is_refused() -> None:
    ports = circle(ADA)
    assert come(ports, "bo@example.org") == Registered("refused", None, "not_invited")
    assert ports.store.gate(EVENT).taken == 0


def test_an_invited_address_registers_and_the_invitation_is_marked_in_the_same_commit() -> None:
    ports = circle(ADA)
    result = come(ports, "ADA@example.org", "Ada Lind")
    taken = invited(ports, ADA)
    assert result.outcome == "confirmed"
    assert (taken.state, taken.registration, taken.answered_at) == (
        InvitationState.REGISTERED,
        result.registration,
        NOW,
    )


def test_a_webhook_is_judged_by_its_address() -> None:
    ports = circle(ADA)
    for number, (email, outcome) in enumerate(
        [("ada@example.org", "confirmed"), ("bo@example.org", "refused")]
    ):
        origin = Origin("webhook:standard", "standard", f"msg_{number}", None, b"{}")
        assert register(ports, the_event(ports), Submission(email), origin).outcome == outcome


@pytest.mark.parametrize("source", ["organiser", "focal_point"])
def test_who_is_brought_by_somebody_who_may_needs_no_invitation(source: str) -> None:
    ports = circle()
    submission = Submission("bo@example.org", "Bo")
    assert register(ports, the_event(ports), submission, Origin(source)).outcome == "confirmed"


def test_people_of_an_invited_institution_may_come() -> None:
    ports = circle(SORREL)
    assert come(ports, "bo@example.org", "Bo", "las").outcome == "confirmed"
    assert invited(ports, SORREL).state is InvitationState.REGISTERED
    assert come(ports, "cy@example.org", "Cy", "Delta Institute").reason == "not_invited"


def test_an_institution_that_brings_somebody_is_silent_no_longer() -> None:
    ports = circle(SORREL)
    result = register(
        ports, the_event(ports), Submission("bo@example.org", "Bo", "LAS"), Origin("focal_point")
    )
    assert invited(ports, SORREL).registration == result.registration


def test_an_institution_stays_invited_when_it_is_merged_into_another() -> None:
    ports = circle(SORREL)
    delta = Institution("delta", "Delta Institute")
    revise(
        ports,
        EVENT,
        lambda one: replace(one, institutions=(absorb(delta, one.institutions[0]),)),
    )
    assert come(ports, "bo@example.org", "Bo", "Delta Institute").outcome == "confirmed"


def test_a_link_that_may_be_passed_on_holds_inside_the_institution() -> None:
    forwardable = replace(ADA, institution="LAS", forwardable=True)
    ports = circle(forwardable)
    assert come(ports, "bo@example.org", "Bo", "LAS", link=forwardable).outcome == "confirmed"
    assert come(ports, "cy@example.org", "Cy", "LAS", link=forwardable).outcome == "confirmed"
    outside = come(ports, "di@example.org", "Di", "Delta Institute", link=forwardable)
    assert outside.reason == "not_invited"


def test_a_link_locked_to_an_address_does_not_let_another_in() -> None:
    ports = circle(ADA)
    assert come(ports, "bo@example.org", "Bo", link=ADA).reason == "not_invited"


def test_what_was_taken_back_lets_nobody_in() -> None:
    ports = circle(ADA, SORREL)
    for asked in (ADA, SORREL):
        ports.store.commit([Replace(revoke(invited(ports, asked)))], f"revoke-{asked.kind}")
    assert come(ports, "ada@example.org", "Ada Lind").reason == "not_invited"
    assert come(ports, "bo@example.org", "Bo", "LAS").reason == "not_invited"


def test_of_two_people_at_one_address_each_takes_up_their_own_invitation() -> None:
    bo = replace(ADA, name="Bo Lind")
    ports = circle(ADA, bo)
    come(ports, "ada@example.org", "Bo Lind")
    states = [invited(ports, one).state for one in (ADA, bo)]
    assert states == [InvitationState.INVITED, InvitationState.REGISTERED]


def test_somebody_who_was_here_before_the_invitation_takes_it_up_by_coming_again() -> None:
    ports = circle(ADA, registration=RegistrationRules())
    revise(ports, EVENT, lambda one: replace(one, invites=False))
    first = come(ports, "ada@example.org", "Ada Lind")
    again = come(ports, "ada@example.org", "Ada Lind", link=ADA)
    assert (again.outcome, again.registration) == ("duplicate", first.registration)
    assert invited(ports, ADA).registration == first.registration


def test_a_meeting_that_is_open_marks_invitations_too() -> None:
    ports = circle(ADA, registration=RegistrationRules())
    come(ports, "ada@example.org", "Ada Lind")
    come(ports, "bo@example.org", "Bo")
    assert invited(ports, ADA).state is InvitationState.REGISTERED
    assert ports.store.gate(EVENT).taken == 2


def test_who_still_knows_the_meeting_as_open_is_judged_by_what_it_is_now() -> None:
    ports = circle(ADA, registration=RegistrationRules())
    known = the_event(ports)
    revise(ports, EVENT, lambda one: replace(one, registration=CLOSED_CIRCLE))
    revise(ports, EVENT, lambda one: replace(one, registration=RegistrationRules()))
    stale = replace(known, registration=CLOSED_CIRCLE)
    result = register(ports, stale, Submission("bo@example.org", "Bo"), Origin("form"))
    assert result.outcome == "confirmed"


@pytest.mark.parametrize(("taken_back", "outcome"), [(False, "confirmed"), (True, "refused")])
def test_an_invitation_that_changes_at_the_very_moment_is_looked_at_again(
    taken_back: bool, outcome: str
) -> None:
    store = Hurried()
    ports = circle(ADA, store=store)
    before = invited(ports, ADA)
    sent = replace(before, round=1, sent_at=NOW, version=before.version + 1)
    after = revoke(before) if taken_back else sent
    store.before = [lambda: store.commit([Replace(after)], "meanwhile")]
    assert come(ports, "ada@example.org", "Ada Lind", link=ADA).outcome == outcome
    assert ports.store.gate(EVENT).taken == (not taken_back)


def token(ports: Ports, asked: Asked, purpose: str = INVITATION, version: int = 1) -> str:
    key = the_event(ports).signing_key
    return make_link_token(key, EVENT, invited(ports, asked).id, version, purpose)


def test_a_link_leads_to_its_invitation() -> None:
    ports = circle(ADA)
    found = load_invitation(ports, the_event(ports), token(ports, ADA))
    assert found == invited(ports, ADA)


@pytest.mark.parametrize("kind", ["garbled", "another purpose", "another version", "taken back"])
def test_a_link_that_does_not_hold_leads_nowhere(kind: str) -> None:
    ports = circle(ADA)
    link = {
        "garbled": "a.b.c",
        "another purpose": token(ports, ADA, LINK),
        "another version": token(ports, ADA, version=2),
        "taken back": token(ports, ADA),
    }[kind]
    if kind == "taken back":
        ports.store.commit([Replace(revoke(invited(ports, ADA)))], "revoke")
    with pytest.raises(Missing) as missing:
        load_invitation(ports, the_event(ports), link)
    assert missing.value == Missing("invitation")


def test_a_link_of_another_event_leads_nowhere() -> None:
    ports = circle(ADA)
    foreign = token(ports, ADA).replace(EVENT, "another-event")
    with pytest.raises(Missing):
        load_invitation(ports, the_event(ports), foreign)


def test_an_invitation_is_declined_once_and_may_be_taken_up_afterwards() -> None:
    ports = circle(ADA)
    link = token(ports, ADA)
    first = turn_down(ports, the_event(ports), link)
    assert (first.state, first.answered_at) == (InvitationState.DECLINED, NOW)
    assert turn_down(ports, the_event(ports), link) == first
    come(ports, "ada@example.org", "Ada Lind", link=ADA)
    assert invited(ports, ADA).state is InvitationState.REGISTERED
    with pytest.raises(Illegal):
        turn_down(ports, the_event(ports), link)
