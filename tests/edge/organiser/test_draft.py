"""The draft: read, saved, published."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from functions.organiser.app import precondition
from functions.organiser.edit_draft import load_draft, save_draft
from shared.domain.agenda import Draft
from shared.domain.journal import Hand
from shared.domain.writes import Replace
from shared.edge.http import HttpError
from tests.edge.organiser.conftest import Desk, errors_of

PATH = "/events/river-basins/draft"
PUBLISH = "/events/river-basins/publish"
EVENING = {"title": "Reception", "kind": "other", "start": "2027-03-15T19:00:00+04:00"}


def read(desk: Desk) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The draft's sessions, and the header that names the draft."""
    answer = desk.ask("GET", PATH)
    assert answer.status == 200
    return answer.json()["sessions"], {"If-Match": answer.headers["etag"]}


def test_a_draft_shows_the_agendas_fields_but_no_address(desk: Desk) -> None:
    sessions, tag = read(desk)
    assert sessions[0] == {
        "id": "opening", "title": "Opening of the workshop", "kind": "opening", "day": 1,
        "date": "2027-03-15", "start": "2027-03-15T09:00:00+04:00",
        "end": "2027-03-15T09:30:00+04:00", "room": "Blue Hall", "track": None,
        "status": "scheduled", "description": None, "items": [],
        "speakers": [
            {"id": "sp-ilves", "name": "Kaarin Ilves", "affiliation": "Lake Authority of Sorrel",
             "role": "speaker", "organisation": False},
        ],
    }  # fmt: skip
    assert tag["If-Match"].startswith('"1-')


def test_putting_back_what_was_read_changes_nothing(desk: Desk) -> None:
    sessions, tag = read(desk)
    answer = desk.ask("PUT", PATH, {"sessions": sessions}, tag)
    assert (answer.status, answer.headers["etag"]) == (200, tag["If-Match"])


def test_a_session_without_an_id_gets_one_and_the_draft_a_new_tag(desk: Desk) -> None:
    sessions, tag = read(desk)
    answer = desk.ask("PUT", PATH, {"sessions": [*sessions, EVENING]}, tag)
    added = answer.json()["sessions"][-1]
    assert answer.status == 200
    assert (added["title"], added["end"], added["day"]) == ("Reception", None, 1)
    assert len(added["id"]) == 10
    assert answer.headers["etag"] != tag["If-Match"]
    assert read(desk) == (answer.json()["sessions"], {"If-Match": answer.headers["etag"]})


def test_a_removed_session_comes_back_under_its_id_and_no_id_is_used_again(desk: Desk) -> None:
    sessions, tag = read(desk)
    added = desk.ask("PUT", PATH, {"sessions": [*sessions, EVENING]}, tag)
    evening = added.json()["sessions"][-1]
    without = desk.ask("PUT", PATH, {"sessions": sessions}, {"If-Match": added.headers["etag"]})
    again = desk.ask(
        "PUT", PATH, {"sessions": [EVENING, evening]}, {"If-Match": without.headers["etag"]}
    )
    ids = [one["id"] for one in again.json()["sessions"]]
    assert again.status == 200
    assert evening["id"] in ids
    assert len(set(ids)) == 2


def test_date_day_and_url_follow_from_the_start(desk: Desk) -> None:
    _, tag = read(desk)
    odd = {**EVENING, "date": "1999-01-01", "day": 77, "url": "https://elsewhere.example.org"}
    answer = desk.ask("PUT", PATH, {"sessions": [odd]}, tag)
    (shown,) = answer.json()["sessions"]
    assert (shown["date"], shown["day"]) == ("2027-03-15", 1)
    assert "url" not in shown


def test_a_missing_title_becomes_the_kinds_word_and_speakers_get_ids(desk: Desk) -> None:
    _, tag = read(desk)
    speakers = [{"name": "Ana Kovač"}, {"name": "Ana  kovač"}]
    session = {"kind": "break", "start": EVENING["start"], "speakers": speakers}
    answer = desk.ask("PUT", PATH, {"sessions": [session]}, tag)
    (shown,) = answer.json()["sessions"]
    first, second = shown["speakers"]
    assert shown["title"] == "Break"
    assert first["id"] == second["id"]


def test_control_characters_in_a_speakers_name_become_one_space(desk: Desk) -> None:
    _, tag = read(desk)
    speaker = {"name": "Ana\r\n\u2028Kova\ud800\u010d", "affiliation": "Lake\tBoard\u0000"}
    answer = desk.ask("PUT", PATH, {"sessions": [{**EVENING, "speakers": [speaker]}]}, tag)
    (shown,) = answer.json()["sessions"][0]["speakers"]
    assert (shown["name"], shown["affiliation"]) == ("Ana Kovač", "Lake Board")


