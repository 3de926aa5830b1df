"""The list of institutions: counters, unmatched spellings, merging."""

from __future__ import annotations

from typing import Any

import pytest

from shared.domain.errors import Missing
from shared.domain.token import FOCAL_POINT, make_link_token
from shared.verbs.delegation import load_focal_point
from tests.builders import EVENT
from tests.edge.organiser.conftest import Desk, errors_of

PATH = "/events/river-basins/institutions"
AS_JSON = {"Content-Type": "application/json"}
PEOPLE = "/events/river-basins/registrations"
SORREL = {
    "id": "sorrel", "name": "Lake Authority of Sorrel", "names": {}, "aliases": ["LAS"],
    "contacts": [], "confirmed": 0, "waiting": 0,
}  # fmt: skip


def come(desk: Desk, number: int, institution: str) -> dict[str, Any]:
    body = {"name": f"Guest {number}", "email": f"guest{number}@example.org"}
    shown: dict[str, Any] = desk.ask("POST", PEOPLE, {**body, "institution": institution}).json()
    return shown


def test_the_list_tells_who_holds_a_place_and_which_spellings_match_nothing(desk: Desk) -> None:
    come(desk, 1, "LAS")
    come(desk, 2, "Lake Auth. Sorrel")
    come(desk, 3, "lake auth.  sorrel")
    assert desk.ask("GET", PATH).json() == {
        "institutions": [{**SORREL, "confirmed": 1}],
        "unmatched": [{"name": "Lake Auth. Sorrel", "confirmed": 2, "waiting": 0}],
    }


def test_a_spelling_is_merged_and_is_an_alias_from_then_on(desk: Desk) -> None:
    before = come(desk, 1, "Lake Auth. Sorrel")
    answer = desk.ask("POST", f"{PATH}/merge", {"spelling": "Lake Auth. Sorrel", "into": "sorrel"})
    listed = {**SORREL, "aliases": ["LAS", "Lake Auth. Sorrel"], "confirmed": 1}
    assert (answer.status, answer.json()) == (
        200,
        {"institutions": [listed], "unmatched": [], "moved": 1, "complete": True},
    )
    (after,) = desk.ask("GET", PEOPLE).json()["registrations"]
    moved = {"id": "sorrel", "name": "Lake Authority of Sorrel"}
    assert after == {**before, "institution": moved}
    assert come(desk, 2, "Lake Auth. Sorrel")["institution"] == moved


def test_merging_again_changes_nothing(desk: Desk) -> None:
    come(desk, 1, "L. Sorrel")
    merge = {"spelling": "L. Sorrel", "into": "sorrel"}
    first = desk.ask("POST", f"{PATH}/merge", merge).json()
    again = desk.ask("POST", f"{PATH}/merge", merge).json()
    assert again == {**first, "moved": 0}


def test_an_institution_is_merged_into_another_with_its_names_and_contacts(desk: Desk) -> None:
    delta = {"name": "Delta Institute", "names": {"nl": "Deltainstituut"},
             "contacts": ["focal@example.net"]}  # fmt: skip
    desk.ask("PUT", PATH, {"institutions": [{"id": "sorrel", "name": "Sorrel"}, delta]})
    come(desk, 1, "Deltainstituut")
    desk.ask("PATCH", "/events/river-basins", {"capacity": 1})
    come(desk, 2, "Delta Institute")
    merge = {"from": "delta-institute", "into": "sorrel"}
    answer = desk.ask("POST", f"{PATH}/merge", merge).json()
    assert answer["institutions"] == [
        {"id": "sorrel", "name": "Sorrel", "names": {}, "confirmed": 1, "waiting": 1,
         "aliases": ["Delta Institute", "Deltainstituut"], "contacts": ["focal@example.net"]}
    ]  # fmt: skip
    assert desk.ask("POST", f"{PATH}/merge", merge).json() == {**answer, "moved": 0}


def test_a_list_is_replaced_and_people_are_counted_under_it(desk: Desk) -> None:
    come(desk, 1, "Delta Institute")
    body = {"institutions": [{"name": "Delta Institute"}, {"name": "LAS", "aliases": ["Sorrel"]}]}
    shown = desk.ask("PUT", PATH, body).json()
    told = [(one["id"], one["name"], one["confirmed"]) for one in shown["institutions"]]
    assert told == [("delta-institute", "Delta Institute", 1), ("sorrel", "LAS", 0)]
    assert shown["unmatched"] == []
    assert desk.ask("GET", PATH).json() == shown


def test_an_institution_off_the_list_leaves_its_people_under_their_spelling(desk: Desk) -> None:
    come(desk, 1, "LAS")
    shown = desk.ask("PUT", PATH, {"institutions": []}).json()
    unmatched = {"name": "Lake Authority of Sorrel", "confirmed": 1, "waiting": 0}
    assert shown == {"institutions": [], "unmatched": [unmatched]}


