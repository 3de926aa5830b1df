from dataclasses import replace
from datetime import UTC, datetime

import pytest

from shared.domain.session import Session
from tests.builders import some_sessions
from tests.edge.agenda.published import PATH, Readers, published


def at(clock: str, day: int = 15) -> str:
    return f"{PATH}/now?at=2027-03-{day}T{clock}%2B04:00"


def ids_at(readers: Readers, path: str) -> tuple[list[str], list[str]]:
    answer = readers.get(path).json()
    return [one["id"] for one in answer["now"]], [one["id"] for one in answer["next"]]


@pytest.mark.parametrize(
    ("path", "now", "then"),
    [
        (at("08:59:59"), [], ["opening"]),
        (at("09:00:00"), ["opening"], ["water-sharing"]),
        (at("09:30:00"), ["water-sharing"], ["coffee"]),
        (at("11:30:00"), [], ["closing"]),
        (at("17:29:59"), ["closing"], []),
        (at("17:30:00"), [], []),
    ],
)
def test_a_session_is_on_from_its_start_until_before_its_end(
    path: str, now: list[str], then: list[str]
) -> None:
    assert ids_at(published(), path) == (now, then)


def test_without_an_instant_it_is_the_clock_s_now() -> None:
    readers = published()
    readers.clock.at = datetime(2027, 3, 15, 5, 10, tzinfo=UTC)
    answer = readers.get(f"{PATH}/now")
    assert answer.json()["at"] == "2027-03-15T09:10:00+04:00"
    assert list(answer.json()) == ["at", "release", "now", "next"]
    assert [one["id"] for one in answer.json()["now"]] == ["opening"]
    assert readers.store.reads == ["pointer", "rendition"]


def test_all_sessions_of_the_next_start_come_next() -> None:
    opening, water, coffee, _ = some_sessions()
    beside = replace(coffee, start=water.start)
    readers = published(sessions=(opening, water, beside))
    assert ids_at(readers, at("09:10:00"))[1] == ["coffee", "water-sharing"]


def without_end(session: Session) -> Session:
    return replace(session, end=None)


def test_a_session_without_an_end_lasts_until_the_next_start_of_its_day() -> None:
    opening, water, coffee, closing = some_sessions()
    readers = published(sessions=(opening, without_end(water), coffee, without_end(closing)))
    assert ids_at(readers, at("10:59:59"))[0] == ["water-sharing"]
    assert ids_at(readers, at("11:00:00"))[0] == ["coffee"]
    assert ids_at(readers, at("23:59:59"))[0] == ["closing"]
    assert ids_at(readers, at("00:00:00", 16))[0] == []


@pytest.mark.parametrize(
    ("path", "seconds"),
    [
        (at("08:59:30"), 30),
        (at("08:59:29.500"), 30),
        (at("09:00:00"), 60),
        (at("09:29:59"), 1),
        (at("12:00:00"), 60),
        (at("23:00:00"), 60),
    ],
)
def test_the_answer_holds_until_something_starts_or_ends(path: str, seconds: int) -> None:
    headers = published().get(path).headers
    assert headers["cache-control"] == f"public, max-age={seconds}"
    assert "etag" not in headers


@pytest.mark.parametrize(
    "instant",
    [
        "2027-03-15T09:00:00",
        "now",
        "",
        "2027-03-15",
        "0001-01-01T00:00:00%2B14:00",
        "9999-12-31T23:59:59-12:00",
    ],
)
def test_an_instant_without_offset_or_out_of_reach_is_refused(instant: str) -> None:
    answer = published().get(f"{PATH}/now?at={instant}")
    assert (answer.status, answer.json()["errors"][0]["path"]) == (400, "at")


def test_a_plus_that_became_a_space_is_still_a_plus() -> None:
    assert ids_at(published(), f"{PATH}/now?at=2027-03-15T09:00:00+04:00")[0] == ["opening"]


def test_other_parameters_are_refused() -> None:
    answer = published().get(f"{PATH}/now?day=1")
    assert (answer.status, answer.json()["errors"][0]["path"]) == (400, "day")


def test_nothing_is_on_before_the_first_release() -> None:
    assert Readers().get(f"{PATH}/now").status == 404
