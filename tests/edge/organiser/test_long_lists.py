"""Lists longer than one answer: refused, and no run is made of them."""

from __future__ import annotations

from shared.domain.writes import Add
from tests.builders import a_registration, an_id
from tests.edge.organiser.conftest import Desk

EVENT = "/events/river-basins"


def crowd(desk: Desk, size: int, **changes: object) -> None:
    """That many people who have a seat."""
    for start in range(0, size, 100):
        numbers = range(start, min(start + 100, size))
        people = [a_registration(id=an_id(n + 1), **changes) for n in numbers]
        desk.ports.store.commit([Add(one) for one in people], f"crowd-{start}")


def test_a_table_of_more_than_four_megabytes_is_413_and_was_no_run(desk: Desk) -> None:
    crowd(desk, 1100, answers={"phone": "x" * 4000})
    answer = desk.ask("GET", f"{EVENT}/registrations.csv")
    assert (answer.status, answer.headers["content-type"]) == (413, "application/problem+json")
    assert list(desk.ports.store.lists("river-basins")) == []


def test_papers_are_for_three_thousand_people_at_most(desk: Desk) -> None:
    crowd(desk, 3001)
    for paper in ("participants", "signatures", "plates"):
        assert desk.ask("GET", f"{EVENT}/{paper}.docx").status == 413


def test_a_long_list_is_read_page_by_page_and_compared_as_a_whole(desk: Desk) -> None:
    crowd(desk, 1201)
    first = desk.ask("GET", f"{EVENT}/registrations.csv")
    crowd_more = a_registration(id=an_id(5000), name="Late Guest")
    desk.ports.store.commit([Add(crowd_more)], "late")
    since = desk.ask("GET", f"{EVENT}/registrations.csv?since_list=1")
    assert first.body.count(b"\r\n") == 1202
    assert [line.split(b",")[:3] for line in since.body.split(b"\r\n")[1:-1]] == [
        [b"added", an_id(5000).encode(), b"Late Guest"]
    ]


def test_a_sheet_holds_twenty_thousand_people_at_most(desk: Desk) -> None:
    crowd(desk, 20_001)
    desk.ask("PUT", f"{EVENT}/lists/door", {"title": "Door", "columns": ["name"]})
    assert desk.ask("GET", f"{EVENT}/lists/door.xlsx").status == 413
    assert desk.ask("GET", f"{EVENT}/lists/door.csv").headers["list-run"] == "1"
