"""`agenda import`: a revised outline proposed to the draft, and saved when asked to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.edge.cli.answering import Server, answering
from tests.edge.cli.conftest import Secretariat

DRAFT = ("GET", "/organiser/events/kites/draft")
IMPORT = ("POST", "/organiser/events/kites/draft/import")
SAVE = ("PUT", "/organiser/events/kites/draft")
TAG = '"2-0f0f"'
OUTLINE = "Kites\n\nOslo, 6 September 2027\n\n09:00 - 09:15 Opening\n09:30 - 10:45 Tails\n"
PERSON = {"name": "Ida Ferm", "affiliation": "Barn", "role": "chair", "organisation": False}


def session(name: str | None, title: str, start: str, end: str | None, **more: Any) -> Any:
    day = "2027-09-06T"
    return {
        **({"id": name} if name else {}),
        "title": title, "kind": "session", "day": 1, "date": "2027-09-06",
        "start": f"{day}{start}:00+02:00", "end": f"{day}{end}:00+02:00" if end else None,
        "room": None, "track": None, "status": "scheduled", "description": None,
        "speakers": [], "items": [], **more,
    }  # fmt: skip


OPENING = session("a", "Grand opening", "09:00", "09:15")
TAILS, LATER = (session("b", "Tails", start, end) for start, end in
                (("09:15", "10:30"), ("09:30", "10:45")))  # fmt: skip
LUNCH = session("c", "Lunch", "10:30", None)
FLIGHT = session(None, "A flight [over] the fjord", "10:45", "11:30")
TALK = session("d", "Bows", "12:00", "12:30", speakers=[PERSON])
KNOTS = session("e", "Knots", "13:00", "13:30")
NONE: dict[str, list[str]] = {
    name: [] for name in ("added", "removed", "moved", "retitled", "speakers", "cancelled")
}
BEFORE = {"sessions": [OPENING, TAILS, LUNCH, {**TALK, "speakers": []}]}
CLEAR = {
    "sessions": [OPENING, LATER, FLIGHT, TALK],
    "changes": {**NONE, "added": ["f"], "removed": ["c"], "moved": ["b"], "speakers": ["d"]},
    "conflicts": [],
}
CONFLICTS = [
    {"session": "a", "field": "title", "hand": "Grand opening", "document": "Opening words"},
    {"session": "d", "field": None, "hand": TALK, "document": None},
    {"session": "e", "field": None, "hand": None, "document": KNOTS},
]
UNCLEAR = {**CLEAR, "conflicts": CONFLICTS}
SHOWN = [
    "what session before after",
    "removed Lunch 2027-09-06 10:30",
    "moved Tails 2027-09-06 09:15-10:30 2027-09-06 09:30-10:45",
    "added A flight [over] the fjord 2027-09-06 10:45-11:30",
    "speakers Bows Ida Ferm, Barn (chair)",
]
Table = dict[tuple[str, str], tuple[int, object]]


@pytest.fixture
def kites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The path of the revised outline, on a wide terminal."""
    monkeypatch.setenv("COLUMNS", "160")
    path = tmp_path / "kites.txt"
    path.write_text(OUTLINE)
    return str(path)


def table(proposal: object) -> Table:
    return {DRAFT: (200, BEFORE), IMPORT: (200, proposal), SAVE: (200, BEFORE)}


def on(server: Server) -> tuple[str, ...]:
    return ("--token", "t", "--url", server.url)


def lines_of(out: str) -> list[str]:
    lines = [" ".join(line.split()) for line in out.splitlines()]
    return [line for line in lines if line.strip("─ ")]


def test_changes_are_shown_and_nothing_is_saved(secretariat: Secretariat, kites: str) -> None:
    with answering(table(CLEAR), {IMPORT: TAG}) as server:
        ended = secretariat("agenda", "import", "kites", kites, *on(server))
    assert (ended.code, lines_of(ended.out)) == (0, SHOWN)
    assert [(one.method, one.path) for one in server.asked] == [DRAFT, IMPORT]
    sent = json.loads(server.asked[1].body)["outline"]
    assert [one["title"] for one in sent["sessions"]] == ["Opening", "Tails"]


def test_the_same_outline_says_so(secretariat: Secretariat, kites: str) -> None:
    same = {**BEFORE, "changes": NONE, "conflicts": []}
    with answering(table(same), {IMPORT: TAG}) as server:
        ended = secretariat("agenda", "import", "kites", kites, *on(server))
    assert ended.out == "Nothing in the draft changes.\n"


