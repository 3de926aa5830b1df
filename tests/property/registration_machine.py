"""A machine that does to registrations what people do, in any order, and counts afterwards."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from shared.adapters.memory import MemoryStore
from shared.domain.form import Submission
from shared.domain.message import Message
from shared.domain.registration import Registration, State
from shared.ports import Store
from shared.verbs.cancel import cancel
from shared.verbs.change import change
from shared.verbs.publish import revise
from shared.verbs.register import Origin, Registered, SettingsChanged, register
from tests.fakes import FakeClock, put_event, some_ports

PEOPLE = st.integers(0, 7)
HOUSES = st.sampled_from([None, "LAS", "Delta Institute"])


class RegistrationMachine(RuleBasedStateMachine):
    """Never oversold, one message per happening, counters equal a recount."""

    def make_store(self) -> Store:
        return MemoryStore()

    event_id = "river-basins"

    @initialize(capacity=st.integers(0, 4))
    def open_event(self, capacity: int) -> None:
        self.clock = FakeClock()
        self.ports = some_ports(self.make_store(), self.clock)
        put_event(self.ports, lambda one: replace(one, id=self.event_id, capacity=capacity))
        self.sent: dict[str, Registered] = {}
        self.deliveries = 0
        self.happenings: Counter[str] = Counter()
        self.most_taken = 0

    def _register(self, person: int, house: str | None, message_id: str) -> Registered:
        said = Submission(f"person{person}@example.org", f"Person {person}", house)
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

    @rule(person=PEOPLE, house=HOUSES)
    def somebody_registers(self, person: int, house: str | None) -> None:
        before = self._find(person)
        active = before is not None and before.state is not State.CANCELLED
        self.deliveries += 1
        message_id = f"msg-{self.deliveries}"
        result = self._register(person, house, message_id)
        self.sent[message_id] = result
        assert (result.outcome == "duplicate") == active
        if result.outcome in ("confirmed", "waitlisted"):
            self.happenings[result.outcome] += 1

    @rule(data=st.data(), person=PEOPLE)
    def a_webhook_comes_again(self, data: st.DataObject, person: int) -> None:
        if not self.sent:
            return
        message_id = data.draw(st.sampled_from(sorted(self.sent)))
        first = self.sent[message_id]
        again = self._register(person, None, message_id)
        assert again == Registered("duplicate", first.registration, first.outcome)

    @rule(person=PEOPLE)
    def somebody_cancels(self, person: int) -> None:
        before = self._find(person)
        if before is None:
            return
        after = cancel(self.ports, self.event_id, before.id)
        assert after.state is State.CANCELLED
        if before.state is not State.CANCELLED:
            self.happenings["cancelled"] += 1

    @rule(person=PEOPLE, house=HOUSES)
    def somebody_moves_to_another_house(self, person: int, house: str | None) -> None:
        before = self._find(person)
        if before is None or before.state is State.CANCELLED:
            return
        event = self.ports.events.fresh(self.event_id)
        change(self.ports, event, before.id, Submission(before.email, before.name, house))

    @rule(capacity=st.none() | st.integers(0, 6))
    def the_hall_changes(self, capacity: int | None) -> None:
        self.most_taken = self.ports.store.gate(self.event_id).taken
        revise(self.ports, self.event_id, lambda one: replace(one, capacity=capacity))

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
        assert gate.waiting == 0 or not gate.has_room
        if gate.limit is not None:
            self.most_taken = max(gate.limit, min(self.most_taken, gate.taken))
            assert gate.taken <= self.most_taken

    @invariant()
    def the_line_is_those_who_wait_first_come_first(self) -> None:
        waiting = [one for one in self._everybody() if one.state is State.WAITLISTED]
        keys = {one.id: one.line_key for one in waiting}
        line = list(self.ports.store.line(self.event_id))
        assert {place.registration: place.key for place in line} == keys
        assert [place.key for place in line] == sorted(place.key for place in line)

    @invariant()
    def institutions_equal_a_recount(self) -> None:
        counted = {
            one.institution_id: (one.taken, one.waiting)
            for one in self.ports.store.institution_counts(self.event_id)
            if one.taken or one.waiting
        }
        people = [one for one in self._everybody() if one.institution_id]
        taken = Counter(one.institution_id for one in people if one.state is State.CONFIRMED)
        waiting = Counter(one.institution_id for one in people if one.state is State.WAITLISTED)
        houses = {*taken, *waiting}
        assert counted == {house: (taken[house], waiting[house]) for house in houses}

    @invariant()
    def each_happening_has_one_message(self) -> None:
        kinds = Counter(str(message.kind) for message in self._messages())
        assert kinds["confirmation"] == self.happenings["confirmed"]
        assert kinds["waitlisted"] == self.happenings["waitlisted"]
        assert kinds["cancelled"] == self.happenings["cancelled"]

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
