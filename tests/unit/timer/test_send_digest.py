"""Digests over the weeks: each reader's own, at nine of ten, and a sign of life."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

from functions.timer.run_due import run_due
from shared.domain.desk import UNMAPPED, RejectedAttempts
from shared.domain.digest_plan import plan_digests
from shared.domain.due import DigestSchedule
from shared.domain.event import DigestChoice, DigestRules, Every
from shared.domain.journal import Change, ChangeKind
from shared.domain.message import Message
from shared.domain.writes import Add, Put
from shared.ports import Ports
from shared.verbs.cancel import cancel
from shared.verbs.register import Origin, register
from shared.verbs.revise import revise
from tests.builders import EVENT, a_delivery, a_submission, an_attempt, an_id, an_invitation
from tests.fakes import FakeClock, put_event, some_ports

ADA, CY = "ada@example.org", "cy@example.org"
TBILISI_SEVEN = 3
"""Seven o'clock in Tbilisi is three in UTC, all year."""


class Meeting:
    """A meeting of ten places on 31 May, from 1 March on, with a clock that the timer follows."""

    def __init__(self, rules: DigestRules, **changes: object) -> None:
        self.clock = FakeClock()
        self.ports: Ports = some_ports(clock=self.clock)
        settled = {"dates": (date(2027, 5, 31),), "capacity": 10, "digest": rules, **changes}
        event = put_event(self.ports, lambda one: replace(one, **settled))  # type: ignore[arg-type]
        self.ports.store.commit([Put(plan_digests(event, self.clock.at))], "plan")
        self._numbers = count(1)

    def come(self, people: int = 1) -> list[str]:
        """Somebody new each; their ids."""
        return [self._come(next(self._numbers)) for _ in range(people)]

    def _come(self, number: int) -> str:
        who = {"email": f"p{number}@example.org", "name": f"Person {number}"}
        said = a_submission(**who, institution=None)
        event = self.ports.store.event(EVENT)
        return register(self.ports, event, said, Origin("form")).registration or ""

    def run_until(self, day: date) -> None:
        """Let the timer tick every hour until that day's noon."""
        while self.clock.at < datetime(day.year, day.month, day.day, 12, tzinfo=UTC):
            self.clock.advance(hours=1)
            run_due(self.ports)

    def digests(self, to: str = ADA) -> list[Message]:
        """What somebody was written, in order."""
        page = self.ports.store.message_page(EVENT, None, 500).items
        mine = [one for one in page if one.kind == "digest" and one.to and one.to.address == to]
        return sorted(mine, key=lambda one: one.created_at)

    def subjects(self, to: str = ADA) -> list[str]:
        return [one.facts["subject"].partition(" since")[0] for one in self.digests(to)]

    def days(self, to: str = ADA) -> list[date]:
        return [one.created_at.date() for one in self.digests(to)]

    @property
    def schedule(self) -> DigestSchedule:
        found = self.ports.store.digest_schedule(EVENT)
        assert found is not None
        return found


def rules(choices: Mapping[str, DigestChoice] | None = None, **more: object) -> DigestRules:
    made = {"at_full": False, "choices": dict(choices or {}), **more}
    return DigestRules((ADA, CY), **made)  # type: ignore[arg-type]


def test_a_weekly_reader_gets_the_week_s_changes_on_monday_and_a_daily_one_each_day_s() -> None:
    meeting = Meeting(rules({CY: DigestChoice(Every.WEEK, 9)}))
    for day in (2, 3, 5):
        meeting.come()
        meeting.run_until(date(2027, 3, day))
    meeting.run_until(date(2027, 3, 9))
    assert meeting.days() == [date(2027, 3, 2), date(2027, 3, 3), date(2027, 3, 4)]
    [week] = meeting.digests(CY)
    assert week.created_at == datetime(2027, 3, 8, 5, tzinfo=UTC)
    assert [f"Person {n}" in week.facts["text"] for n in (1, 2, 3)] == [True] * 3
    assert "Newly confirmed (3)" in week.facts["text"]


def test_no_change_is_told_twice_or_never_when_readers_read_at_different_hours() -> None:
    meeting = Meeting(rules({CY: DigestChoice(Every.DAY, 20)}))
    for hour in range(40):
        meeting.come(hour % 3 == 0)
        meeting.clock.advance(hours=1)
        run_due(meeting.ports)
    meeting.run_until(date(2027, 3, 5))
    for address in (ADA, CY):
        texts = " ".join(one.facts["text"] for one in meeting.digests(address))
        assert [texts.count(f"Person {number}\n") for number in range(1, 11)] == [1] * 10


def test_a_quiet_week_has_one_short_digest_and_a_quiet_day_none() -> None:
    meeting = Meeting(rules({CY: DigestChoice(Every.NEVER)}))
    meeting.come()
    meeting.run_until(date(2027, 3, 20))
    assert meeting.days() == [date(2027, 3, 2), date(2027, 3, 9), date(2027, 3, 16)]
    sign = meeting.digests()[1].facts["text"]
    assert sign.splitlines()[0] == (
        "1 of 10 confirmed, 0 waiting, 0 cancelled since the last digest."
    )
    assert "Nothing has changed since the last digest." in sign
    assert "once in a quiet week" in sign
    assert "By institution" not in sign
    assert meeting.digests(CY) == []


