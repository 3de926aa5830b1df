"""A machine that does to a meeting and its people whatever happens, and keeps their calendars.

Every mailbox has a calendar that knows nothing but the mails it got. When all is quiet, each must
show what the table says: whoever has a place holds the entry as it is now, and nobody else does.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from functions.mailer.send_message import read_pending, send_message
from functions.timer.run_due import run_due
from shared.adapters.memory import MemoryStore
from shared.domain.errors import AlreadyThere, Illegal, Invalid, MailFailed, Refused
from shared.domain.form import Submission
from shared.domain.message import Message, MessageState, Suppression
from shared.domain.place import Location, place_line
from shared.domain.registration import ACTIVE, Registration, State
from shared.domain.session import Status
from shared.domain.writes import Put, Replace
from shared.mail_ports import OutgoingMail
from shared.verbs.approve import approve, decline
from shared.verbs.cancel import cancel
from shared.verbs.change import change
from shared.verbs.erase import erase
from shared.verbs.publish import publish
from shared.verbs.register import Origin, register
from shared.verbs.revise import revise
from shared.verbs.substitute import substitute
from tests.builders import EVENT, some_sessions
from tests.fakes import FakeClock, FakeMail, put_event, some_ports
from tests.property.calendar_client import Calendar, Shown

PEOPLE = st.integers(0, 3)
PLACES = st.sampled_from(["Lake House", "Red Hall", "Pump House"])
FATES = st.lists(st.sampled_from(["sent", "transient", "lost", "doubled", "crash"]), max_size=3)
MOST_ROUNDS = 200


class Crash(BaseException):
    """The mailer died after the provider had taken a mail."""


@dataclass
class PostOffice(FakeMail):
    """A provider that answers as it is told, and takes what it takes whatever it answers."""

    fates: list[str] = field(default_factory=list)

    def send(self, mail: OutgoingMail) -> str:
        fate = self.fates.pop(0) if self.fates else "sent"
        if fate in ("transient", "lost"):
            raise MailFailed("transient" if fate == "transient" else "unknown", fate)
        provider_id = super().send(mail)
        if fate == "doubled":
            raise MailFailed("unknown", fate)
        if fate == "crash":
            raise Crash
        return provider_id


class CalendarMachine(RuleBasedStateMachine):
    """Whatever happens in whatever order, calendars end up telling the truth."""

    @initialize(capacity=st.integers(1, 4), came=st.lists(PEOPLE, min_size=2, unique=True))
    def open_event(self, capacity: int, came: list[int]) -> None:
        self.clock, self.store, self.mail = FakeClock(), MemoryStore(), PostOffice()
        self.ports = replace(some_ports(self.store, self.clock), mail=self.mail)
        put_event(self.ports, lambda one: replace(one, capacity=capacity))
        publish(self.ports, EVENT)
        self.names = {number: f"Person {number}" for number in range(4)}
        self.addresses = {number: f"p{number}@example.org" for number in range(4)}
        self.out_of_reach: set[str] = set()
        self.corrections = 0
        for person in came:
            self.somebody_registers(person)

    def _everybody(self) -> list[Registration]:
        return list(self.store.registration_page(EVENT, None, 500, None).items)

    def _find(self, person: int, *states: State) -> Registration | None:
        """The person's registration in one of these states; who has none wants in first."""
        self.clock.advance(seconds=61)
        address = self.addresses[person]
        theirs = [one for one in self._everybody() if one.email == address]
        if not theirs:
            self.somebody_registers(person)
        return next((one for one in theirs if not states or one.state in states), None)

    def _said(self, person: int) -> Submission:
        return Submission(self.addresses[person], self.names[person])

    def _messages(self) -> list[Message]:
        return list(self.store.message_page(EVENT, None, 5000).items)

    @rule(person=PEOPLE)
    def somebody_registers(self, person: int) -> None:
        self.clock.advance(seconds=61)
        register(self.ports, self.store.event(EVENT), self._said(person), Origin("form"))

    @rule(person=PEOPLE)
    def somebody_cancels(self, person: int) -> None:
        before = self._find(person, *ACTIVE)
        if before is not None:
            cancel(self.ports, EVENT, before.id)

    @rule(person=PEOPLE)
    def somebody_corrects_the_name(self, person: int) -> None:
        self._correct(person, name=f"{self.names[person]}*", address=self.addresses[person])

    @rule(person=PEOPLE)
    def somebody_corrects_the_address(self, person: int) -> None:
        """The old mailbox hears nothing any more, so it is out of reach."""
        name, address = self.names[person], f"p{person}-{self.corrections}@example.org"
        self._correct(person, name, address)

    def _correct(self, person: int, name: str, address: str) -> None:
        before, was = self._find(person, *ACTIVE), self.addresses[person]
        if before is None:
            return
        self.corrections += 1
        change(self.ports, self.store.event(EVENT), before.id, Submission(address, name))
        self.names[person], self.addresses[person] = name, address
        if address != was:
            self.out_of_reach.add(was)

    @rule(person=PEOPLE, colleague=PEOPLE)
    def somebody_passes_the_place_on(self, person: int, colleague: int) -> None:
        before = self._find(person, State.CONFIRMED, State.WAITLISTED)
        if before is not None:
            with suppress(AlreadyThere, Invalid, Refused):
                substitute(self.ports, EVENT, before.id, self._said(colleague))

    @rule(person=PEOPLE)
    def somebody_is_erased(self, person: int) -> None:
        before = self._find(person)
        if before is not None:
            erase(self.ports, EVENT, before.id)

    @rule(person=PEOPLE, yes=st.booleans())
    def an_organiser_decides(self, person: int, yes: bool) -> None:
        before = self._find(person, State.PENDING)
        if before is not None:
            with suppress(Illegal, Refused):
                (approve if yes else decline)(self.ports, EVENT, before.id)

    @rule(approval=st.booleans(), capacity=st.integers(0, 4))
    def the_rules_change(self, approval: bool, capacity: int) -> None:
        rules = replace(self.store.event(EVENT).registration, approval=approval)
        self._revise(registration=rules, capacity=capacity)

    @rule(status=st.sampled_from(Status))
    def the_meeting_is_called_off_postponed_or_restored(self, status: Status) -> None:
        self._revise(status=status)

    @rule(place=PLACES)
    def the_meeting_is_elsewhere(self, place: str) -> None:
        self._revise(location=Location(place))

    @rule(zone=st.sampled_from(["Asia/Tbilisi", "Europe/Zurich"]))
    def the_time_zone_was_wrong(self, zone: str) -> None:
        self._revise(timezone=zone)

    def _revise(self, **changes: Any) -> None:
        self.clock.advance(seconds=61)
        revise(self.ports, EVENT, lambda one: replace(one, **changes))

    @rule(hours=st.integers(-2, 2))
    def a_release_moves_the_sessions(self, hours: int) -> None:
        self.clock.advance(seconds=61)
        draft = self.store.draft(EVENT)
        assert draft is not None
        by = timedelta(hours=hours)
        sessions = tuple(
            replace(one, start=one.start + by, end=one.end and one.end + by)
            for one in some_sessions()
        )
        edited = replace(draft, sessions=sessions, version=draft.version + 1)
        self.store.commit([Replace(edited)], f"edit-{edited.version}")
        publish(self.ports, EVENT)

    @rule(person=PEOPLE)
    def an_address_is_suppressed(self, person: int) -> None:
        address = self.addresses[person]
        self.store.commit([Put(Suppression(address, "bounced", self.clock.at))], f"no-{address}")
        self.out_of_reach.add(address)

    @rule(minutes=st.integers(1, 40))
    def time_passes(self, minutes: int) -> None:
        self.clock.advance(minutes=minutes)
        run_due(self.ports)

    @rule(data=st.data(), fates=FATES)
    def some_doorbells_ring(self, data: st.DataObject, fates: list[str]) -> None:
        waiting = [one.key for one in self._messages() if one.state is MessageState.PENDING]
        if waiting:
            rung = data.draw(st.lists(st.sampled_from(waiting), max_size=4))
            self.mail.fates = fates
            self._ring(rung)
            self.mail.fates = []

    def _ring(self, keys: list[str]) -> None:
        for key in keys:
            self.clock.advance(seconds=2)
            pending = read_pending(self.ports, EVENT, key)
            if pending is not None:
                with suppress(Crash):
                    send_message(self.ports, pending, self.clock.at)

    def _come_to_rest(self) -> None:
        """All that is due has run, and nothing waits to be sent."""
        for _ in range(MOST_ROUNDS):
            self._ring([one.key for one in reversed(self._messages())])
            left = [one for one in self._messages() if one.due_at is not None]
            if not left and not self._waits_to_be_told():
                return
            self.clock.advance(minutes=10)
            run_due(self.ports)
        raise AssertionError("never quiet")

    def _waits_to_be_told(self) -> bool:
        due = self.store.due(self.clock.at + timedelta(hours=12), 100)
        return self.store.notice(EVENT) is not None or any(
            one.kind in ("round", "call_off", "erasure") for one in due
        )

    def teardown(self) -> None:
        if not hasattr(self, "store"):
            return
        self._come_to_rest()
        self._every_calendar_tells_the_truth()
        self._sequences_rise_with_what_they_tell()

    def _every_calendar_tells_the_truth(self) -> None:
        calendars: dict[str, list[OutgoingMail]] = defaultdict(list)
        for mail in self.mail.sent:
            calendars[mail.to].append(mail)
        truth = self._truth()
        for address in (calendars.keys() | truth.keys()) - self.out_of_reach:
            mails = calendars[address]
            for order in (mails, mails[::-1], mails[1::2] + mails[::2]):
                calendar = Calendar()
                for mail in order:
                    calendar.take(mail.raw)
                assert calendar.shown() == truth[address], address

    def _truth(self) -> defaultdict[str, dict[str, Shown]]:
        event, truth = self.store.event(EVENT), defaultdict[str, dict[str, Shown]](dict)
        if event.status is Status.CANCELLED:
            return truth
        status = "TENTATIVE" if event.status is Status.POSTPONED else "CONFIRMED"
        assert event.span is not None
        shown = Shown(*event.span, place_line(event.location) or "", status)
        for one in self._everybody():
            if one.state is State.CONFIRMED:
                truth[one.email][one.entry.uid] = shown
        return truth

    def _sequences_rise_with_what_they_tell(self) -> None:
        """In the order of writing; a repeat of what was told keeps the number."""
        written: dict[str, list[Message]] = defaultdict(list)
        for message in self._messages():
            if message.entry is not None:
                written[message.entry.uid].append(message)
        for messages in written.values():
            messages.sort(key=lambda one: one.revision)
            for before, after in pairwise(messages):
                assert before.entry is not None
                assert after.entry is not None
                same = before.method == after.method == "REQUEST"
                same = same and before.entry.facts == after.entry.facts
                risen = (after.entry.sequence or 0) - (before.entry.sequence or 0)
                assert risen >= (0 if same else 1)
