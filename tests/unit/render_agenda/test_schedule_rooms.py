from datetime import timedelta

import pytest

from shared.render.agenda.room_columns import Wish, assign_rooms
from tests.builders import NOW


def a_wish(room: str, start: int, end: int, firm: bool = True) -> Wish:
    return Wish(room, NOW + timedelta(minutes=start), NOW + timedelta(minutes=end), firm)


@pytest.mark.parametrize(
    ("wishes", "rooms"),
    [
        pytest.param([("Hall", 0, 30), ("Hall", 30, 60)], ["Hall", "Hall"], id="in a row"),
        pytest.param([("Hall", 0, 31), ("Hall", 30, 60)], ["Hall", "Hall (2)"], id="overlap"),
        pytest.param([("Hall", 0, 60), ("Attic", 0, 60)], ["Hall", "Attic"], id="two rooms"),
        pytest.param(
            [("Hall", 0, 60), ("Hall", 0, 60), ("Hall", 0, 60), ("Hall", 60, 90)],
            ["Hall", "Hall (2)", "Hall (3)", "Hall"],
            id="three at once",
        ),
        pytest.param(
            [("Hall", 0, 60), ("Hall", 10, 20), ("Hall", 30, 40)],
            ["Hall", "Hall (2)", "Hall (2)"],
            id="a further room is used again",
        ),
        pytest.param(
            [("Hall", 0, 60), ("Hall", 0, 60), ("Hall (2)", 30, 60)],
            ["Hall", "Hall (3)", "Hall (2)"],
            id="a room of that name stays its own",
        ),
        pytest.param(
            [("Hall", 0, 60, False), ("Hall", 0, 60)],
            ["Hall (2)", "Hall"],
            id="what does not take place makes way",
        ),
    ],
)
def test_a_room_holds_one_at_a_time(wishes: list[tuple[str, int, int]], rooms: list[str]) -> None:
    assert list(assign_rooms([a_wish(*one) for one in wishes]).rooms) == rooms


def test_further_rooms_stand_beside_the_first_in_the_order_of_their_numbers() -> None:
    wishes = [*(a_wish("Hall", 0, 60) for _ in range(11)), a_wish("Attic", 0, 60)]
    assert assign_rooms(wishes).columns == (
        "Hall", *(f"Hall ({number})" for number in range(2, 12)), "Attic",
    )  # fmt: skip


def test_a_room_that_nobody_is_in_is_no_column() -> None:
    wishes = [a_wish("Hall", 0, 60), a_wish("Hall", 0, 60), a_wish("Hall (2)", 0, 60)]
    assert assign_rooms(wishes).columns == ("Hall", "Hall (3)", "Hall (2)")
