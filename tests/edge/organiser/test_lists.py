"""Lists over HTTP: files, saved lists, numbered runs, papers, counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from shared.domain.lists import RowChange
from shared.domain.writes import Replace
from tests.builders import NOW, an_id
from tests.edge.calling import Called
from tests.edge.organiser.conftest import Desk, errors_of
from tests.unit.render_lists.reading import open_sheet, read_paper, read_sheet, read_values

EVENT = "/events/river-basins"
HOTEL = {"title": "Hotel", "columns": ["name", "phone", "state"]}
FORM = [
    {"key": "name", "label": {"en": "Name"}, "required": True},
    {"key": "email", "label": {"en": "E-mail"}, "type": "email", "required": True},
    {"key": "phone", "label": {"en": "Telephone"}, "type": "tel"},
    {"key": "arrival", "label": {"en": "Arrival"}, "type": "date"},
    {"key": "nights", "label": {"en": "Nights"}, "type": "number"},
]


def register(desk: Desk, name: str, **answers: str) -> str:
    """Somebody registered by hand; the id."""
    address = "".join(sign for sign in name.lower() if sign.isalpha()) + "@example.org"
    body = {"name": name, "email": address, "answers": answers}
    made: dict[str, Any] = desk.ask("POST", f"{EVENT}/registrations", body).json()
    return str(made["id"])


def cancel(desk: Desk, one: str) -> None:
    assert desk.ask("POST", f"{EVENT}/registrations/{one}/cancel").status == 200


def save(desk: Desk, key: str = "hotel", **changes: object) -> Called:
    return desk.ask("PUT", f"{EVENT}/lists/{key}", {**HOTEL, **changes})


def rows(called: Called) -> list[list[str]]:
    assert called.status == 200
    return read_values(called.body)


def test_everybody_as_csv_with_all_that_the_form_asks(desk: Desk) -> None:
    desk.ask("PATCH", EVENT, {"form": FORM})
    one = register(desk, "Ada Lind", phone="+506 2222 1100", arrival="2027-03-14", nights="2")
    answer = desk.ask("GET", f"{EVENT}/registrations.csv")
    at = "2027-03-01T13:00:00+04:00"
    assert rows(answer) == [
        ["id", "name", "email", "institution", "phone", "arrival", "nights", "state", "position",
         "source", "registered_at", "updated_at", "attended_at"],
        [one, "Ada Lind", "adalind@example.org", "", "+506 2222 1100", "2027-03-14", "2",
         "confirmed", "", "organiser", at, at, ""],
    ]  # fmt: skip
    assert b",+506 2222 1100,2027-03-14,2," in answer.body
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["cache-control"] == "no-store"


def test_everybody_as_xlsx_with_real_days_and_numbers(desk: Desk) -> None:
    desk.ask("PATCH", EVENT, {"form": FORM})
    register(desk, "Ada Lind", phone="+506 2222 1100", arrival="2027-03-14", nights="2")
    answer = desk.ask("GET", f"{EVENT}/registrations.xlsx")
    head, row = read_sheet(answer.body)
    cells = dict(zip(head, row, strict=True))
    assert (cells["phone"], cells["nights"]) == ("+506 2222 1100", 2)
    assert cells["arrival"] == datetime(2027, 3, 14)
    assert cells["registered_at"] == datetime(2027, 3, 1, 13, 0)
    assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
    assert answer.headers["content-disposition"] == (
        'attachment; filename="river-basins-registrations-1.xlsx"'
    )


def test_a_name_that_is_a_formula_is_a_text_in_both_files(desk: Desk) -> None:
    register(desk, "=HYPERLINK(1)", phone="-2+3+cmd|' /C calc'!A0")
    csv = desk.ask("GET", f"{EVENT}/registrations.csv")
    xlsx = desk.ask("GET", f"{EVENT}/registrations.xlsx")
    assert b",'=HYPERLINK(1)," in csv.body
    assert rows(csv)[1][4] == "-2+3+cmd|' /C calc'!A0"
    (cell,) = (cell for row in open_sheet(xlsx.body).iter_rows(min_row=2) for cell in row[1:2])
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_list_may_be_of_one_state_and_tells_the_place_in_the_line(desk: Desk, form: str) -> None:
    desk.ask("PATCH", EVENT, {"capacity": 1})
    for name in ("Ada Lind", "Odo Lind", "Ida Ferm"):
        register(desk, name)
    answer = desk.ask("GET", f"{EVENT}/registrations.{form}?state=waitlisted")
    table: list[Any] = [*rows(answer)] if form == "csv" else read_sheet(answer.body)
    name, place = table[0].index("name"), table[0].index("position")
    assert [(row[name], str(row[place])) for row in table[1:]] == [
        ("Odo Lind", "1"), ("Ida Ferm", "2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("state=asleep", "state"),
        ("limit=5", "limit"),
        ("since_list=x", "since_list"),
        ("since_list=-1", "since_list"),
        ("since_list=1&since_list=2", "since_list"),
    ],
)
def test_a_wrong_parameter_is_named(desk: Desk, query: str, path: str) -> None:
    assert errors_of(desk.ask("GET", f"{EVENT}/registrations.csv?{query}")) == [path]


def test_each_run_has_a_number_and_tells_what_changed_since_another(desk: Desk) -> None:
    save(desk, states=["confirmed"])
    ada, odo = register(desk, "Ada Lind", phone="1"), register(desk, "Odo Lind")
    register(desk, "Ida Ferm")
    first = desk.ask("GET", f"{EVENT}/lists/hotel.csv")
    cancel(desk, odo)
    desk.ask("PATCH", f"{EVENT}/registrations/{ada}", {"answers": {"phone": "2"}})
    register(desk, "Uma Berg")
    since = desk.ask("GET", f"{EVENT}/lists/hotel.csv?since_list=1")
    again = desk.ask("GET", f"{EVENT}/lists/hotel.csv?since_list=2")
    assert [one.headers["list-run"] for one in (first, since, again)] == ["1", "2", "3"]
    assert rows(since) == [
        ["change", "name", "phone", "state"],
        [RowChange.CHANGED, "Ada Lind", "2", "confirmed"],
        [RowChange.ADDED, "Uma Berg", "", "confirmed"],
        [RowChange.REMOVED, "Odo Lind", "", "cancelled"],
    ]
    assert rows(again) == [["change", "name", "phone", "state"]]
    assert since.headers["content-disposition"] == (
        'attachment; filename="river-basins-hotel-2-since-1.csv"'
    )


def test_changes_are_told_as_xlsx_too(desk: Desk) -> None:
    save(desk)
    desk.ask("GET", f"{EVENT}/lists/hotel.xlsx")
    register(desk, "Ada Lind")
    answer = desk.ask("GET", f"{EVENT}/lists/hotel.xlsx?since_list=1")
    assert read_sheet(answer.body)[1:] == [["added", "Ada Lind", "", "confirmed"]]


def test_what_no_column_shows_is_no_change(desk: Desk) -> None:
    save(desk)
    one = register(desk, "Ada Lind")
    desk.ask("GET", f"{EVENT}/lists/hotel.csv")
    desk.ask("PATCH", f"{EVENT}/registrations/{one}", {"email": "ada@example.net"})
    assert rows(desk.ask("GET", f"{EVENT}/lists/hotel.csv?since_list=1"))[1:] == []


def test_somebody_of_whom_nothing_is_left_is_removed_by_id(desk: Desk) -> None:
    save(desk, columns=["name", "id"], states=[])
    one = register(desk, "Ada Lind")
    desk.ask("GET", f"{EVENT}/lists/hotel.csv")
    there = desk.ports.store.registration("river-basins", one)
    assert there is not None
    erased = replace(there, name="", email="", erased_at=NOW, version=there.version + 1)
    desk.ports.store.commit([Replace(erased)], "erased")
    assert rows(desk.ask("GET", f"{EVENT}/lists/hotel.csv?since_list=1"))[1:] == [
        ["removed", "", one]
    ]


@pytest.mark.parametrize("number", [0, 2, 999_999_999])
def test_a_run_that_never_was_is_404(desk: Desk, number: int) -> None:
    desk.ask("GET", f"{EVENT}/registrations.csv")
    answer = desk.ask("GET", f"{EVENT}/registrations.csv?since_list={number}")
    assert (answer.status, answer.json()["detail"]) == (404, "There is no such list run.")


def test_everybody_and_those_of_one_state_are_numbered_apart(desk: Desk) -> None:
    numbers = [
        desk.ask("GET", f"{EVENT}/registrations.csv{query}").headers["list-run"]
        for query in ("", "", "?state=confirmed", "?state=confirmed&since_list=1", "?since_list=2")
    ]
    assert numbers == ["1", "2", "1", "2", "3"]


def test_head_tells_the_next_number_and_makes_no_run(desk: Desk) -> None:
    heads = [desk.ask("HEAD", f"{EVENT}/registrations.csv") for _ in range(2)]
    assert [(one.status, one.headers["list-run"], one.body) for one in heads] == [
        (200, "1", b""), (200, "1", b""),
    ]  # fmt: skip
    assert list(desk.ports.store.lists("river-basins")) == []


def test_a_list_is_saved_shown_and_saved_again_and_its_runs_count_on(desk: Desk) -> None:
    new = save(desk)
    shown = {"key": "hotel", **HOTEL, "states": ["confirmed"], "runs": 0}
    assert (new.status, new.json()) == (201, shown)
    desk.ask("GET", f"{EVENT}/lists/hotel.csv")
    desk.ask("GET", f"{EVENT}/registrations.csv")
    again = save(desk, title="Rooms", states=["confirmed", "pending"])
    after = {**shown, "title": "Rooms", "states": ["confirmed", "pending"], "runs": 1}
    assert (again.status, again.json()) == (200, after)
    assert desk.ask("GET", f"{EVENT}/lists/hotel").json() == after
    assert desk.ask("GET", f"{EVENT}/lists").json() == {"lists": [after]}


@pytest.mark.parametrize(
    ("key", "body", "paths"),
    [
        ("hotel", {}, ["title", "columns"]),
        ("hotel", {**HOTEL, "columns": []}, ["columns"]),
        ("hotel", {**HOTEL, "columns": ["name", "name"]}, ["columns"]),
        ("hotel", {**HOTEL, "columns": ["name", "shoe_size", "id"]}, ["columns[1]"]),
        ("hotel", {**HOTEL, "states": ["asleep"]}, ["states[0]"]),
        ("hotel", {**HOTEL, "rows": 5}, ["rows"]),
        ("Hotel", HOTEL, ["list"]),
        ("hotel.csv", HOTEL, ["list"]),
        ("registrations", HOTEL, ["list"]),
        ("registrations-confirmed", HOTEL, ["list"]),
    ],
)
def test_what_is_wrong_with_a_list_is_named(
    desk: Desk, key: str, body: object, paths: list[str]
) -> None:
    assert errors_of(desk.ask("PUT", f"{EVENT}/lists/{key}", body)) == paths


@pytest.mark.parametrize("name", ["hotel", "hotel.csv", "hotel.xlsx", "hotel.pdf", "%2e.csv"])
def test_a_list_that_was_not_saved_is_404(desk: Desk, name: str) -> None:
    answer = desk.ask("GET", f"{EVENT}/lists/{name}")
    assert (answer.status, answer.json()["detail"]) == (404, "There is no such list.")


@pytest.mark.parametrize(
    ("query", "paths"),
    [
        ("since_list=two", ["since_list"]),
        ("rows=5", ["rows"]),
        ("since_list=1&since_list=1", ["since_list"]),
    ],
)
@pytest.mark.parametrize("ending", ["", ".csv"])
def test_what_is_wrong_with_a_parameter_is_named_whatever_is_read(
    desk: Desk, ending: str, query: str, paths: list[str]
) -> None:
    save(desk)
    assert errors_of(desk.ask("GET", f"{EVENT}/lists/hotel{ending}?{query}")) == paths


def test_who_saved_a_list_is_on_record(desk: Desk) -> None:
    save(desk)
    (entry,) = desk.ports.store.entry_page("river-basins", None, 5).items
    assert (entry.who, entry.what.value, entry.detail) == (an_id(999), "list_saved", "hotel")


def test_papers_hold_those_who_have_a_seat(desk: Desk) -> None:
    desk.ask("PATCH", EVENT, {"capacity": 1})
    register(desk, "Ada Lind")
    register(desk, "Odo Lind")
    for paper in ("participants", "signatures", "plates"):
        answer = desk.ask("GET", f"{EVENT}/{paper}.docx")
        paragraphs, table = read_paper(answer.body)
        text = "\n".join([*paragraphs, *(cell for row in table for cell in row)])
        assert (answer.status, "Ada Lind" in text, "Odo Lind" in text) == (200, True, False)
        assert answer.headers["content-type"].endswith("wordprocessingml.document")
        assert answer.headers["content-disposition"] == (
            f'attachment; filename="river-basins-{paper}.docx"'
        )


def test_statistics_count_by_institution_in_the_order_of_precedence(desk: Desk) -> None:
    desk.ask("PATCH", EVENT, {"capacity": 2})
    for number, body in enumerate(["LAS", "Delta House", "delta house", None], start=1):
        said = {"name": f"Guest {number}", "email": f"g{number}@example.org", "institution": body}
        made = desk.ask("POST", f"{EVENT}/registrations", said).json()
        if number == 1:
            path = f"{EVENT}/registrations/{made['id']}/attend"
            assert desk.ask("POST", path, {"attended": True}).status == 200
        if number == 4:
            cancel(desk, made["id"])
    none = dict.fromkeys(
        ("confirmed", "waiting", "pending", "declined", "cancelled", "attended"), 0
    )
    sorrel = {"id": "sorrel", "name": "Lake Authority of Sorrel"}
    assert desk.ask("GET", f"{EVENT}/statistics").json() == {
        "institutions": [
            {**sorrel, **none, "confirmed": 1, "attended": 1},
            {"id": None, "name": "Delta House", **none, "confirmed": 1, "waiting": 1},
            {"id": None, "name": None, **none, "cancelled": 1},
        ],
        "total": {**none, "confirmed": 2, "waiting": 1, "cancelled": 1, "attended": 1},
    }


@pytest.mark.parametrize(
    "path",
    ["registrations.csv", "registrations.xlsx", "lists", "lists/hotel.csv", "participants.docx",
     "signatures.docx", "plates.docx", "statistics"],
)  # fmt: skip
def test_lists_are_for_those_in_whose_scope_the_event_is(desk: Desk, path: str) -> None:
    clerk = desk.employ(7, "another-event")
    assert desk.ask("GET", f"{EVENT}/{path}", who=clerk).status == 403
