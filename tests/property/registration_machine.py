"""A machine that does to registrations what people do, in any order, and counts afterwards."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from shared.adapters.memory import MemoryStore
from shared.domain.errors import AlreadyThere, Illegal, Invalid
from shared.domain.form import DEFAULT_FORM, Field, FieldType, Submission
from shared.domain.message import Message
from shared.domain.quota import Quotas
from shared.domain.registration import ACTIVE, Registration, State
from shared.ports import Store
from shared.verbs.approve import approve, decline
from shared.verbs.cancel import cancel
from shared.verbs.change import change
from shared.verbs.erase import erase
from shared.verbs.move_in_line import move_in_line
from shared.verbs.register import Origin, Registered, SettingsChanged, register
from shared.verbs.revise import revise
from shared.verbs.seat import first_eligible
from shared.verbs.substitute import substitute
from tests.fakes import FakeClock, put_event, some_ports

PEOPLE = st.integers(0, 7)
HOUSES = st.sampled_from([None, "LAS", "Delta Institute"])
DINNER = Field("dinner", {"en": "Dinner"}, FieldType.SELECT, options=("fish", "none"))
BUS = Field("bus", {"en": "Bus"}, FieldType.CHECKBOX)
ANSWERS = st.fixed_dictionaries(
    {}, optional={"dinner": st.sampled_from(DINNER.options), "bus": st.just("yes")}
)
LIMIT = st.integers(0, 2)
QUOTAS = st.builds(
    Quotas,
    st.fixed_dictionaries({}, optional={"*": LIMIT, "sorrel": LIMIT}),
    st.fixed_dictionaries({}, optional={"dinner=fish": LIMIT, "bus=yes": LIMIT}),
)
TOLD = ("confirmed", "waitlisted", "pending")
LETTERS = {
    "confirmation": "confirmed",
    **{kind: kind for kind in ("waitlisted", "pending", "approved", "declined", "cancelled")},
    **{kind: kind for kind in ("substituted", "erased")},
}
"""The kinds of messages by the happening that each tells, one for one."""


class RegistrationMachine(RuleBasedStateMachine):
    """Never oversold, one message per happening, counters equal a recount."""

    def make_store(self) -> Store:
        return MemoryStore()

    event_id = "river-basins"

    @initialize(capacity=st.integers(0, 6), quotas=QUOTAS)
    def open_event(self, capacity: int, quotas: Quotas) -> None:
        self.clock = FakeClock()
        self.ports = some_ports(self.make_store(), self.clock)
        form = (*DEFAULT_FORM, DINNER, BUS)
        settled: dict[str, Any] = {
            "id": self.event_id,
            "capacity": capacity,
            "form": form,
            "quotas": quotas,
        }
        put_event(self.ports, lambda one: replace(one, **settled))
        self.sent: dict[str, Registered] = {}
        self.deliveries = 0
        self.happenings: Counter[str] = Counter()
        self.most_taken = 0
        self.most_of_a_house: Counter[str] = Counter()

    def _register(
        self, person: int, house: str | None, answers: dict[str, str], message_id: str
    ) -> Registered:
        said = Submission(f"person{person}@example.org", f"Person {person}", house, answers)
        origin = Origin("webhook:standard", "standard", message_id, None, b"{}")
        for _ in range(2):
            event = self.ports.events.fresh(self.event_id)
            try:
                return register(self.ports, event, said, origin)
            except SettingsChanged:
                continue
        raise AssertionError("settings changed twice while nobody changed them")

    def _find(self, person: int) -> Registration | None:
        address = f"person{person}@example.org"
        return next((one for one in self._everybody() if one.email == address), None)

    def _everybody(self) -> list[Registration]:
        return list(self.ports.store.registration_page(self.event_id, None, 500, None).items)

    def _messages(self) -> list[Message]:
        return list(self.ports.store.message_page(self.event_id, None, 500).items)

    @rule(person=PEOPLE, house=HOUSES, answers=ANSWERS)
    def somebody_registers(self, person: int, house: str | None, answers: dict[str, str]) -> None:
        self.clock.advance(milliseconds=1)  # nobody leaves the line and joins it again in no time
        before = self._find(person)
        active = before is not None and before.state in ACTIVE
        self.deliveries += 1
        message_id = f"msg-{self.deliveries}"
        result = self._register(person, house, answers, message_id)
        self.sent[message_id] = result
        assert (result.outcome == "duplicate") == active
        if result.outcome in TOLD:
            self.happenings[result.outcome] += 1

    @rule(data=st.data(), person=PEOPLE)
    def a_webhook_comes_again(self, data: st.DataObject, person: int) -> None:
        if not self.sent:
            return
        message_id = data.draw(st.sampled_from(sorted(self.sent)))
        first = self.sent[message_id]
        again = self._register(person, None, {}, message_id)
        outcome = first.reason if first.outcome == "duplicate" else first.outcome
        assert again == Registered("duplicate", first.registration, outcome)

    @rule(person=PEOPLE)
    def somebody_cancels(self, person: int) -> None:
        before = self._find(person)
        if before is None or before.state is State.DECLINED:
            return
        after = cancel(self.ports, self.event_id, before.id)
        assert after.state is State.CANCELLED
        if before.state is not State.CANCELLED:
            self.happenings["cancelled"] += 1

    @rule(person=PEOPLE, colleague=PEOPLE)
    def somebody_passes_the_place_on(self, person: int, colleague: int) -> None:
        before, there = self._find(person), self._find(colleague)
        if before is None or before.state not in (State.CONFIRMED, State.WAITLISTED):
            return
        gate = self.ports.store.gate(self.event_id)
        said = Submission(f"person{colleague}@example.org", f"Person {colleague}")
        try:
            after = substitute(self.ports, self.event_id, before.id, said)
        except (AlreadyThere, Invalid):
            assert there is not None
            assert there.state in ACTIVE
            return
        assert self.ports.store.gate(self.event_id) == gate
        assert (after.state, after.line_key) == (before.state, before.line_key)
        assert after.tallies == before.tallies
        self.happenings.update((str(after.state), "substituted"))

    @rule(person=PEOPLE)
    def somebody_is_erased(self, person: int) -> None:
        before = self._find(person)
        if before is None:
            return
        after = erase(self.ports, self.event_id, before.id)
        assert erase(self.ports, self.event_id, before.id) == after
        self.happenings["erased"] += 1

    @rule(person=PEOPLE, yes=st.booleans())
    def an_organiser_decides(self, person: int, yes: bool) -> None:
        before = self._find(person)
        if before is None or before.state is not State.PENDING:
            return
        decide = approve if yes else decline
        after = decide(self.ports, self.event_id, before.id)
        assert after.state in ({State.CONFIRMED, State.WAITLISTED} if yes else {State.DECLINED})
        assert decide(self.ports, self.event_id, before.id) == after
        happened = "approved" if after.state is State.CONFIRMED else after.state
        self.happenings[happened] += 1

    @rule(person=PEOPLE, position=st.integers(1, 9))
    def an_organiser_moves_somebody_in_the_line(self, person: int, position: int) -> None:
        before = self._find(person)
        if before is None:
            return
        waiting = [place.registration for place in self.ports.store.line(self.event_id)]
        try:
            move_in_line(self.ports, self.event_id, before.id, position)
        except Illegal:
            assert before.id not in waiting
            return
        waiting.remove(before.id)
        waiting.insert(position - 1, before.id)
        line = self.ports.store.line(self.event_id)
        assert [place.registration for place in line] == waiting

    @rule(on=st.booleans())
    def approval_is_asked_for_or_not(self, on: bool) -> None:
        rules = self.ports.store.event(self.event_id).registration
        changed = replace(rules, approval=on)
        revise(self.ports, self.event_id, lambda one: replace(one, registration=changed))

    @rule(person=PEOPLE, house=HOUSES, answers=ANSWERS)
    def somebody_changes_house_or_options(
        self, person: int, house: str | None, answers: dict[str, str]
    ) -> None:
        before = self._find(person)
        if before is None or before.state not in ACTIVE:
            return
        event = self.ports.events.fresh(self.event_id)
        said = Submission(before.email, before.name, house, answers)
        with suppress(Invalid):  # no place is left in that house or option
            change(self.ports, event, before.id, said)

    @rule(capacity=st.none() | st.integers(0, 6))
    def the_hall_changes(self, capacity: int | None) -> None:
        self.most_taken = self.ports.store.gate(self.event_id).taken
        revise(self.ports, self.event_id, lambda one: replace(one, capacity=capacity))

    @rule(quotas=QUOTAS)
    def the_quotas_change(self, quotas: Quotas) -> None:
        revise(self.ports, self.event_id, lambda one: replace(one, quotas=quotas))
        self.most_of_a_house = Counter()
        for tally in self.ports.store.tallies(self.event_id, ""):
            self.most_of_a_house[tally.key] = tally.taken

    @invariant()
    def no_house_is_over_its_quota_unless_the_quota_shrank(self) -> None:
        quotas = self.ports.store.event(self.event_id).quotas
        for tally in self.ports.store.tallies(self.event_id, ""):
            limit = quotas.limit_of(tally.key)
            if limit is not None:
                most = max(limit, min(self.most_of_a_house[tally.key], tally.taken))
                self.most_of_a_house[tally.key] = most
                assert tally.taken <= most

    @rule(hours=st.integers(-2, 2))
    def the_closing_time_changes(self, hours: int) -> None:
        closes = self.clock.now() + timedelta(hours=hours)
        rules = self.ports.store.event(self.event_id).registration
        changed = replace(rules, closes_at=closes if hours else None)
        revise(self.ports, self.event_id, lambda one: replace(one, registration=changed))

    @rule(seconds=st.integers(1, 5000))
    def time_passes(self, seconds: int) -> None:
        self.clock.advance(seconds=seconds)

    @invariant()
    def the_gate_equals_a_recount_and_is_never_oversold(self) -> None:
        gate = self.ports.store.gate(self.event_id)
        states = Counter(one.state for one in self._everybody())
        assert (gate.taken, gate.waiting) == (states[State.CONFIRMED], states[State.WAITLISTED])
        event = self.ports.store.event(self.event_id)
        assert not gate.has_room or first_eligible(self.ports, event) is None
        if gate.limit is not None:
            self.most_taken = max(gate.limit, min(self.most_taken, gate.taken))
            assert gate.taken <= self.most_taken

    @invariant()
    def the_line_is_those_who_wait_in_its_order(self) -> None:
        waiting = [one for one in self._everybody() if one.state is State.WAITLISTED]
        keys = {one.id: one.line_key for one in waiting}
        line = list(self.ports.store.line(self.event_id))
        assert {place.registration: place.key for place in line} == keys
        assert [place.key for place in line] == sorted(place.key for place in line)

    @invariant()
    def tallies_equal_a_recount(self) -> None:
        counted = {
            one.key: (one.taken, one.waiting)
            for one in self.ports.store.tallies(self.event_id, "")
            if one.taken or one.waiting
        }
        people = self._everybody()
        taken = Counter(k for one in people if one.state is State.CONFIRMED for k in one.tallies)
        waiting = Counter(k for one in people if one.state is State.WAITLISTED for k in one.tallies)
        houses = {*taken, *waiting}
        assert counted == {house: (taken[house], waiting[house]) for house in houses}

    @invariant()
    def each_happening_has_one_message(self) -> None:
        kinds = Counter(str(message.kind) for message in self._messages())
        told = {kind: kinds[kind] for kind in LETTERS}
        assert told == {kind: self.happenings[what] for kind, what in LETTERS.items()}

    @invariant()
    def calendar_entries_are_alive_exactly_for_the_confirmed(self) -> None:
        for one in self._everybody():
            assert one.entry.live == (one.state is State.CONFIRMED)

    @invariant()
    def sequences_of_a_registration_never_fall_and_rise_at_each_cancel(self) -> None:
        for one in self._everybody():
            told = [m for m in self._messages() if m.registration == one.id and m.entry]
            told.sort(key=lambda message: message.revision)
            numbers = [(m.entry.sequence or 0, m.method) for m in told if m.entry]
            for (before, _), (after, method) in pairwise(numbers):
                assert after > before if method == "CANCEL" else after >= before
