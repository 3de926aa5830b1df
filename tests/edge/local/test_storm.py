"""The storm: it holds, it is the same again, and each of its promises can be seen to break."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from rich.console import Console

from infra.local.storm.evidence import Evidence, Part, read_part
from infra.local.storm.plan import Kind, make_plan
from infra.local.storm.recount import PROMISES, recount
from infra.local.storm.run import Storm, run_storm
from infra.local.storm.throw import Told
from infra.local.storm.watch import GATE, Reading, find_oversold
from shared.domain.quota import Quotas
from shared.domain.registration import State

Tamper = Callable[[Evidence], Evidence]
QUIET = Console(quiet=True)


@cache
def a_storm() -> Storm:
    return run_storm("memory", 200, 7, 120, QUIET)


def first(seen: Evidence, state: State) -> int:
    """Where the first who stands so is among the registrations."""
    return next(at for at, one in enumerate(seen.registrations) if one.state is state)


def without_a_seat(seen: Evidence) -> Evidence:
    return replace(seen, gate=replace(seen.gate, taken=seen.gate.taken - 1))


def with_a_tally_too_high(seen: Evidence) -> Evidence:
    head, *rest = seen.tallies
    return replace(seen, tallies=(replace(head, taken=head.taken + 1), *rest))


def with_an_answer_refused(seen: Evidence) -> Evidence:
    head, *rest = seen.told
    return replace(seen, told=(replace(head, status=500), *rest))


def with_an_answer_about_somebody_else(seen: Evidence) -> Evidence:
    at = next(n for n, one in enumerate(seen.told) if one.outcome == "duplicate")
    told = list(seen.told)
    told[at] = replace(told[at], registration="somebody-else")
    return replace(seen, told=tuple(told))


def with_somebody_never_registered(seen: Evidence) -> Evidence:
    throw = replace(seen.plan.throws[0], kind=Kind.NEWCOMER, person=999, delivery="msg_999")
    return replace(seen, told=(*seen.told, Told(throw, 200, "confirmed")))


def with_somebody_listed_otherwise(seen: Evidence) -> Evidence:
    head, *rest = seen.listed
    return replace(seen, listed=({**head, "email": "other@example.org"}, *rest))


def with_a_seat_sold_twice(seen: Evidence) -> Evidence:
    return replace(seen, oversold=("places: 41 of 40",))


def without_a_message(seen: Evidence) -> Evidence:
    skipped = next(row for row in seen.messages if row["kind"] == "changed")
    return replace(seen, messages=tuple(one for one in seen.messages if one is not skipped))


def without_a_letter(seen: Evidence) -> Evidence:
    lost = next(letter for letter in seen.letters if letter.kind == "changed")
    return replace(seen, letters=tuple(one for one in seen.letters if one is not lost))


def with_a_letter_twice(seen: Evidence) -> Evidence:
    twice = next(letter for letter in seen.letters if letter.kind == "waitlisted")
    return replace(seen, letters=(*seen.letters, twice))


def with_somebody_told_otherwise(seen: Evidence) -> Evidence:
    told = next(letter for letter in seen.letters if letter.kind == "cancelled")
    return replace(seen, letters=(*(one for one in seen.letters if one is not told), told, told))


def with_the_line_reversed(seen: Evidence) -> Evidence:
    return replace(seen, line=seen.line[::-1])


def with_room_for_one_who_waits(seen: Evidence) -> Evidence:
    event = replace(seen.event, quotas=Quotas())
    return replace(seen, event=event, gate=replace(seen.gate, limit=seen.gate.taken + 1))


def with_an_entry_of_somebody_who_left(seen: Evidence) -> Evidence:
    at = first(seen, State.CANCELLED)
    left = seen.registrations[at]
    kept = replace(left, entry=replace(left.entry, live=True))
    return replace(
        seen, registrations=(*seen.registrations[:at], kept, *seen.registrations[at + 1 :])
    )


BROKEN: dict[str, Tamper] = {
    "every attempt was answered, and as it should be": with_an_answer_refused,
    "repeats were answered with the registration of the first": with_an_answer_about_somebody_else,
    "everybody who came is registered once": with_somebody_never_registered,
    "the organiser's list says what the store says": with_somebody_listed_otherwise,
    "the gate's counters equal a recount": without_a_seat,
    "every tally of an institution or an option equals a recount": with_a_tally_too_high,
    "no place and no quota was sold twice, whenever somebody looked": with_a_seat_sold_twice,
    "one message was written for each thing that happened to somebody": without_a_message,
    "each message that was still true was mailed once": without_a_letter,
    "nobody has two mails of one kind, but for links and changes": with_a_letter_twice,
    "everybody was told how they stand": with_somebody_told_otherwise,
    "the line is in the order of arrival": with_the_line_reversed,
    "nobody waits who could have a place": with_room_for_one_who_waits,
    "calendar entries live for those who are confirmed, and for nobody else": (
        with_an_entry_of_somebody_who_left
    ),
}


def test_a_storm_leaves_everything_as_promised() -> None:
    assert [one for one in a_storm().held if not one.holds] == []


def test_a_storm_on_the_embedded_aws_does_too() -> None:
    storm = run_storm("moto", 40, 7, 120, QUIET)
    assert [one for one in storm.held if not one.holds] == []
    assert len(storm.evidence.told) == 40


def test_a_storm_throws_something_of_every_kind() -> None:
    assert set(a_storm().evidence.plan.thrown()) == set(Kind)


@pytest.mark.parametrize("sentence", PROMISES)
def test_each_promise_is_seen_to_break(sentence: str) -> None:
    seen = BROKEN[sentence](a_storm().evidence)
    assert sentence in [one.sentence for one in recount(seen) if not one.holds]


def test_the_same_seed_is_the_same_plan() -> None:
    assert make_plan(500, 3) == make_plan(500, 3)
    assert make_plan(500, 3) != make_plan(500, 4)


def test_a_storm_that_takes_too_long_is_no_proof() -> None:
    storm = run_storm("memory", 20, 1, 0, QUIET)
    assert storm.held[0].against == ("20 attempts were not begun in time",)


def reading(taken: int, limit: int | None, version: int = 1, most: int | None = None) -> Reading:
    quotas = Quotas({} if most is None else {"*": most})
    return Reading(version, limit, quotas, {GATE: taken, "institution#las": taken})


@pytest.mark.parametrize(
    ("before", "now", "oversold"),
    [
        (reading(9, 10), reading(10, 10), []),
        (reading(10, 10), reading(11, 10), ["places: 11 of 10"]),
        (reading(9, None), reading(9999, None), []),
        (reading(10, 10), reading(10, 5, version=2), []),
        (reading(8, 10), reading(10, 5, version=2), []),
        (reading(8, 10), reading(11, 5, version=2), ["places: 11 of 5"]),
        (reading(10, 5), reading(9, 5), []),
        (reading(2, None, most=3), reading(4, None, most=3), ["institution#las: 4 of 3"]),
    ],
)
def test_what_is_taken_above_a_limit_is_oversold_unless_the_limit_was_lowered(
    before: Reading, now: Reading, oversold: list[str]
) -> None:
    assert list(find_oversold(before, now)) == oversold


def test_a_calendar_part_is_read_over_folded_lines() -> None:
    part = "BEGIN:VCALENDAR\nMETHOD:REQUEST\nUID:a-very-lo\n ng-one@example.org\nSEQUENCE:2\n"
    assert read_part(part) == Part("a-very-long-one@example.org", "REQUEST", 2)
    assert read_part(None) is None


def test_the_command_answers_in_json_and_fails_when_something_did_not_hold() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "infra.local.storm", "--attempts", "30", "--json"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    told = json.loads(ran.stdout)
    assert [one["sentence"] for one in told["held"]] == list(PROMISES)
    assert (ran.returncode == 0) is all(one["holds"] for one in told["held"])
    assert (told["engine"], told["seed"], told["attempts"]) == ("memory", 1, 30)
