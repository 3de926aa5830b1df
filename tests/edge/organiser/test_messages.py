"""What an organiser writes to participants: preview, test, one send, and the mails themselves."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any, cast

import pytest

from functions.mailer.send_message import read_pending, send_message
from functions.timer.run_due import run_due
from shared.domain.invitation import decline_invitation
from shared.domain.message import MessageState, Suppression
from shared.domain.registration import State
from shared.domain.writes import Add, Put, Replace
from tests.builders import EVENT, NOW, a_registration, an_id
from tests.edge.organiser.conftest import Desk, errors_of
from tests.edge.organiser.test_remind_invitations import ADA, BO, bring
from tests.fakes import FakeMail

PATH = f"/events/{EVENT}/messages"
WORDS: dict[str, Any] = {"subject": "Bring boots", "text": "The field is wet.\n\nVery wet."}
CAME = (("Ana Kos", "ana@example.net"), ("Bor Kos", "bor@example.net"), ("Ćira", "c@example.net"))


def fill(desk: Desk, *states: State, **changes: Any) -> None:
    """So many people, in these states."""
    for number, state in enumerate(states):
        name, address = CAME[number]
        person = a_registration(
            id=an_id(number), name=name, email=address, state=state, mail=None, **changes
        )
        desk.ports.store.commit([Put(person)], f"person-{number}")


def send(desk: Desk, chosen: str = "boots", **changes: Any) -> Any:
    return desk.ask("POST", PATH, {"id": chosen, **WORDS, **changes})


def deliver(desk: Desk) -> list[EmailMessage]:
    """Every mail that goes out when the timer and the mailer have done what there is to do."""
    mail = cast("FakeMail", desk.ports.mail)
    before = len(mail.sent)
    run_due(desk.ports)
    for one in desk.ports.store.message_page(EVENT, None, 500).items:
        pending = read_pending(desk.ports, EVENT, one.key)
        if pending is not None:
            send_message(desk.ports, pending, desk.clock.now())
    parser = BytesParser(policy=default)
    return [parser.parsebytes(one.raw) for one in mail.sent[before:]]


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_everybody_with_a_place_gets_what_was_written_and_nobody_else(desk: Desk) -> None:
    fill(desk, State.CONFIRMED, State.WAITLISTED, State.CONFIRMED)
    sent = send(desk)
    assert (sent.status, sent.json()) == (
        201,
        {
            "id": "boots",
            "subject": "Bring boots",
            "state": "under_way",
            "recipients": 2,
            "told": 0,
            "at": NOW.isoformat(),
            "text": WORDS["text"],
            "audience": {
                "states": ["confirmed"],
                "institutions": [],
                "silent": False,
                "walk_in": False,
            },
            "attachment": None,
        },
    )
    mails = deliver(desk)
    assert [one["To"] for one in mails] == ["Ana Kos <ana@example.net>", "Ćira <c@example.net>"]
    assert [one["Subject"].partition(":")[0] for one in mails] == ["Bring boots"] * 2
    assert "\nThe field is wet.\n\nVery wet.\n" in text_of(mails[0])
    assert "/registration/self/" in text_of(mails[0])
    assert desk.ask("GET", f"{PATH}/sent/boots").json() == {
        **sent.json(),
        "state": "done",
        "told": 2,
    }


def test_the_same_message_under_the_same_id_is_sent_once(desk: Desk) -> None:
    fill(desk, State.CONFIRMED)
    first, second = send(desk), send(desk)
    assert (first.status, second.status) == (201, 200)
    assert first.json() == second.json()
    assert len(deliver(desk)) == 1
    assert send(desk).status == 200
    assert deliver(desk) == []
    done = [one["detail"] for one in journal(desk) if one["what"] == "message_written"]
    assert done == ["boots: 1"]


def journal(desk: Desk) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.ask("GET", f"/events/{EVENT}/journal").json()["entries"]
    return found


@pytest.mark.parametrize(
    "other",
    [{"subject": "Bring hats"}, {"text": "Dry."}, {"audience": {"states": ["waitlisted"]}}],
)
def test_another_message_under_a_used_id_is_409(desk: Desk, other: dict[str, Any]) -> None:
    fill(desk, State.CONFIRMED, State.WAITLISTED)
    send(desk)
    answer = send(desk, **other)
    assert answer.status == 409
    assert answer.json()["detail"].startswith("Another message was sent under this id")
    assert len(deliver(desk)) == 1


def test_the_same_audience_said_otherwise_is_the_same(desk: Desk) -> None:
    fill(desk, State.CONFIRMED, State.WAITLISTED)
    one = send(desk, audience={"states": ["waitlisted", "confirmed"]})
    other = send(desk, audience={"states": ["confirmed", "waitlisted"], "walk_in": False})
    assert (one.status, other.status) == (201, 200)


def test_a_message_to_nobody_is_refused(desk: Desk) -> None:
    fill(desk, State.WAITLISTED)
    answer = send(desk)
    assert (answer.status, answer.json()["detail"]) == (
        409,
        "Nobody belongs to this audience, so nothing was sent.",
    )
    assert desk.ask("GET", f"{PATH}/sent").json() == {"sent": [], "next": None}


def test_a_preview_counts_and_shows_and_writes_nothing(desk: Desk) -> None:
    fill(desk, State.CONFIRMED, State.CONFIRMED, State.CONFIRMED, feedback="bounced")
    told = desk.ask("POST", f"{PATH}/preview", WORDS).json()
    assert (told["recipients"], told["unreachable"]) == (3, {"bounced": 3, "complained": 0})
    assert told["mail"]["subject"].startswith("Bring boots: ")
    assert "Ana Kos" in told["mail"]["text"]
    assert "<!doctype html>" in told["mail"]["html"].casefold()
    assert told["attachment"] is None
    assert deliver(desk) == []


def test_a_preview_is_what_is_mailed_but_for_the_personal_link(desk: Desk) -> None:
    fill(desk, State.CONFIRMED)
    shown = desk.ask("POST", f"{PATH}/preview", WORDS).json()["mail"]["text"]
    send(desk)
    (mail,) = deliver(desk)
    assert without_links(shown) == without_links(text_of(mail))
    assert shown != text_of(mail)


def without_links(text: str) -> list[str]:
    return [line for line in text.splitlines() if "/registration/self/" not in line]


def test_a_preview_for_nobody_still_shows_the_mail(desk: Desk) -> None:
    for audience in ({}, {"silent": True}):
        told = desk.ask("POST", f"{PATH}/preview", {**WORDS, "audience": audience}).json()
        assert told["recipients"] == 0
        assert "/registration/" not in told["mail"]["text"]


def test_a_test_goes_to_whoever_asks_and_to_nobody_else(desk: Desk) -> None:
    fill(desk, State.CONFIRMED)
    answer = desk.ask("POST", f"{PATH}/test", WORDS)
    assert (answer.status, answer.json()) == (202, {"to": "chief@example.org"})
    (mail,) = deliver(desk)
    assert mail["To"] == "chief@example.org"
    assert "The field is wet." in text_of(mail)
    assert "/registration/self/" not in text_of(mail)
    (message,) = desk.ports.store.message_page(EVENT, None, 500).items
    assert (message.state, message.to, message.facts) == (MessageState.SENT, None, {})


def test_a_token_without_an_address_has_no_test(desk: Desk) -> None:
    nameless = replace(desk.employ(8, EVENT), email="")
    answer = desk.ask("POST", f"{PATH}/test", WORDS, who=nameless)
    assert (answer.status, answer.json()["detail"]) == (
        409,
        "This token has no address of its own that a test could go to.",
    )


def test_the_silent_get_one_mail_an_address_and_their_own_link(desk: Desk) -> None:
    twice = {"email": "ada@example.org", "name": "Adrian Lind"}
    ids = bring(desk, ADA, twice, BO, {"email": "cy@example.org"}, {"email": "di@example.org"})
    bring(desk, {"email": "eve@example.org"}, send=False)
    guest = desk.ports.store.invitation(EVENT, ids["cy@example.org"])
    assert guest
    desk.ports.store.commit([Replace(decline_invitation(guest, NOW))], "declines")
    desk.ask("POST", f"/events/{EVENT}/invitations/{ids['di@example.org']}/revoke")
    deliver(desk)
    sent = send(desk, audience={"silent": True}).json()
    assert (sent["recipients"], sent["audience"]["states"]) == (2, [])
    mails = deliver(desk)
    assert sorted(str(one["To"]).rsplit("<")[-1] for one in mails) == [
        "ada@example.org>",
        "bo@example.org>",
    ]
    assert all("?invitation=" in text_of(one) for one in mails)
    why = desk.ask("GET", f"/events/{EVENT}/why?about=ada@example.org").json()
    assert why["sentence"].startswith("Nobody is registered with this address; what an organiser")


def test_the_silent_of_an_institution_can_be_written_to_alone(desk: Desk) -> None:
    bring(desk, ADA, BO)
    deliver(desk)
    send(desk, audience={"silent": True, "institutions": ["sorrel"]})
    assert [one["To"] for one in deliver(desk)] == ["Bo Lind <bo@example.org>"]


def test_an_invitation_taken_back_after_the_writing_gets_nothing(desk: Desk) -> None:
    ids = bring(desk, ADA)
    deliver(desk)
    send(desk, audience={"silent": True})
    run_due(desk.ports)
    desk.ask("POST", f"/events/{EVENT}/invitations/{ids['ada@example.org']}/revoke")
    assert deliver(desk) == []


def test_who_is_suppressed_or_erased_gets_nothing(desk: Desk) -> None:
    fill(desk, State.CONFIRMED, State.CONFIRMED)
    gone = a_registration(id=an_id(9), mail=None, erased_at=NOW)
    suppressed = Suppression("ana@example.net", "bounced", NOW)
    desk.ports.store.commit([Add(gone), Add(suppressed)], "gone")
    assert send(desk).json()["recipients"] == 2
    assert [one["To"] for one in deliver(desk)] == ["Bor Kos <bor@example.net>"]


def test_a_cancelled_meeting_and_one_long_over_still_take_messages(desk: Desk) -> None:
    fill(desk, State.CONFIRMED)
    desk.ask("PATCH", f"/events/{EVENT}", {"status": "cancelled"})
    deliver(desk)
    assert send(desk, "sorry").status == 201
    assert [one["Subject"].partition(":")[0] for one in deliver(desk)] == ["Bring boots"]
    desk.clock.advance(days=3650)
    assert send(desk, "thanks").status == 201
    own = [one for one in deliver(desk) if one["Subject"].startswith("Bring boots")]
    assert [one["To"] for one in own] == ["Ana Kos <ana@example.net>"]


@pytest.mark.parametrize(
    ("changes", "path"),
    [({"subject": ""}, "subject"), ({"subject": "a\nb"}, "subject"),
     ({"subject": "x" * 201}, "subject"), ({"text": " \n "}, "text"),
     ({"text": "x" * 20_001}, "text"), ({"text": "a\x00"}, "text"), ({"id": "No"}, "id"),
     ({"id": None}, "id"), ({"audience": {"states": []}}, "audience.states"),
     ({"audience": {"states": ["lost"]}}, "audience.states[0]"),
     ({"audience": {"silent": True, "walk_in": True}}, "audience"),
     ({"audience": {"silent": True, "states": ["confirmed"]}}, "audience"),
     ({"audience": {"institutions": ["atlantis"]}}, "audience.institutions"),
     ({"attachment": "x"}, "attachment"), ({"attachment": "0" * 32}, "attachment"),
     ({"extra": 1}, "extra")],
)  # fmt: skip
def test_what_cannot_be_sent_is_400_and_named(
    desk: Desk, changes: dict[str, Any], path: str
) -> None:
    fill(desk, State.CONFIRMED)
    assert errors_of(send(desk, **changes)) == [path]


def test_a_message_that_was_sent_and_is_none_of_ours_is_404(desk: Desk) -> None:
    for wrong in ("nothing", "A%20b", "x"):
        assert desk.ask("GET", f"{PATH}/sent/{wrong}").status == 404


def test_what_was_sent_is_listed_page_by_page(desk: Desk) -> None:
    fill(desk, State.CONFIRMED)
    for chosen in ("b-two", "a-one", "c-three"):
        send(desk, chosen)
    first = desk.ask("GET", f"{PATH}/sent?limit=2").json()
    rest = desk.ask("GET", f"{PATH}/sent?limit=2&cursor={first['next']}").json()
    assert [one["id"] for one in first["sent"] + rest["sent"]] == ["a-one", "b-two", "c-three"]
    assert rest["next"] is None


def test_only_the_events_own_organisers_write(desk: Desk) -> None:
    stranger = desk.employ(7, "another-event")
    for path in ("", "/preview", "/test", "/attachments"):
        assert desk.ask("POST", PATH + path, WORDS, who=stranger).status == 403