def test_a_session_of_negative_length_is_taken_as_it_is(desk: Desk) -> None:
    _, tag = read(desk)
    session = {**EVENING, "end": "2027-03-15T18:00:00+04:00"}
    answer = desk.ask("PUT", PATH, {"sessions": [session]}, tag)
    assert answer.json()["sessions"][0]["end"] == "2027-03-15T18:00:00+04:00"


@pytest.mark.parametrize(
    ("session", "path"),
    [
        ({"title": "No start"}, "sessions[0].start"),
        ({"start": "2027-03-15T09:00"}, "sessions[0].start"),
        ({"start": "09:00"}, "sessions[0].start"),
        ({"start": "0001-01-01T00:00+14:00"}, "sessions[0].start"),
        ({**EVENING, "end": 17}, "sessions[0].end"),
        ({**EVENING, "kind": "party"}, "sessions[0].kind"),
        ({**EVENING, "status": "off"}, "sessions[0].status"),
        ({**EVENING, "title": "Two\nlines"}, "sessions[0].title"),
        ({**EVENING, "colour": "blue"}, "sessions[0].colour"),
        ({**EVENING, "id": "never-seen"}, "sessions[0].id"),
        ({**EVENING, "speakers": [{"name": "\n"}]}, "sessions[0].speakers[0].name"),
        ({**EVENING, "speakers": [{"name": "n" * 257}]}, "sessions[0].speakers[0].name"),
        ({**EVENING, "speakers": [{"name": "A", "role": "king"}]}, "sessions[0].speakers[0].role"),
        ({**EVENING, "items": [1]}, "sessions[0].items[0]"),
    ],
)
def test_a_wrong_session_is_named(desk: Desk, session: dict[str, Any], path: str) -> None:
    before = read(desk)
    assert errors_of(desk.ask("PUT", PATH, {"sessions": [session]}, before[1])) == [path]
    assert read(desk) == before


def test_an_id_that_stands_twice_is_named(desk: Desk) -> None:
    sessions, tag = read(desk)
    twice = {"sessions": [sessions[0], sessions[1], sessions[0]]}
    assert errors_of(desk.ask("PUT", PATH, twice, tag)) == ["sessions[2].id"]


def test_more_text_than_an_agenda_can_hold_is_named(desk: Desk) -> None:
    _, tag = read(desk)
    words = random.Random(1)
    letters = [chr(code) for code in range(0x4E00, 0x9FA5)]
    sessions = [
        {**EVENING, "description": "".join(words.choices(letters, k=10_000))} for _ in range(18)
    ]
    assert errors_of(desk.ask("PUT", PATH, {"sessions": sessions}, tag)) == ["sessions"]


def test_more_text_than_can_be_sent_at_once_is_named(desk: Desk) -> None:
    _, tag = read(desk)
    sessions = [{**EVENING, "description": "so on and " * 1900} for _ in range(140)]
    assert errors_of(desk.ask("PUT", PATH, {"sessions": sessions}, tag)) == ["sessions"]


def test_more_sessions_than_can_be_remembered_are_named(desk: Desk) -> None:
    draft = desk.ports.store.draft("river-basins")
    assert draft is not None
    known = tuple(f"{number:010}" for number in range(31_600))
    desk.ports.store.commit([Replace(replace(draft, known=known, version=2))], "many years")
    sessions, tag = read(desk)
    answer = desk.ask("PUT", PATH, {"sessions": [*sessions, *[EVENING] * 100]}, tag)
    assert errors_of(answer) == ["sessions"]
    assert answer.json()["errors"][0]["message"].endswith("apart from all there were.")


def test_a_congress_of_fifteen_hundred_sessions_is_taken_and_published(desk: Desk) -> None:
    _, tag = read(desk)
    sessions = [{**EVENING, "title": f"Talk {number}"} for number in range(1500)]
    assert desk.ask("PUT", PATH, {"sessions": sessions}, tag).status == 200
    assert len(desk.ask("POST", PUBLISH).json()["changes"]["added"]) == 1500


def test_ids_that_are_made_anew_at_every_save_are_too_many_one_day(desk: Desk) -> None:
    draft = desk.ports.store.draft("river-basins")
    assert draft is not None
    known = tuple(f"{number:010}" for number in range(35_000))
    old = Draft(draft.event, draft.sessions, known, draft.version + 1)
    desk.ports.store.commit([Replace(old)], "an old draft")
    _, tag = read(desk)
    assert errors_of(desk.ask("PUT", PATH, {"sessions": [EVENING]}, tag)) == ["sessions"]


def test_saving_needs_if_match(desk: Desk) -> None:
    assert desk.ask("PUT", PATH, {"sessions": []}).status == 428