def test_conflicts_are_a_table_of_their_own(secretariat: Secretariat, kites: str) -> None:
    with answering(table(UNCLEAR), {IMPORT: TAG}) as server:
        ended = secretariat("agenda", "import", "kites", kites, *on(server))
    assert (ended.code, lines_of(ended.out)) == (0, [
        *SHOWN,
        "Changed by hand and in the document, differently:",
        "session field by hand in the document",
        "Grand opening title Grand opening Opening words",
        "Bows the session 2027-09-06 12:00-12:30 Bows not there",
        "Knots the session not there 2027-09-06 13:00-13:30 Knots",
    ])  # fmt: skip


def test_what_is_clear_is_saved_with_its_outline(secretariat: Secretariat, kites: str) -> None:
    with answering(table(CLEAR), {IMPORT: TAG}) as server:
        ended = secretariat("agenda", "import", "kites", kites, "--apply", *on(server))
    assert (ended.code, lines_of(ended.out)[-1]) == (0, "The draft is saved, with 4 sessions.")
    saved, proposed = server.asked[2], json.loads(server.asked[1].body)
    assert (saved.method, saved.headers["if-match"]) == ("PUT", TAG)
    assert json.loads(saved.body) == {"sessions": CLEAR["sessions"], **proposed}


def test_what_is_not_decided_is_not_saved(secretariat: Secretariat, kites: str) -> None:
    with answering(table(UNCLEAR), {IMPORT: TAG}) as server:
        ended = secretariat("agenda", "import", "kites", kites, "--apply", *on(server))
        told = secretariat("agenda", "import", "kites", kites, "--apply", "--json", *on(server))
    says = (
        "secretariat: 3 conflicts are to be decided; "
        "add --prefer hand or --prefer document, or edit the draft first\n"
    )
    assert (ended.code, ended.err, told.code, told.err) == (1, says, 1, says)
    assert json.loads(told.out) == UNCLEAR
    assert [one.method for one in server.asked] == ["GET", "POST"] * 2


@pytest.mark.parametrize(
    ("side", "sessions"),
    [
        ("hand", UNCLEAR["sessions"]),
        ("document", [{**OPENING, "title": "Opening words"}, LATER, FLIGHT, KNOTS]),
    ],
)
def test_a_side_decides(
    secretariat: Secretariat, kites: str, side: str, sessions: list[Any]
) -> None:
    with answering(table(UNCLEAR), {IMPORT: TAG}) as server:
        options = ("--apply", "--prefer", side, "--json")
        ended = secretariat("agenda", "import", "kites", kites, *options, *on(server))
    assert (ended.code, json.loads(ended.out)) == (0, BEFORE)
    assert json.loads(server.asked[2].body)["sessions"] == sessions


def test_one_conflict_is_one_and_another_side_is_none(secretariat: Secretariat, kites: str) -> None:
    one = {**CLEAR, "conflicts": CONFLICTS[:1]}
    with answering(table(one), {IMPORT: TAG}) as server:
        ended = secretariat("agenda", "import", "kites", kites, "--apply", *on(server))
        wrong = secretariat("agenda", "import", "kites", kites, "--prefer", "me", *on(server))
        lost = secretariat("agenda", "import", "kites", kites + "x", *on(server))
    assert ended.err.startswith("secretariat: 1 conflict is to be decided")
    assert (wrong.code, wrong.out, lost.code, lost.out) == (2, "", 2, "")
    assert "'me' is none; take hand or document" in wrong.err


def test_an_event_like_another_shows_its_new_secrets(secretariat: Secretariat, kites: str) -> None:
    read = {"title": "Kites", "timezone": None, "dates": ["2027-09-06"],
            "sessions": [{"start": "09:00"}]}  # fmt: skip
    made = {"id": "kites-2", "draft": "/organiser/events/kites-2/draft",
            "senders": {"standard": {"secrets": ["whsec_bmV3"]}}}  # fmt: skip
    answers: Table = {
        ("POST", "/organiser/outlines"): (200, read),
        ("GET", "/organiser/events/kites"): (200, {"settings": {"timezone": "Europe/Oslo"}}),
        ("POST", "/organiser/events"): (201, made),
    }
    with answering(answers) as server:
        options = ("--outline", kites, "--like", "kites")
        ended = secretariat("event", "create", *options, *on(server))
    assert ended.out == (
        "kites-2 is made; its draft is at /organiser/events/kites-2/draft\n"
        "New secret of standard, shown this once: whsec_bmV3\n"
    )
    sent = json.loads(server.asked[-1].body)
    assert (sent["like"], sent["settings"]) == ("kites", {"timezone": "Europe/Oslo"})
