"""Passing a place on: it is never free in between, and one gets CANCEL, the other REQUEST."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from shared.domain.entry import Method
from shared.domain.errors import AlreadyThere, Illegal, Invalid, Missing, Refused
from shared.domain.event import Event, RegistrationRules
from shared.domain.form import DEFAULT_FORM, Field, FieldType, Submission
from shared.domain.journal import ChangeKind
from shared.domain.message import MessageKind
from shared.domain.quota import Quotas
from shared.domain.registration import Delegation, Registration, State, address_key
from shared.domain.session import Status
from shared.domain.token import make_link_token
from shared.domain.writes import Replace
from shared.ports import Ports
from shared.verbs.cancel import cancel
from shared.verbs.link import load_by_token
from shared.verbs.register import Origin, register
from shared.verbs.revise import revise
from shared.verbs.substitute import substitute
from shared.verbs.sum_up import sum_up
from tests.builders import EVENT, NOW, a_submission
from tests.fakes import FakeClock, put_event, some_ports
from tests.unit.verbs.test_cancel import messages

DINNER = Field("dinner", {"en": "Dinner"}, FieldType.SELECT, options=("fish", "none"))
IVO = Submission("ivo.kranz@example.org", "Ivo Kranz")


def hold(ports: Ports, event: Event, **said: Any) -> Registration:
    """Meret Aalders of the Lake Authority, registered."""
    words = {"institution": "LAS", "answers": {"dinner": "fish", "phone": "555"}, **said}
    done = register(ports, event, a_submission(**words), Origin("form"))
    return person(ports, done.registration or "")


def person(ports: Ports, registration: str) -> Registration:
    found = ports.store.registration(EVENT, registration)
    assert found is not None
    return found


def open_event(ports: Ports, **changes: Any) -> Event:
    return put_event(ports, lambda one: replace(one, form=(*DEFAULT_FORM, DINNER), **changes))


def test_the_place_changes_hands_and_nothing_is_counted_anew() -> None:
    ports = some_ports()
    before = hold(ports, open_event(ports, capacity=1))
    counted = (ports.store.gate(EVENT), list(ports.store.tallies(EVENT, "")))
    after = substitute(ports, EVENT, before.id, IVO)
    assert (ports.store.gate(EVENT), list(ports.store.tallies(EVENT, ""))) == counted
    assert (after.name, after.email, after.state) == (IVO.name, IVO.email, State.CONFIRMED)
    assert (after.institution_id, after.tallies) == ("sorrel", before.tallies)
    assert after.answers == {"dinner": "fish"}
    assert person(ports, before.id).state is State.CANCELLED


def test_one_gets_cancel_and_the_other_a_request_of_an_entry_of_their_own() -> None:
    ports = some_ports()
    before = hold(ports, open_event(ports))
    after = substitute(ports, EVENT, before.id, IVO)
    left, [welcome] = messages(ports, before.id)[-1], messages(ports, after.id)
    assert (left.kind, left.method) == (MessageKind.SUBSTITUTED, Method.CANCEL)
    assert (welcome.kind, welcome.method) == (MessageKind.CONFIRMATION, Method.REQUEST)
    assert left.entry is not None
    assert welcome.entry is not None
    assert (left.entry.uid, left.entry.sequence) == (before.entry.uid, 1)
    assert (welcome.entry.uid == before.entry.uid, welcome.entry.sequence) == (False, 0)


def test_somebody_who_waits_passes_on_the_place_in_the_line_without_a_calendar_part() -> None:
    ports = some_ports()
    event = open_event(ports, capacity=0)
    first, second = hold(ports, event), hold(ports, event, email="b@example.org", name="B")
    after = substitute(ports, EVENT, first.id, IVO)
    assert [one.registration for one in ports.store.line(EVENT)] == [after.id, second.id]
    kinds = [(one.kind, one.method) for one in messages(ports, after.id)]
    assert kinds == [(MessageKind.WAITLISTED, None)]
    revise(ports, EVENT, lambda one: replace(one, capacity=1))
    assert person(ports, after.id).state is State.CONFIRMED


def test_the_link_that_was_used_opens_nothing_any_more() -> None:
    ports = some_ports()
    event = open_event(ports)
    before = hold(ports, event)
    old, new = (make_link_token(event.signing_key, EVENT, before.id, n) for n in (1, 2))
    assert load_by_token(ports, old)[1] == before
    after = substitute(ports, EVENT, before.id, IVO)
    with pytest.raises(Missing):
        load_by_token(ports, old)
    assert load_by_token(ports, new)[1].state is State.CANCELLED
    key = address_key(event.signing_key, IVO.email)
    assert [one.registration for one in ports.store.address_bindings(EVENT, key)] == [after.id]


@pytest.mark.parametrize(
    "rules",
    [
        RegistrationRules(closes_at=NOW),
        RegistrationRules(approval=True),
        RegistrationRules(invitation_only=True),
        RegistrationRules(freeze_at=NOW),
    ],
)
def test_neither_closing_nor_freeze_approval_or_invitations_stand_in_the_way(
    rules: RegistrationRules,
) -> None:
    ports = some_ports()
    before = hold(ports, open_event(ports))
    shut: dict[str, Any] = {"registration": rules, "capacity": 0, "quotas": Quotas({"*": 0})}
    revise(ports, EVENT, lambda one: replace(one, **shut))
    assert substitute(ports, EVENT, before.id, IVO).state is State.CONFIRMED


@pytest.mark.parametrize("change", [{"status": Status.CANCELLED}, {}, {"span": None}])
def test_a_place_at_a_meeting_that_is_over_or_off_is_not_passed_on(change: Any) -> None:
    clock = FakeClock()
    ports = some_ports(clock=clock)
    before = hold(ports, open_event(ports))
    revise(ports, EVENT, lambda one: replace(one, **change))
    if "status" not in change:
        clock.advance(days=14)
        assert not ports.store.event(EVENT).has_ended(clock.now())
        clock.advance(days=1)
    with pytest.raises(Refused) as no:
        substitute(ports, EVENT, before.id, IVO)
    assert no.value == Refused("over")


def test_a_colleague_who_is_registered_already_cannot_come_twice() -> None:
    ports = some_ports()
    event = open_event(ports)
    before = hold(ports, event)
    hold(ports, event, email=IVO.email, name="ivo  KRANZ")
    with pytest.raises(AlreadyThere):
        substitute(ports, EVENT, before.id, IVO)
    assert person(ports, before.id) == before


def test_a_colleague_who_had_cancelled_comes_back_with_id_and_uid() -> None:
    ports = some_ports()
    event = open_event(ports)
    before, former = hold(ports, event), hold(ports, event, email=IVO.email, name=IVO.name)
    cancel(ports, EVENT, former.id)
    after = substitute(ports, EVENT, before.id, IVO)
    assert (after.id, after.entry.uid) == (former.id, former.entry.uid)
    assert (after.entry.sequence, after.entry.live) == (2, True)
    assert person(ports, former.id) == after


def test_nobody_passes_the_place_on_to_themselves() -> None:
    ports = some_ports()
    before = hold(ports, open_event(ports))
    with pytest.raises(Invalid) as wrong:
        substitute(ports, EVENT, before.id, Submission(before.email, before.name))
    assert [path for path, _ in wrong.value.errors] == ["email"]


def test_somebody_without_a_place_has_none_to_pass_on() -> None:
    ports = some_ports()
    before = hold(ports, open_event(ports))
    cancel(ports, EVENT, before.id)
    with pytest.raises(Illegal):
        substitute(ports, EVENT, before.id, IVO)
    with pytest.raises(Missing):
        substitute(ports, EVENT, "nobody", IVO)


def test_whoever_was_substituted_may_register_again() -> None:
    ports = some_ports()
    event = open_event(ports)
    before = hold(ports, event)
    substitute(ports, EVENT, before.id, IVO)
    again = hold(ports, event)
    assert (again.id, again.state, again.entry.sequence) == (before.id, State.CONFIRMED, 2)


def test_the_head_of_a_delegation_passes_that_on_too() -> None:
    ports = some_ports()
    before = hold(ports, open_event(ports))
    head = replace(before, delegation=Delegation.HEAD, version=before.version + 1)
    ports.store.commit([Replace(head)], "head")
    assert substitute(ports, EVENT, before.id, IVO).delegation is Delegation.HEAD


def test_the_digest_names_who_comes_instead_and_counts_nobody_as_gone() -> None:
    ports = some_ports()
    before = hold(ports, open_event(ports))
    substitute(ports, EVENT, before.id, IVO)
    now = ports.clock.now()
    digest = sum_up(ports, ports.store.event(EVENT), now - timedelta(days=1), now, ())
    assert [one.name for one in digest.substituted.people] == [IVO.name]
    assert (digest.left.count, digest.new.count, digest.has_news) == (0, 1, True)
    kinds = [one.kind for one in ports.store.changes(EVENT, now, now)]
    assert kinds == [ChangeKind.CONFIRMED, ChangeKind.SUBSTITUTED]


def test_a_late_change_is_told_to_the_organiser_at_once() -> None:
    clock = FakeClock()
    ports = some_ports(clock=clock)
    before = hold(ports, open_event(ports))
    clock.advance(days=13)
    substitute(ports, EVENT, before.id, IVO)
    page = ports.store.message_page(EVENT, None, 100).items
    [alert] = [one for one in page if one.kind is MessageKind.ALERT]
    assert (alert.facts["name"], alert.facts["detail"]) == (IVO.name, "Meret Aalders")