@pytest.mark.parametrize("header", ['"1-old"', "W/{tag}", "nonsense", "", '"a", W/{tag}'])
def test_a_tag_that_does_not_match_strongly_is_412(desk: Desk, header: str) -> None:
    _, tag = read(desk)
    stale = {"If-Match": header.replace("{tag}", tag["If-Match"])}
    assert desk.ask("PUT", PATH, {"sessions": []}, stale).status == 412
    assert desk.ask("POST", PUBLISH, headers=stale).status == 412


@pytest.mark.parametrize("header", ["*", '"other", {tag}', '{tag} , "other"'])
def test_the_asterisk_and_lists_match(desk: Desk, header: str) -> None:
    _, tag = read(desk)
    good = {"If-Match": header.replace("{tag}", tag["If-Match"])}
    assert desk.ask("PUT", PATH, {"sessions": []}, good).status == 200


def test_of_two_who_save_the_same_draft_the_second_is_412(desk: Desk) -> None:
    sessions, tag = read(desk)
    first = desk.ask("PUT", PATH, {"sessions": sessions[:2]}, tag)
    second = desk.ask("PUT", PATH, {"sessions": sessions[2:]}, tag)
    assert (first.status, second.status) == (200, 412)


def test_a_draft_that_changes_between_the_check_and_the_commit_is_412_too(desk: Desk) -> None:
    seen = load_draft(desk.ports, "river-basins")
    hand = Hand(desk.chief.organiser)
    save_draft(desk.ports, seen, seen.draft.sessions[:1], hand)
    with pytest.raises(HttpError) as late, precondition():
        save_draft(desk.ports, seen, seen.draft.sessions[:2], hand)
    assert late.value.status == 412


def test_a_new_time_zone_gives_the_draft_another_tag(desk: Desk) -> None:
    _, before = read(desk)
    desk.ask("PATCH", "/events/river-basins", {"timezone": "Europe/Zagreb"})
    sessions, after = read(desk)
    assert sessions[0]["start"] == "2027-03-15T06:00:00+01:00"
    assert before != after


def test_publishing_answers_the_release_and_what_changed(desk: Desk) -> None:
    first = desk.ask("POST", PUBLISH)
    sessions, tag = read(desk)
    sessions[0]["title"] = "Welcome"
    sessions[1]["room"] = "Garden"
    saved = desk.ask("PUT", PATH, {"sessions": [*sessions[:3], EVENING]}, tag)
    evening = saved.json()["sessions"][-1]["id"]
    second = desk.ask("POST", PUBLISH, headers={"If-Match": saved.headers["etag"]})
    assert (first.status, first.json()) == (
        200,
        {
            "release": 1,
            "changes": {
                "added": ["opening", "water-sharing", "coffee", "closing"],
                "removed": [],
                "moved": [],
                "retitled": [],
            },
        },
    )
    assert second.json() == {
        "release": 2,
        "changes": {
            "added": [evening],
            "removed": ["closing"],
            "moved": ["water-sharing"],
            "retitled": ["opening"],
        },
    }


def test_publishing_an_unchanged_draft_answers_the_present_release(desk: Desk) -> None:
    desk.ask("POST", PUBLISH)
    again = desk.ask("POST", PUBLISH)
    nothing: dict[str, list[str]] = {"added": [], "removed": [], "moved": [], "retitled": []}
    assert (again.status, again.json()) == (200, {"release": 1, "changes": nothing})
    assert desk.ask("GET", "/events/river-basins").json()["release"] == 1


def test_a_draft_without_sessions_is_not_published(desk: Desk) -> None:
    draft = desk.ports.store.draft("river-basins")
    assert draft is not None
    empty = Draft(draft.event, (), draft.known, draft.version + 1)
    desk.ports.store.commit([Replace(empty)], "empty")
    assert errors_of(desk.ask("POST", PUBLISH)) == ["sessions"]


def test_publishing_takes_a_body_that_says_of_what_people_hear(desk: Desk) -> None:
    for number, body in enumerate([None, {}, {"notify": "all"}, {"notify": "none"}], 1):
        sessions, tag = read(desk)
        moved = [*sessions, {**EVENING, "title": f"Reception {number}"}]
        assert desk.ask("PUT", PATH, {"sessions": moved}, tag).status == 200
        assert desk.ask("POST", PUBLISH, body).json()["release"] == number
    notice = desk.ports.store.notice("river-basins")
    assert notice is not None
    assert [one.told for one in notice.noted] == [False, True, False]


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"notify": "some"}, "notify"),
        ({"notify": None}, "notify"),
        ({"notify": ["all"]}, "notify"),
        ({"loudly": True}, "loudly"),
        ([], ""),
        (b"{", ""),
    ],
)
def test_a_body_that_says_something_else_publishes_nothing(
    desk: Desk, body: Any, path: str
) -> None:
    assert errors_of(desk.ask("POST", PUBLISH, body)) == [path]
    assert desk.ask("GET", "/events/river-basins").json()["release"] is None
