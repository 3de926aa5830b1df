"""Invitations: imported line by line, sent in rounds, listed, taken back."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from shared.domain.due import Due, DueKind
from shared.domain.invitation import InvitationState, accept_invitation, decline_invitation
from shared.domain.message import MessageKind
from shared.domain.writes import Replace
from shared.verbs.send_invitations import PAGE, send_due
from tests.builders import EVENT, NOW, an_id
from tests.edge.calling import Called
from tests.edge.organiser.conftest import Desk, errors_of

PATH = f"/events/{EVENT}/invitations"
AS_JSON = {"Content-Type": "application/json"}
AS_CSV = {"Content-Type": "text/csv"}
ADA = {"email": "ada@example.org", "name": "Ada Lind"}


def bring(desk: Desk, *rows: object) -> dict[str, Any]:
    """Import these rows; the report."""
    answer = desk.ask("POST", PATH, {"invitations": list(rows)}, AS_JSON)
    assert answer.status == 200
    report: dict[str, Any] = answer.json()
    return report


def bring_file(desk: Desk, raw: bytes) -> Called:
    return desk.ask("POST", PATH, raw, AS_CSV)


def outcomes(report: dict[str, Any]) -> list[tuple[int, str]]:
    return [(one["line"], one["outcome"]) for one in report["lines"]]


def listed(desk: Desk, query: str = "") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = desk.ask("GET", PATH + query).json()["invitations"]
    return sorted(rows, key=lambda one: str(one["email"]))


def mails(desk: Desk) -> list[str]:
    """To whom messages are written."""
    page = desk.ports.store.message_page(EVENT, None, 500)
    return sorted(one.to.address for one in page.items if one.to)


def test_an_import_reports_every_line_and_sends_nothing(desk: Desk) -> None:
    report = bring(desk, ADA, {"email": "nobody"}, 7, ADA, {**ADA, "institution": "LAS"})
    assert outcomes(report) == [
        (1, "added"),
        (2, "refused"),
        (3, "refused"),
        (4, "unchanged"),
        (5, "updated"),
    ]
    assert report["lines"][1]["reason"] == (
        "Please give an e-mail address such as name@example.org."
    )
    counts = {name: report[name] for name in ("added", "updated", "unchanged", "refused")}
    assert counts == {"added": 1, "updated": 1, "unchanged": 1, "refused": 2}
    assert mails(desk) == []
    [shown] = listed(desk)
    assert shown == {
        "id": shown["id"], "kind": "person", **ADA, "forwardable": False, "state": "invited",
        "institution": {"id": "sorrel", "name": "Lake Authority of Sorrel"}, "silent": False,
        "revoked": False, "round": 0, "sent_at": None, "answered_at": None, "registration": None,
    }  # fmt: skip


def test_importing_the_same_file_again_changes_nothing(desk: Desk) -> None:
    rows = [{"email": f"guest{n}@example.org"} for n in range(70)]
    assert bring(desk, *rows)["added"] == 70
    assert bring(desk, *rows)["unchanged"] == 70
    assert len(listed(desk, "?limit=500")) == 70


def test_one_mailbox_may_hold_several_people(desk: Desk) -> None:
    bring(desk, ADA, {**ADA, "name": "Bo Lind"})
    assert sorted(one["name"] for one in listed(desk)) == ["Ada Lind", "Bo Lind"]


def test_a_csv_file_is_read_by_the_names_of_its_columns(desk: Desk) -> None:
    raw = "Vorname;Nachname;E-Mail-Adresse;Institution\r\nÅsa;Möller;asa@example.org;LAS\r\n\r\n"
    desk.ask("PATCH", f"/events/{EVENT}", {"locale": "de"})
    report = bring_file(desk, raw.encode("cp1252")).json()
    assert outcomes(report) == [(2, "added")]
    [shown] = listed(desk)
    assert (shown["name"], shown["institution"]["id"]) == ("Åsa Möller", "sorrel")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_file_may_have_any_common_encoding_and_delimiter(
    desk: Desk, encoding: str, delimiter: str
) -> None:
    text = f'email{delimiter}name\nada@example.org{delimiter}"Ada\n""Łucja"" Lind"\n'
    assert outcomes(bring_file(desk, text.encode(encoding)).json()) == [(2, "added")]
    assert listed(desk)[0]["name"] == 'Ada "Łucja" Lind'


def test_a_workbook_is_read_from_its_first_sheet(desk: Desk) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["Name", None, "E-mail"], ["Ada Lind", 3, "ada@example.org"], [], ["Bo", 1, 2]):
        sheet.append(row)
    book.create_sheet("other").append(["nothing"])
    raw = BytesIO()
    book.save(raw)
    report = bring_file(desk, raw.getvalue()).json()
    assert outcomes(report) == [(2, "added"), (4, "refused")]
    assert [(one["name"], one["email"]) for one in listed(desk)] == [("Ada Lind", ADA["email"])]


def test_an_institution_that_is_invited_is_put_on_the_list_with_its_contact(desk: Desk) -> None:
    row = {"kind": "institution", "email": "focal@example.net", "institution": "Delta Institute"}
    assert bring(desk, row)["added"] == 1
    [shown] = listed(desk)
    assert shown["institution"] == {"id": "delta-institute", "name": "Delta Institute"}
    assert shown["forwardable"] is True
    known = desk.ask("GET", f"/events/{EVENT}/institutions").json()["institutions"][1]
    assert (known["id"], known["contacts"]) == ("delta-institute", ["focal@example.net"])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({}, "There is no e-mail address."),
        ({"email": None}, "There is no e-mail address."),
        ({"email": "a@b"}, "This is not a domain that mail can reach."),
        ({**ADA, "name": "x" * 257}, "Please keep names to 256 characters."),
        ({**ADA, "kind": "king"}, "The kind is person or institution."),
        ({**ADA, "kind": "institution"}, "The name of the institution is missing."),
        ({**ADA, "forwardable": True}, "The name of the institution is missing."),
        ({**ADA, "forwardable": "perhaps"}, "Whether it may be forwarded is yes or no."),
        ({**ADA, "name": ["Ada"]}, "Please give an object of texts."),
    ],
)
def test_a_line_that_cannot_be_taken_says_why(desk: Desk, row: object, reason: str) -> None:
    assert bring(desk, row)["lines"] == [{"line": 1, "outcome": "refused", "reason": reason}]
    assert listed(desk) == []


@pytest.mark.parametrize(
    "raw",
    [b"", b"\n\n", b"name,institution\nAda,LAS\n", b"PK\x03\x04 and no more", b'"' * 200_000,
     b"email\n" + b"a@example.org\n" * 5001],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_400(desk: Desk, raw: bytes) -> None:
    assert errors_of(bring_file(desk, raw)) == [""]


def test_a_file_may_have_4_mb(desk: Desk) -> None:
    assert bring_file(desk, b"x" * (4 * 1024 * 1024 + 1)).status == 413


@pytest.mark.parametrize("body", ["x", {"invitations": {}}, {}, None])
def test_json_that_is_no_list_is_400(desk: Desk, body: object) -> None:
    assert errors_of(desk.ask("POST", PATH, body or b"null", AS_JSON)) == ["invitations"]


def test_a_round_is_counted_first_and_sent_once(desk: Desk) -> None:
    bring(desk, ADA, {"email": "bo@example.org"})
    nobody = {"sent": 0, "answered": 0, "revoked": 0}
    dry = desk.ask("POST", f"{PATH}/send", {"all": True, "dry_run": True})
    assert dry.json() == {"round": 1, "to_send": 2, "skipped": nobody, "dry_run": True}
    assert mails(desk) == []
    sent = desk.ask("POST", f"{PATH}/send", {"all": True})
    assert sent.json() == {"round": 1, "to_send": 2, "skipped": nobody, "dry_run": False}
    assert mails(desk) == ["ada@example.org", "bo@example.org"]
    again = desk.ask("POST", f"{PATH}/send", {"all": True})
    assert again.json()["skipped"] == {**nobody, "sent": 2}
    assert len(mails(desk)) == 2


def test_a_second_round_reaches_those_who_are_silent(desk: Desk) -> None:
    bring(desk, ADA, {"email": "bo@example.org"}, {"email": "cy@example.org"})
    desk.ask("POST", f"{PATH}/send", {"all": True})
    answer(desk, "bo@example.org", InvitationState.DECLINED)
    answer(desk, "cy@example.org", InvitationState.REGISTERED)
    assert [one["email"] for one in listed(desk, "?state=silent")] == ["ada@example.org"]
    sent = desk.ask("POST", f"{PATH}/send", {"all": True, "round": 2}).json()
    assert (sent["to_send"], sent["skipped"]["answered"]) == (1, 2)
    assert mails(desk).count("ada@example.org") == 2


def answer(desk: Desk, address: str, state: InvitationState) -> None:
    """Have somebody answer their invitation."""
    shown = next(one for one in listed(desk) if one["email"] == address)
    before = desk.ports.store.invitation(EVENT, shown["id"])
    assert before
    declined = state is InvitationState.DECLINED
    after = decline_invitation(before, NOW) if declined else accept_invitation(before, "r", NOW)
    desk.ports.store.commit([Replace(after)], f"answer-{address}")


def test_some_are_written_to_by_id(desk: Desk) -> None:
    bring(desk, ADA, {"email": "bo@example.org"})
    ids = [one["id"] for one in listed(desk)][:1]
    assert desk.ask("POST", f"{PATH}/send", {"ids": ids * 2}).json()["to_send"] == 1
    assert mails(desk) == ["ada@example.org"]
    unknown = desk.ask("POST", f"{PATH}/send", {"ids": [*ids, an_id(77)]})
    assert errors_of(unknown) == ["ids[1]"]


def test_a_long_round_goes_on_with_the_timer(desk: Desk) -> None:
    bring(desk, *({"email": f"guest{n:03d}@example.org"} for n in range(PAGE + 5)))
    desk.ask("POST", f"{PATH}/send", {"all": True})
    assert len(mails(desk)) == PAGE
    due = Due(DueKind.INVITATION, EVENT, "", NOW)
    assert [send_due(desk.ports, due) for _ in range(2)] == [True, False]
    assert len(set(mails(desk))) == PAGE + 5
    kinds = {one.kind for one in desk.ports.store.message_page(EVENT, None, 500).items}
    assert kinds == {MessageKind.INVITATION}


def test_an_earlier_round_does_not_stop_a_later_one(desk: Desk) -> None:
    bring(desk, *({"email": f"guest{n:03d}@example.org"} for n in range(PAGE + 5)))
    desk.ask("POST", f"{PATH}/send", {"all": True, "round": 2})
    desk.ask("POST", f"{PATH}/send", {"all": True, "round": 1})
    assert {one["round"] for one in listed(desk, "?limit=500")} == {2}


def test_what_is_taken_back_is_not_sent_and_taking_back_again_changes_nothing(desk: Desk) -> None:
    bring(desk, ADA)
    [shown] = listed(desk)
    first = desk.ask("POST", f"{PATH}/{shown['id']}/revoke")
    again = desk.ask("POST", f"{PATH}/{shown['id']}/revoke")
    assert (first.status, first.json()) == (200, {**shown, "revoked": True})
    assert again.json() == first.json()
    sent = desk.ask("POST", f"{PATH}/send", {"all": True}).json()
    assert (sent["to_send"], sent["skipped"]["revoked"]) == (0, 1)
    assert bring(desk, ADA)["updated"] == 1
    assert listed(desk)[0]["revoked"] is False


def test_taking_back_what_is_not_there_is_404(desk: Desk) -> None:
    assert desk.ask("POST", f"{PATH}/{an_id(5)}/revoke").status == 404


def test_the_list_is_paged_and_filtered(desk: Desk) -> None:
    bring(desk, *({"email": f"guest{n}@example.org"} for n in range(5)))
    desk.ask("POST", f"{PATH}/send", {"all": True})
    for state in ("", "&state=invited", "&state=silent"):
        found: list[str] = []
        cursor = ""
        for _ in range(3):
            page = desk.ask("GET", f"{PATH}?limit=2{state}{cursor}").json()
            found += [one["email"] for one in page["invitations"]]
            cursor = f"&cursor={page['next']}"
        assert (page["next"], sorted(found)) == (None, [f"guest{n}@example.org" for n in range(5)])
    assert listed(desk, "?state=declined") == []


@pytest.mark.parametrize(
    ("query", "path"), [("?state=lost", "state"), ("?cursor=x", "cursor"), ("?x=1", "x")]
)
def test_a_question_that_cannot_be_is_400(desk: Desk, query: str, path: str) -> None:
    assert errors_of(desk.ask("GET", PATH + query)) == [path]


@pytest.mark.parametrize(
    "body", [{}, {"ids": [], "all": True}, {"ids": ["a"], "all": True}, {"all": False},
             {"all": True, "round": 0}]
)  # fmt: skip
def test_a_sending_that_cannot_be_is_400(desk: Desk, body: object) -> None:
    assert desk.ask("POST", f"{PATH}/send", body).status == 400


def test_a_focal_point_is_mailed_the_link_once_a_minute(desk: Desk) -> None:
    place = f"/events/{EVENT}/institutions/sorrel/focal-point"
    assert errors_of(desk.ask("POST", place)) == ["address"]
    for _ in range(2):
        sent = desk.ask("POST", place, {"address": "focal@example.net"})
        assert (sent.status, sent.json()) == (202, {"sent": 1})
    assert mails(desk) == ["focal@example.net"]
    body = {"id": "sorrel", "name": "Sorrel", "contacts": ["a@example.net", "b@example.net"]}
    desk.ask("PUT", f"/events/{EVENT}/institutions", {"institutions": [body]})
    assert desk.ask("POST", place).json() == {"sent": 2}
    assert desk.ask("POST", place.replace("sorrel", "nobody"), {}).status == 404
    assert desk.ask("DELETE", place).status == 204
    assert desk.ports.store.event(EVENT).institutions[0].link_version == 2


def test_invitations_are_for_the_events_own_organisers(desk: Desk) -> None:
    stranger = desk.employ(7, "another-event")
    asked = [("GET", PATH), ("POST", PATH), ("POST", f"{PATH}/send"), ("POST", f"{PATH}/x/revoke"),
             ("POST", f"/events/{EVENT}/institutions/sorrel/focal-point"),
             ("DELETE", f"/events/{EVENT}/institutions/sorrel/focal-point")]  # fmt: skip
    assert {desk.ask(method, path, {}, who=stranger).status for method, path in asked} == {403}
