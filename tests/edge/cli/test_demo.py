"""The demo as a whole, on the engine in RAM."""

from __future__ import annotations

import json
from collections import Counter
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.edge.cli.conftest import Secretariat

FOLDER = Path("build/demo")
ELSEWHERE = """Spring workshop

12 May 2021

Programme

12 May 2021
09h00 - 09h30 Opening
09h30 - 10h30 Session 1: Letters and parcels
"""


@pytest.fixture(autouse=True)
def _somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_own_meeting_gives_its_figures(secretariat: Secretariat) -> None:
    ended = secretariat("demo", "--engine", "memory", "--json")
    told = json.loads(ended.out)
    mails = Counter(mail["kind"] for mail in told["mails"])
    assert (ended.code, ended.err) == (0, "")
    assert (told["sessions"], told["release"]) == (9, 1)
    assert told["registrations"] == {
        "confirmed": 20,
        "waitlisted": 4,
        "cancelled": 1,
        "duplicate": 8,
    }
    assert mails == {
        "confirmation": 20,
        "waitlisted": 5,
        "link": 2,
        "promoted": 1,
        "cancelled": 1,
        "notice": 20,
        "digest": 1,
    }
    assert told["agenda"]["revalidated"] == 304
    assert "20 of 20 confirmed, 4 waiting, 1 cancelled" in told["digest"]["subject"]


def test_other_form_services_and_a_replay_are_told_apart(secretariat: Secretariat) -> None:
    told = json.loads(secretariat("demo", "--engine", "memory", "--json").out)
    replayed = told["replayed"]
    assert told["senders"] == ["standard", "tally", "typeform"]
    assert (replayed["sender"], replayed["was"], replayed["reason"], replayed["outcome"]) == (
        "tally",
        "refused",
        "unmapped",
        "waitlisted",
    )


def test_a_move_is_told_when_it_has_been_quiet_and_updates_every_entry(
    secretariat: Secretariat,
) -> None:
    told = json.loads(secretariat("demo", "--engine", "memory", "--json").out)
    notices = [mail for mail in told["mails"] if mail["kind"] == "notice"]
    assert {name: told["moved"][name] for name in ("early", "notices", "reached", "updated")} == {
        "early": 0,
        "notices": 20,
        "reached": 20,
        "updated": 20,
    }
    assert {mail["subject"].partition(":")[0] for mail in notices} == {"New place"}


def test_a_substitution_is_told_apart_from_the_meetings_figures(secretariat: Secretariat) -> None:
    told = json.loads(secretariat("demo", "--engine", "memory", "--json").out)
    substitution = told["substitution"]
    assert substitution["event"].endswith("-rehearsal")
    assert substitution["registrations"] == {"confirmed": 1, "waitlisted": 1, "cancelled": 1}
    assert sorted((mail["kind"], mail["to"]) for mail in substitution["mails"]) == [
        ("confirmation", substitution["came"]),
        ("confirmation", substitution["left"]),
        ("substituted", substitution["left"]),
        ("waitlisted", substitution["waits"]),
    ]


def test_it_leaves_a_report_the_agenda_and_every_mail_twice(secretariat: Secretariat) -> None:
    told = json.loads(secretariat("demo", "--engine", "memory", "--json").out)
    mails = sorted(FOLDER.glob("*.eml"))
    keys = {message_from_bytes(path.read_bytes())["X-Secretariat-Message"] for path in mails}
    assert len(mails) == len(told["mails"]) + len(told["substitution"]["mails"]) == len(keys)
    assert all(path.with_suffix(".html").read_text().startswith("<!DOCTYPE") for path in mails)
    report = (FOLDER / "report.html").read_text()
    assert all(f'href="{path.name}"' in report for path in mails)
    assert "fails" not in report
    assert "09:00" in (FOLDER / "agenda.html").read_text()


def test_it_ends_by_naming_what_to_do_next(secretariat: Secretariat) -> None:
    ended = secretariat("demo", "--engine", "memory")
    assert ended.code == 0
    assert ended.out.splitlines()[-1] == "Serve the meeting yourself: make up"


def test_another_outline_gives_the_same_figures(secretariat: Secretariat, tmp_path: Path) -> None:
    (tmp_path / "spring.txt").write_text(ELSEWHERE)
    options = ("--outline", "spring.txt", "--timezone", "Europe/Vienna")
    ended = secretariat("demo", "--engine", "memory", "--json", *options)
    told = json.loads(ended.out)
    assert (ended.code, told["sessions"]) == (0, 2)
    assert told["registrations"]["confirmed"] == 20


def test_an_outline_without_a_zone_needs_the_option(
    secretariat: Secretariat, tmp_path: Path
) -> None:
    (tmp_path / "spring.txt").write_text(ELSEWHERE)
    ended = secretariat("demo", "--engine", "memory", "--outline", "spring.txt")
    told = "spring.txt: no time zone is named; add --timezone, such as Europe/Paris"
    assert (ended.code, ended.out, ended.err) == (2, "", f"secretariat: {told}\n")
