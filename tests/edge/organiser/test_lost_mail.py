"""One mail's timeline, who got none, writing again, and lifting a suppression."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from functions.organiser.list_undelivered import MOST_MESSAGES
from shared.domain.entry import Entry, Method, facts_of
from shared.domain.journal import Deed
from shared.domain.message import MailEvent, MessageKind, MessageState, News, Recipient, message_key
from shared.domain.registration import Registration, State
from shared.domain.writes import Add
from tests.builders import (
    NOW,
    a_mail_note,
    a_message,
    a_registration,
    a_suppression,
    a_waiting_registration,
    an_id,
)
from tests.edge.organiser.conftest import Desk, errors_of
from tests.mail_builders import ADDRESS, a_mail_event

EVENT = "/events/river-basins"
KEY = a_message().key
ONE = f"{EVENT}/messages/{KEY}"
SENT: dict[str, Any] = {"state": MessageState.SENT, "provider_id": "0100-1", "settled_at": NOW}
BOUNCE = a_mail_event(id="1" * 32, what=News.BOUNCED, detail="permanent, General, 5.1.1")


def put(desk: Desk, *nouns: Any) -> None:
    desk.ports.store.commit([Add(noun) for noun in nouns], f"put-{nouns}")


def put_lost(
    desk: Desk, *told: MailEvent, person: dict[str, Any] | None = None, **fate: Any
) -> None:
    """Meret Aalders, her confirmation with that fate, and what was heard of it."""
    message = {"entry": a_registration().entry, "method": Method.REQUEST, **(fate or SENT)}
    put(desk, a_registration(**(person or {})), a_message(**message), *told)


def test_a_message_tells_its_steps(desk: Desk) -> None:
    later = (NOW + timedelta(minutes=1)).isoformat()
    put_lost(desk, a_mail_event(at=NOW + timedelta(minutes=1)))
    assert desk.ask("GET", ONE).json() == {
        "id": KEY,
        "kind": "confirmation",
        "registration": an_id(),
        "state": "sent",
        "at": NOW.isoformat(),
        "timeline": [
            {"what": "queued", "at": NOW.isoformat(), "detail": None},
            {"what": "sent", "at": NOW.isoformat(), "detail": None},
            {"what": "delivered", "at": later, "detail": "250"},
        ],
    }


@pytest.mark.parametrize("key", ["nothing", "a%20b", "x" * 2000])
def test_a_message_that_is_not_there_is_missing(desk: Desk, key: str) -> None:
    asked = [
        desk.ask("GET", f"{EVENT}/messages/{key}"),
        desk.ask("POST", f"{EVENT}/messages/{key}/resend"),
    ]
    assert [one.status for one in asked] == [404, 404]


@pytest.mark.parametrize(
    "fate",
    [
        {"state": MessageState.DEAD, "settled_at": NOW, "error": "MessageRejected"},
        {"state": MessageState.SKIPPED, "settled_at": NOW, "error": "suppressed"},
    ],
)
def test_a_lost_message_is_written_again_as_things_now_stand(
    desk: Desk, fate: dict[str, Any]
) -> None:
    entry = Entry("entry-1@example.org", 3, True, "earlier facts")
    put_lost(desk, person={"entry": entry}, **fate)
    answer = desk.ask("POST", f"{ONE}/resend")
    again = message_key(MessageKind.CONFIRMATION, an_id(), 2)
    assert (answer.status, answer.json()) == (
        201,
        {
            "id": again,
            "kind": "confirmation",
            "registration": an_id(),
            "state": "pending",
            "at": NOW.isoformat(),
            "timeline": [{"what": "queued", "at": NOW.isoformat(), "detail": None}],
            "suppressed": False,
        },
    )
    written = desk.ports.store.message("river-basins", again)
    assert written is not None
    now = Entry(entry.uid, 4, True, facts_of(desk.ports.store.event("river-basins")))
    assert (written.entry, written.method, written.revision) == (now, Method.REQUEST, 2)
    person = desk.ports.store.registration("river-basins", an_id())
    assert person is not None
    assert person.entry == now
    assert person.mail == a_mail_note(key=again)
    [entered] = desk.ports.store.entry_page("river-basins", None, 9).items
    assert (entered.what, entered.detail, entered.who) == (
        Deed.MESSAGE_RESENT,
        KEY,
        desk.chief.organiser,
    )


@pytest.mark.parametrize("what", [News.BOUNCED, News.REJECTED])
def test_what_came_back_is_written_again_and_says_if_it_will_not_go_out(
    desk: Desk, what: News
) -> None:
    put_lost(desk, a_mail_event(what=what))
    put(desk, a_suppression(address=ADDRESS))
    answer = desk.ask("POST", f"{ONE}/resend")
    assert (answer.status, answer.json()["suppressed"]) == (201, True)


def test_what_a_mail_said_of_its_own_is_said_again(desk: Desk) -> None:
    colleague = Recipient("colleague@example.org", "Tomas Brandt")
    put(
        desk,
        a_registration(),
        a_message(
            state=MessageState.DEAD, kind=MessageKind.MESSAGE, to=colleague, facts={"text": "Hi"}
        ),
    )
    key = desk.ask("POST", f"{ONE}/resend").json()["id"]
    written = desk.ports.store.message("river-basins", key)
    assert written is not None
    assert (written.kind, written.to, written.facts) == ("message", colleague, {"text": "Hi"})


def test_somebody_in_the_line_keeps_the_place_and_its_count_of_letters(desk: Desk) -> None:
    waiting = a_waiting_registration()
    lost = a_message(
        key=message_key(MessageKind.WAITLISTED, waiting.id, 1),
        kind=MessageKind.WAITLISTED,
        registration=waiting.id,
        state=MessageState.DEAD,
    )
    put(desk, waiting, lost)
    assert desk.ask("POST", f"{EVENT}/messages/{lost.key}/resend").status == 201
    [place] = desk.ports.store.line("river-basins")
    assert (place.registration, place.revision) == (waiting.id, 3)


@pytest.mark.parametrize(
    ("fate", "told"),
    [
        ({"state": MessageState.PENDING}, ()),
        ({"state": MessageState.SENDING}, ()),
        ({"state": MessageState.RETRY}, ()),
        ({"state": MessageState.UNKNOWN}, ()),
        ({"state": MessageState.SKIPPED, "error": "outdated"}, ()),
        (SENT, ()),
        (SENT, (a_mail_event(),)),
    ],
)
def test_a_live_message_is_not_written_again(
    desk: Desk, fate: dict[str, Any], told: tuple[MailEvent, ...]
) -> None:
    put_lost(desk, *told, **fate)
    answer = desk.ask("POST", f"{ONE}/resend")
    assert (answer.status, answer.json()["detail"]) == (
        409,
        "Only a mail that was lost is written again; this one is on its way, or was sent.",
    )


def test_a_lost_message_is_written_again_once(desk: Desk) -> None:
    put_lost(desk, BOUNCE)
    asked = [desk.ask("POST", f"{ONE}/resend").status for _ in range(2)]
    assert asked == [201, 409]


@pytest.mark.parametrize(
    "person",
    [
        {"state": State.CANCELLED, "entry": Entry("entry-1@example.org", 1, False, "facts")},
        {"email": "", "name": "", "erased_at": NOW},
    ],
)
def test_what_is_no_longer_true_is_not_written_again(desk: Desk, person: dict[str, Any]) -> None:
    put_lost(desk, BOUNCE, person=person)
    answer = desk.ask("POST", f"{ONE}/resend")
    assert answer.json()["detail"] == (
        "What this mail told is no longer true, so it is not written again."
    )


def test_mail_about_nobody_in_particular_is_not_written_again(desk: Desk) -> None:
    put(desk, a_message(registration=None, kind=MessageKind.DIGEST, state=MessageState.DEAD))
    answer = desk.ask("POST", f"{ONE}/resend")
    assert answer.json()["detail"] == "Only mail about a registration can be written again."


def people() -> list[Registration]:
    """One who has everything, and one for each way of getting no mail."""
    skipped = message_key(MessageKind.CHANGED, an_id(5), 2)
    told: list[dict[str, Any]] = [
        {},
        {"feedback": "bounced", "institution": "Zander Board", "institution_id": "zander"},
        {"mail": a_mail_note(state="dead"), "institution": None},
        {"feedback": "complained"},
        {"mail": a_mail_note(key=skipped, kind="changed", state="skipped"),
         "institution": "aspen board"},
        {"feedback": "rejected", "institution": "Aspen Board", "name": "Ada Lind"},
        {"mail": a_mail_note(state="skipped")},
        {"mail": None},
        {"feedback": "bounced", "erased_at": NOW, "email": ""},
    ]  # fmt: skip
    return [a_registration(id=an_id(n), **one) for n, one in enumerate(told, 1)]


def put_people(desk: Desk) -> None:
    put(desk, *people())
    skipped = {"state": MessageState.SKIPPED, "settled_at": NOW}
    put(
        desk,
        a_message(key=message_key(MessageKind.CHANGED, an_id(5), 2), error="suppressed", **skipped),
        a_message(error="outdated", **skipped),
    )


def test_who_got_no_mail_is_listed_by_institution_with_the_reason(desk: Desk) -> None:
    put_people(desk)
    rows = desk.ask("GET", f"{EVENT}/undelivered").json()
    assert [(one["registration"], one["reason"], one["kind"]) for one in rows["undelivered"]] == [
        (an_id(6), "rejected", "confirmation"),
        (an_id(5), "suppressed", "changed"),
        (an_id(2), "bounced", "confirmation"),
        (an_id(3), "dead", "confirmation"),
    ]
    assert (rows["next"], rows["undelivered"][2]) == (
        None,
        {
            "registration": an_id(2),
            "institution": {"id": "zander", "name": "Zander Board"},
            "name": "Meret Aalders",
            "email": ADDRESS,
            "kind": "confirmation",
            "message": KEY,
            "reason": "bounced",
            "at": NOW.isoformat(),
        },
    )


def test_who_got_no_mail_is_paged(desk: Desk) -> None:
    put_people(desk)
    cursor, found = "", []
    while cursor is not None:
        page = desk.ask("GET", f"{EVENT}/undelivered?limit=3{cursor}").json()
        found.append([one["registration"] for one in page["undelivered"]])
        cursor = page["next"] and f"&cursor={page['next']}"
    assert found == [[an_id(5), an_id(2), an_id(3)], [an_id(6)]]


def test_one_page_reads_so_many_messages_and_no_more(desk: Desk) -> None:
    skipped = a_mail_note(state=MessageState.SKIPPED)
    for number in range(MOST_MESSAGES + 1):
        put(desk, a_registration(id=an_id(number), mail=skipped))
    first = desk.ask("GET", f"{EVENT}/undelivered").json()
    assert first["undelivered"] == []
    last = desk.ask("GET", f"{EVENT}/undelivered?cursor={first['next']}").json()
    assert last == {"undelivered": [], "next": None}


def test_the_list_takes_pages_and_nothing_else(desk: Desk) -> None:
    assert errors_of(desk.ask("GET", f"{EVENT}/undelivered?state=dead")) == ["state"]


def test_a_suppression_is_lifted_by_any_spelling_and_entered(desk: Desk) -> None:
    put(desk, a_suppression(address="meret@xn--mhle-0ra.example"))
    lifted = desk.ask("DELETE", "/suppressions/MERET%40M%C3%BChle.example")
    assert (lifted.status, lifted.body) == (204, b"")
    assert desk.ports.store.suppression("meret@xn--mhle-0ra.example") is None
    [entered] = desk.ports.store.entry_page("*", None, 9).items
    assert (entered.what, entered.who) == (Deed.SUPPRESSION_REMOVED, desk.chief.organiser)
    assert entered.detail is not None
    assert (entered.detail[:3], entered.detail.endswith(" bounced")) == ("to-", True)
    assert "meret" not in entered.detail


def test_an_address_that_is_not_suppressed_is_missing(desk: Desk) -> None:
    assert desk.ask("DELETE", f"/suppressions/{ADDRESS}").status == 404
    assert errors_of(desk.ask("DELETE", "/suppressions/nobody")) == ["address"]


def test_a_suppression_is_lifted_by_those_alone_who_may_everything(desk: Desk) -> None:
    put(desk, a_suppression(address=ADDRESS))
    clerk = desk.employ(3, "river-basins")
    assert desk.ask("DELETE", f"/suppressions/{ADDRESS}", who=clerk).status == 403
    assert desk.ports.store.suppression(ADDRESS) is not None


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", f"messages/{KEY}"),
        ("POST", f"messages/{KEY}/resend"),
        ("GET", "undelivered"),
        ("GET", f"why?about={ADDRESS}"),
    ],
)
def test_mail_of_an_event_is_for_those_who_run_it(desk: Desk, method: str, path: str) -> None:
    put_lost(desk, BOUNCE)
    stranger = desk.employ(3, "another-event")
    assert desk.ask(method, f"{EVENT}/{path}", who=stranger).status == 403
    clerk = desk.employ(4, "river-basins")
    assert desk.ask(method, f"{EVENT}/{path}", who=clerk).status in (200, 201)