def test_nine_of_ten_taken_is_told_at_once_and_once() -> None:
    meeting = Meeting(rules(at_full=True))
    meeting.come(8)
    run_due(meeting.ports)
    assert meeting.subjects() == []
    meeting.come()
    meeting.clock.advance(minutes=1)
    run_due(meeting.ports)
    run_due(meeting.ports)
    assert (
        meeting.subjects() == meeting.subjects(CY) == ["9 of 10 confirmed, 0 waiting, 0 cancelled"]
    )
    assert "Nine places of ten are taken, or more." in meeting.digests()[0].facts["text"]
    meeting.come()
    meeting.clock.advance(minutes=1)
    run_due(meeting.ports)
    assert len(meeting.digests()) == 1


def test_a_crossing_after_places_were_given_back_is_told_again() -> None:
    meeting = Meeting(rules(at_full=True))
    people = meeting.come(9)
    meeting.clock.advance(minutes=1)
    run_due(meeting.ports)
    cancel(meeting.ports, EVENT, people[0])
    meeting.clock.advance(minutes=1)
    run_due(meeting.ports)
    assert meeting.schedule.full_at is None
    meeting.clock.advance(minutes=1)
    meeting.come()
    meeting.clock.advance(minutes=1)
    run_due(meeting.ports)
    assert meeting.subjects() == [
        "9 of 10 confirmed, 0 waiting, 0 cancelled",
        "9 of 10 confirmed, 0 waiting, 1 cancelled",
    ]


def test_the_digest_at_once_and_the_morning_s_share_no_change() -> None:
    meeting = Meeting(rules(at_full=True))
    meeting.clock.at = datetime(2027, 3, 2, TBILISI_SEVEN - 1, 59, tzinfo=UTC)
    meeting.come(9)
    run_due(meeting.ports)
    meeting.clock.advance(seconds=30)
    meeting.come()
    meeting.clock.advance(seconds=30)
    run_due(meeting.ports)
    meeting.run_until(date(2027, 3, 3))
    first, second = [one.facts["text"] for one in meeting.digests()]
    assert "Newly confirmed (9)" in first
    assert "Newly confirmed (1)\n- Person 10\n" in second


def test_who_wants_no_digest_at_once_gets_none_and_the_gate_is_not_looked_at() -> None:
    meeting = Meeting(rules())
    meeting.come(10)
    assert meeting.ports.store.gate(EVENT).look_at is None
    assert "full" not in run_due(meeting.ports)


def test_a_thousand_places_taken_between_two_ticks_are_one_look() -> None:
    meeting = Meeting(rules(at_full=True), capacity=2000)
    meeting.come(1000)
    assert run_due(meeting.ports) == {"full": 1}


def test_a_reader_who_comes_back_is_told_nothing_twice() -> None:
    meeting = Meeting(rules())
    meeting.come()
    meeting.run_until(date(2027, 3, 2))
    for choices in ({CY: DigestChoice(Every.NEVER)}, {}):
        after = rules(choices)
        revise(meeting.ports, EVENT, lambda one, to=after: replace(one, digest=to))  # type: ignore[misc]
    meeting.come()
    meeting.run_until(date(2027, 3, 3))
    assert ["Person 1" in one.facts["text"] for one in meeting.digests(CY)] == [True, False]


def test_the_digest_tells_whom_to_phone_what_to_mend_and_what_came_to_nothing() -> None:
    meeting = Meeting(rules(), invites=True)
    [lost] = meeting.come()
    now = meeting.clock.at
    person = meeting.ports.store.registration(EVENT, lost)
    assert person is not None
    told = {"phone": "+995 32 200 10 20"}
    undelivered = Change(EVENT, an_id(900, now), now, ChangeKind.UNDELIVERED, lost, "bounced")
    silent = an_invitation(institution_id=None, institution=None, sent_at=now)
    meeting.ports.store.commit(
        [
            Put(replace(person, answers=told)),
            Add(undelivered),
            Add(replace(undelivered, id=an_id(901, now))),
            Add(a_delivery(id=an_id(902, now), received_at=now + timedelta(hours=1),
                           outcome="refused", reason=UNMAPPED)),
            Add(RejectedAttempts(EVENT, "standard", 7, (an_attempt(at=now + timedelta(hours=2)),))),
            Add(silent),
        ],
        "news",
    )  # fmt: skip
    meeting.run_until(date(2027, 3, 2))
    text = meeting.digests()[0].facts["text"]
    assert "Mail that did not arrive (1)\n" in text
    assert "- Person 1, phone +995 32 200 10 20: the address does not take mail\n" in text
    assert "- Institutions on no list: 0 confirmed, 0 waiting; 1 invited: 0 registered, " in text
    assert "Deliveries in quarantine (1): " in text
    assert "- standard: 7 in all, the last one Monday 1 March 2027, 15:00" in text


def test_a_schedule_from_before_readers_had_their_own_tells_all_of_them_once() -> None:
    for rules_then, people in ((rules(), 1), (rules(at_full=True), 9)):
        meeting = Meeting(rules_then)
        plain = replace(meeting.schedule, readers=())
        meeting.ports.store.commit([Put(plain)], "plain")
        meeting.come(people)
        meeting.run_until(date(2027, 3, 2))
        assert len(meeting.subjects()) == len(meeting.subjects(CY)) == 1
        assert len(meeting.schedule.readers) == 2


def test_a_schedule_without_any_reader_comes_to_rest() -> None:
    meeting = Meeting(DigestRules())
    due = meeting.clock.at
    meeting.ports.store.commit([Put(DigestSchedule(EVENT, due, due))], "plain")
    run_due(meeting.ports)
    assert meeting.schedule.due_at is None