@pytest.mark.parametrize("by_import", [False, True])
def test_an_institution_back_on_the_list_is_not_opened_by_links_of_an_earlier_time(
    desk: Desk, by_import: bool
) -> None:
    event = desk.ports.store.event(EVENT)
    token = make_link_token(event.signing_key, EVENT, "sorrel", 1, FOCAL_POINT)
    assert load_focal_point(desk.ports, token)[1].id == "sorrel"
    assert desk.ask("DELETE", f"{PATH}/sorrel/focal-point").status == 204
    desk.ask("PUT", PATH, {"institutions": []})
    if by_import:
        row = {"email": "a@example.org", "institution": "Sorrel", "kind": "institution"}
        desk.ask("POST", f"/events/{EVENT}/invitations", {"invitations": [row]}, AS_JSON)
    else:
        desk.ask("PUT", PATH, {"institutions": [{"id": "sorrel", "name": "Sorrel"}]})
    assert [one.id for one in desk.ports.store.event(EVENT).institutions] == ["sorrel"]
    with pytest.raises(Missing):
        load_focal_point(desk.ports, token)


@pytest.mark.parametrize(
    ("body", "paths"),
    [
        ({}, ["institutions"]),
        ({"institutions": [{}]}, ["institutions[0].name"]),
        ({"institutions": [{"name": ""}]}, ["institutions[0].name"]),
        ({"institutions": [{"name": "A", "contacts": ["x"]}]}, ["institutions[0].contacts[0]"]),
        ({"institutions": [{"name": "A", "names": {"x": "B"}}]}, ["institutions[0].names.x"]),
        ({"institutions": [{"name": "A", "id": "A B"}]}, ["institutions[0].id"]),
        ({"institutions": [{"name": "A", "id": "a"}] * 2}, ["institutions[1].id"]),
        ({"institutions": [{"name": "A"}, {"name": "B", "aliases": ["a"]}]}, ["institutions[1]"]),
    ],
)
def test_a_list_that_cannot_be_is_refused_by_name(
    desk: Desk, body: object, paths: list[str]
) -> None:
    assert errors_of(desk.ask("PUT", PATH, body)) == paths
    assert desk.ask("GET", PATH).json()["institutions"] == [SORREL]


@pytest.mark.parametrize(
    ("body", "paths"),
    [
        ({"into": "sorrel"}, [""]),
        ({"into": "sorrel", "spelling": "A", "from": "b"}, [""]),
        ({"into": "nobody", "spelling": "A"}, ["into"]),
        ({"into": "sorrel", "from": "nobody"}, ["from"]),
        ({"into": "sorrel", "from": "sorrel"}, ["from"]),
        ({"into": "sorrel", "spelling": ""}, ["spelling"]),
    ],
)
def test_a_merge_that_cannot_be_is_refused_by_name(
    desk: Desk, body: object, paths: list[str]
) -> None:
    assert errors_of(desk.ask("POST", f"{PATH}/merge", body)) == paths


def test_the_name_of_another_institution_is_no_spelling_to_merge(desk: Desk) -> None:
    body = {"institutions": [{"id": "sorrel", "name": "Sorrel"}, {"id": "delta", "name": "Delta"}]}
    desk.ask("PUT", PATH, body)
    answer = desk.ask("POST", f"{PATH}/merge", {"spelling": "Delta", "into": "sorrel"})
    assert errors_of(answer) == ["spelling"]


def test_the_list_is_for_the_events_own_organisers(desk: Desk) -> None:
    stranger = desk.employ(7, "another-event")
    asked = [("GET", PATH), ("PUT", PATH), ("POST", f"{PATH}/merge")]
    assert {desk.ask(method, path, {}, who=stranger).status for method, path in asked} == {403}


def test_who_changed_or_merged_institutions_is_on_record(desk: Desk) -> None:
    come(desk, 1, "Delta")
    desk.ask("PUT", PATH, {"institutions": [{"id": "sorrel", "name": "Sorrel"}]})
    desk.ask("POST", f"{PATH}/merge", {"spelling": "Delta", "into": "sorrel"})
    desk.ask("DELETE", f"{PATH}/sorrel/focal-point")
    entries = desk.ask("GET", "/events/river-basins/journal").json()["entries"]
    told = [one["what"] for one in entries if one["what"] != "registered"]
    assert told == ["focal_point_revoked", "institutions_merged", "institutions_changed"]


def test_a_list_is_measured_in_bytes_as_the_table_measures_it(desk: Desk) -> None:
    def put(letter: str, *locales: str) -> int:
        names = [f"{number} {letter * 200}" for number in range(300)]
        listed = [{"name": one, "names": dict.fromkeys(locales, one)} for one in names]
        return desk.ask("PUT", PATH, {"institutions": listed}).status

    assert (put("z"), put("水"), put("z", "fr", "de", "es")) == (200, 400, 400)
