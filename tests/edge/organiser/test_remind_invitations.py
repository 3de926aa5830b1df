"""Reminders by an organiser's hand: to all who are silent, of one institution, or to one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from functions.timer.run_due import run_due
from shared.domain.invitation import decline_invitation
from shared.domain.message import MessageKind
from shared.domain.writes import Replace
from tests.builders import EVENT, NOW, an_event
from tests.edge.organiser.conftest import Desk, errors_of

PATH = f"/events/{EVENT}/invitations"
NOBODY = {"unsent": 0, "answered": 0, "revoked": 0, "reminded": 0}
ADA = {"email": "ada@example.org", "name": "Ada Lind"}
BO = {"email": "bo@example.org", "name": "Bo Lind", "institution": "Lake Authority of Sorrel"}


def bring(desk: Desk, *rows: object, send: bool = True) -> dict[str, str]:
    """Import these and send them their invitations; their ids by address."""
    headers = {"Content-Type": "application/json"}
    assert desk.ask("POST", PATH, {"invitations": list(rows)}, headers).status == 200
    if send:
        desk.ask("POST", f"{PATH}/send", {"all": True})
    shown = desk.ask("GET", PATH).json()["invitations"]
    return {one["email"]: one["id"] for one in shown}


def remind(desk: Desk, body: Any = None) -> Any:
    answer = desk.ask("POST", f"{PATH}/remind", body or {})
    assert answer.status == 202
    run_due(desk.ports)
    return answer.json()


def reminded(desk: Desk) -> list[str]:
    """To whom reminders are written."""
    page = desk.ports.store.message_page(EVENT, None, 500)
    return sorted(
        one.to.address for one in page.items if one.kind is MessageKind.REMINDER and one.to
    )


def test_all_who_are_silent_are_reminded_and_the_counts_say_whom_not(desk: Desk) -> None:
    cy, di = {"email": "cy@example.org"}, {"email": "di@example.org"}
    ids = bring(desk, ADA, BO, cy, di)
    bring(desk, {"email": "eve@example.org"}, send=False)
    guest = desk.ports.store.invitation(EVENT, ids["cy@example.org"])
    assert guest
    desk.ports.store.commit([Replace(decline_invitation(guest, NOW))], "declines")
    desk.ask("POST", f"{PATH}/{ids['di@example.org']}/revoke")
    counts = {"to_send": 2, "skipped": {**NOBODY, "unsent": 1, "answered": 1, "revoked": 1}}
    assert remind(desk, {"dry_run": True}) == {**counts, "dry_run": True}
    assert reminded(desk) == []
    assert remind(desk) == {**counts, "dry_run": False}
    assert reminded(desk) == ["ada@example.org", "bo@example.org"]


def test_one_person_or_one_institution_is_reminded_alone(desk: Desk) -> None:
    ids = bring(desk, ADA, BO)
    assert remind(desk, {"institution": "sorrel"})["to_send"] == 1
    assert reminded(desk) == ["bo@example.org"]
    assert remind(desk, {"invitation": ids["ada@example.org"]})["to_send"] == 1
    assert reminded(desk) == ["ada@example.org", "bo@example.org"]


def test_nobody_is_reminded_by_hand_twice_within_a_day(desk: Desk) -> None:
    bring(desk, ADA)
    twice = [desk.ask("POST", f"{PATH}/remind", {}).json()["to_send"] for _ in range(2)]
    run_due(desk.ports)
    assert (twice, reminded(desk)) == ([1, 1], ["ada@example.org"])
    assert remind(desk) == {"to_send": 0, "skipped": {**NOBODY, "reminded": 1}, "dry_run": False}
    desk.clock.advance(hours=24)
    assert remind(desk)["to_send"] == 1
    assert reminded(desk) == ["ada@example.org"] * 2


def test_the_journal_tells_who_had_whom_reminded(desk: Desk) -> None:
    bring(desk, ADA, BO)
    remind(desk, {"dry_run": True})
    remind(desk, {"institution": "sorrel"})
    rows = desk.ask("GET", f"/events/{EVENT}/journal").json()["entries"]
    assert [one["detail"] for one in rows if one["what"] == "invitations_reminded"] == ["sorrel: 1"]


@pytest.mark.parametrize(
    ("body", "path"),
    [({"institution": "atlantis"}, "institution"), ({"invitation": "nobody"}, "invitation"),
     ({"institution": "sorrel", "invitation": "x"}, ""), ({"all": True}, "all"),
     ({"dry_run": "yes"}, "dry_run")],
)  # fmt: skip
def test_a_reminder_of_nobody_known_is_400(desk: Desk, body: Any, path: str) -> None:
    assert errors_of(desk.ask("POST", f"{PATH}/remind", body)) == [path]


def test_when_it_is_too_late_nobody_is_reminded(desk: Desk) -> None:
    bring(desk, ADA)
    desk.ask("PATCH", f"/events/{EVENT}", {"status": "postponed"})
    assert desk.ask("POST", f"{PATH}/remind", {}).status == 409
    desk.ask("PATCH", f"/events/{EVENT}", {"status": "scheduled"})
    starts_at = an_event().starts_at
    assert starts_at
    desk.clock.at = starts_at - timedelta(minutes=1)
    assert desk.ask("POST", f"{PATH}/remind", {"dry_run": True}).status == 202
    desk.clock.at = starts_at
    assert desk.ask("POST", f"{PATH}/remind", {}).status == 409


def test_only_the_events_own_organisers_may_remind(desk: Desk) -> None:
    stranger = desk.employ(7, "another-event")
    assert desk.ask("POST", f"{PATH}/remind", {}, who=stranger).status == 403
