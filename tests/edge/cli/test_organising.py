"""The commands of an organiser: what they ask for and what they show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.edge.cli.answering import Server, answering
from tests.edge.cli.conftest import Secretariat

OUTLINE: dict[str, object] = {
    "title": "Spring workshop",
    "timezone": None,
    "dates": [],
    "sessions": [{"day": 1, "start": "09:00", "title": "Opening"}],
}
MADE = {"id": "spring", "draft": "/organiser/events/spring/draft"}


@pytest.fixture
def spring(tmp_path: Path) -> str:
    """The path of an outline."""
    path = tmp_path / "spring.txt"
    path.write_text("Spring workshop\n")
    return str(path)


def on(server: Server) -> tuple[str, ...]:
    return ("--token", "t", "--url", server.url + "/")


def test_digest_shows_subject_and_text(secretariat: Secretariat) -> None:
    told = {"subject": "2 confirmed", "text": "2 confirmed.\n", "html": "<p>2 confirmed.</p>"}
    with answering({("GET", "/organiser/events/spring/digest"): (200, told)}) as server:
        ended = secretariat("digest", "spring", *on(server))
    assert ended.out == "2 confirmed\n\n2 confirmed.\n"


def test_an_event_id_is_one_part_of_the_path(secretariat: Secretariat) -> None:
    with answering({}) as server:
        secretariat("digest", "spring/digest?x=1", *on(server))
    assert server.asked[0].path == "/organiser/events/spring%2Fdigest%3Fx%3D1/digest"


def test_organisers_are_added_listed_and_revoked(secretariat: Secretariat) -> None:
    ida = {"id": "o1", "email": "ida@example.org", "events": ["spring"]}
    max_ = {"id": "o2", "email": "max@example.org", "events": ["*"]}
    table: dict[tuple[str, str], tuple[int, object]] = {
        ("POST", "/organiser/organisers"): (201, {**ida, "token": "secret-token"}),
        ("GET", "/organiser/organisers"): (200, {"organisers": [ida], "next": "a+b"}),
        ("GET", "/organiser/organisers?cursor=a%2Bb"): (200, {"organisers": [max_], "next": None}),
        ("DELETE", "/organiser/organisers/o1"): (204, None),
    }
    with answering(table) as server:
        options = ("--event", "spring")
        added = secretariat("organiser", "add", "ida@example.org", *options, *on(server))
        listed = secretariat("organiser", "list", *on(server))
        revoked = secretariat("organiser", "revoke", "o1", *on(server))
    assert json.loads(server.asked[0].body) == {"email": "ida@example.org", "events": ["spring"]}
    assert added.out == "o1  ida@example.org  spring\ntoken  secret-token\n"
    assert listed.out == "o1  ida@example.org  spring\no2  max@example.org  every event\n"
    assert (revoked.code, revoked.out) == (0, "o1 may no longer run events.\n")


def test_event_create_sends_the_outline_and_what_the_options_add(
    secretariat: Secretariat, spring: str
) -> None:
    table: dict[tuple[str, str], tuple[int, object]] = {
        ("POST", "/organiser/outlines"): (200, OUTLINE),
        ("POST", "/organiser/events"): (201, MADE),
    }
    with answering(table) as server:
        added = ("--timezone", "Europe/Vienna", "--date", "2027-05-13", "--date", "2027-05-12")
        named = ("--id", "spring", "--json")
        ended = secretariat("event", "create", "--outline", spring, *added, *named, *on(server))
    assert (ended.code, json.loads(ended.out)) == (0, MADE)
    assert server.asked[0].body == b"Spring workshop\n"
    assert json.loads(server.asked[1].body) == {
        "outline": OUTLINE,
        "settings": {"timezone": "Europe/Vienna", "dates": ["2027-05-12", "2027-05-13"]},
        "id": "spring",
    }


@pytest.mark.parametrize(
    ("added", "lacking"),
    [((), "--timezone"), (("--timezone", "Europe/Vienna"), "--date")],
)
def test_event_create_asks_for_what_the_outline_lacks(
    secretariat: Secretariat, spring: str, added: tuple[str, ...], lacking: str
) -> None:
    with answering({("POST", "/organiser/outlines"): (200, OUTLINE)}) as server:
        ended = secretariat("event", "create", "--outline", spring, *added, *on(server))
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert f"add {lacking}" in ended.err


@pytest.mark.parametrize(("path", "code"), [("dates", 2), ("id", 1)])
def test_too_few_days_are_wrong_usage_and_any_other_refusal_is_a_no(
    secretariat: Secretariat, spring: str, path: str, code: int
) -> None:
    refusal = {"status": 400, "detail": "No.", "errors": [{"path": path, "message": "No."}]}
    table: dict[tuple[str, str], tuple[int, object]] = {
        ("POST", "/organiser/outlines"): (
            200,
            OUTLINE | {"timezone": "UTC", "dates": ["2027-05-12"]},
        ),
        ("POST", "/organiser/events"): (400, refusal),
    }
    with answering(table) as server:
        ended = secretariat("event", "create", "--outline", spring, *on(server))
    assert (ended.code, ended.out, ended.err) == (code, "", "secretariat: 400: No.\n")


def test_an_outline_without_a_timed_entry_makes_no_event(
    secretariat: Secretariat, spring: str
) -> None:
    with answering({("POST", "/organiser/outlines"): (200, OUTLINE | {"sessions": []})}) as server:
        ended = secretariat("event", "create", "--outline", spring, *on(server))
    told = f"secretariat: {spring}: no entry of a programme with a time is found\n"
    assert (ended.code, ended.err) == (2, told)


def test_what_the_outline_prints_stands(secretariat: Secretariat, spring: str) -> None:
    table: dict[tuple[str, str], tuple[int, object]] = {
        ("POST", "/organiser/outlines"): (200, OUTLINE | {"timezone": "Europe/Vienna"}),
        ("POST", "/organiser/events"): (201, MADE),
    }
    with answering(table) as server:
        added = ("--timezone", "UTC", "--date", "2027-05-12")
        secretariat("event", "create", "--outline", spring, *added, *on(server))
    assert json.loads(server.asked[1].body)["settings"] == {"dates": ["2027-05-12"]}


def test_an_outline_that_the_server_cannot_read_is_named(
    secretariat: Secretariat, spring: str
) -> None:
    unread = {"status": 400, "detail": "This is not text."}
    with answering({("POST", "/organiser/outlines"): (400, unread)}) as server:
        ended = secretariat("event", "create", "--outline", spring, *on(server))
    assert (ended.code, ended.err) == (2, f"secretariat: {spring}: 400: This is not text.\n")


def test_the_doctor_says_what_is_not_well(secretariat: Secretariat) -> None:
    table: dict[tuple[str, str], tuple[int, object]] = {
        ("GET", "/agenda/openapi.json"): (200, {}),
        ("GET", "/organiser/organisers"): (401, {}),
    }
    with answering(table) as server:
        ended = secretariat("doctor", "spring", *on(server), "--json")
    found = {check["name"]: check["ok"] for check in json.loads(ended.out)["checks"]}
    assert found == {
        "python": True,
        "zones": True,
        "server": True,
        "token": False,
        "event": False,
        "mail": None,
    }
    assert ended.code == 1


def test_the_doctor_is_content_with_what_answers(secretariat: Secretariat) -> None:
    table: dict[tuple[str, str], tuple[int, object]] = {
        ("GET", "/agenda/openapi.json"): (200, {}),
        ("GET", "/organiser/organisers"): (403, {}),
        ("GET", "/organiser/events/spring"): (200, {"id": "spring", "release": 1}),
    }
    with answering(table) as server:
        ended = secretariat("doctor", "spring", *on(server))
        bare = secretariat("doctor", "--url", server.url)
    assert (ended.code, bare.code) == (0, 0)
    assert "ok  event: spring, release 1" in ended.out.splitlines()
    assert "--  token: none given (--token or SECRETARIAT_TOKEN)" in bare.out.splitlines()
