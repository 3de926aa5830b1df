"""Mails in an organiser's own words: saved, refused, previewed, and sent."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest

from shared.domain.message import WORDED, MessageKind
from tests.edge.mailer.hands import send_message
from tests.edge.organiser.conftest import Desk, errors_of
from tests.unit.mail.reading import text_of

PATH = "/events/river-basins"
PREVIEW = f"{PATH}/wording/preview"
WELCOME = {"subject": "Welcome, {{ name }}", "text": "Dear {{ name }},\n\nbring boots."}
BROKEN = [
    ("{% if name %}x", "Line 1: Unexpected end of template."),
    ("{{ nmae }}", "Line 1: `nmae` is not a word here; there are: name, institution, "),
    ("{{ ''.__class__ }}", "Line 1: "),
    ("{% if name %}x{% endif %}", "With some people's details nothing is left to say"),
]


def save(desk: Desk, wording: object) -> dict[str, Any]:
    """What is saved after a patch."""
    answer = desk.ask("PATCH", PATH, {"wording": wording})
    assert answer.status == 200
    saved: dict[str, Any] = answer.json()["settings"]["wording"]
    return saved


def mails_to_ada(desk: Desk) -> list[Any]:
    """Ada Lind is registered by hand, and what is due to her goes out."""
    ada = {"name": "Ada Lind", "email": "ada@example.org"}
    assert desk.ask("POST", f"{PATH}/registrations", ada).status == 201
    for message in desk.ports.store.message_page("river-basins", None, 10).items:
        send_message(desk.ports, "river-basins", message.key)
    sent: Any = desk.ports.mail
    return [message_from_bytes(one.raw, policy=default) for one in sent.sent]


def test_a_wording_is_saved_merged_shown_and_taken_away(desk: Desk) -> None:
    assert desk.ask("GET", PATH).json()["settings"]["wording"] == {}
    assert save(desk, {"confirmation": WELCOME}) == {"confirmation": WELCOME}
    reminder = {"subject": None, "text": "Soon."}
    both = {"confirmation": {**WELCOME, "subject": "Hi"}, "reminder": reminder}
    patch = {"confirmation": {"subject": "Hi"}, "reminder": {"text": "Soon."}}
    assert save(desk, patch) == both
    assert desk.ask("GET", PATH).json()["settings"]["wording"] == both
    assert save(desk, {"confirmation": None}) == {"reminder": reminder}
    assert save(desk, {"reminder": {"text": None}}) == {}
    save(desk, both)
    assert save(desk, None) == {}


def test_every_kind_that_people_read_may_be_said_otherwise(desk: Desk) -> None:
    wording = {kind.value: {"subject": None, "text": f"A {kind}."} for kind in WORDED}
    assert save(desk, wording) == wording
    assert len(wording) == 16


@pytest.mark.parametrize(
    ("wording", "path"),
    [
        ({"digest": {"text": "x"}}, "wording.digest"),
        ({"alert": {"text": "x"}}, "wording.alert"),
        ({"message": None}, "wording.message"),
        ({"birthday": {"text": "x"}}, "wording.birthday"),
        ("Hello", "wording"),
        ({"link": "Hello"}, "wording.link"),
        ({"link": {"html": "x"}}, "wording.link.html"),
        ({"link": {"text": 5}}, "wording.link.text"),
        ({"link": {"text": ""}}, "wording.link.text"),
        ({"link": {"text": " \n"}}, "wording.link.text"),
        ({"link": {"text": "x" * 8001}}, "wording.link.text"),
        ({"link": {"text": "x\u2028"}}, "wording.link.text"),
        ({"link": {"text": "x\ud800"}}, "wording.link.text"),
        ({"link": {"subject": "x" * 201}}, "wording.link.subject"),
        ({"link": {"subject": "x\ny"}}, "wording.link.subject"),
        ({"link": {"subject": "Re: "}}, "wording.link.subject"),
        ({kind.value: {"text": "x" * 8000} for kind in WORDED[:6]}, "wording"),
    ],
)
def test_what_cannot_be_a_wording_is_refused_by_its_path(
    desk: Desk, wording: object, path: str
) -> None:
    assert errors_of(desk.ask("PATCH", PATH, {"wording": wording})) == [path]
    assert desk.ask("GET", PATH).json()["settings"]["wording"] == {}


@pytest.mark.parametrize(("text", "sentence"), BROKEN)
def test_a_broken_text_is_refused_when_it_is_saved_and_when_it_is_tried(
    desk: Desk, text: str, sentence: str
) -> None:
    refused = [
        desk.ask("PATCH", PATH, {"wording": {"link": {"text": text}}}),
        desk.ask("POST", PREVIEW, {"kind": "link", "text": text}),
    ]
    assert [errors_of(one) for one in refused] == [["wording.link.text"], ["text"]]
    for one in refused:
        assert one.json()["errors"][0]["message"].startswith(sentence)


def test_every_fault_is_named_at_once(desk: Desk) -> None:
    wording = {"link": {"subject": "{{ a }}", "text": "{{ b }}"}, "notice": {"text": "{{ c }}"}}
    assert errors_of(desk.ask("PATCH", PATH, {"wording": wording})) == [
        "wording.link.subject", "wording.link.text", "wording.notice.text",
    ]  # fmt: skip


def test_a_mail_goes_out_in_the_organisers_words(desk: Desk) -> None:
    save(desk, {"confirmation": WELCOME})
    [mail] = mails_to_ada(desk)
    assert mail["Subject"] == "Welcome, Ada Lind"
    assert text_of(mail).startswith("Dear Ada Lind,\n\nbring boots.\n\nMeeting:")


def test_what_is_taken_away_is_said_in_our_words_again(desk: Desk) -> None:
    save(desk, {"confirmation": WELCOME})
    save(desk, {"confirmation": None})
    [mail] = mails_to_ada(desk)
    assert mail["Subject"] == "Your place is confirmed: Workshop on shared river basins"


def test_a_preview_is_of_the_meeting_and_of_nobody_and_writes_nothing(desk: Desk) -> None:
    before = desk.ask("GET", PATH).json()
    answer = desk.ask("POST", PREVIEW, {"kind": "confirmation", **WELCOME})
    shown = answer.json()
    assert (answer.status, sorted(shown)) == (200, ["html", "subject", "text"])
    assert shown["subject"] == "Welcome, Robin Example"
    assert shown["text"].startswith("Dear Robin Example,\n\nbring boots.\n\nMeeting:   Workshop")
    assert "bring boots.</p>" in shown["html"]
    assert "https://meeting.example.org/registration/self/example" in shown["text"]
    assert desk.ask("GET", PATH).json() == before


def test_a_preview_shows_what_is_saved_where_nothing_else_is_given(desk: Desk) -> None:
    save(desk, {"confirmation": WELCOME})
    tried = [
        desk.ask("POST", PREVIEW, {"kind": "confirmation", **given}).json()
        for given in ({}, {"subject": "Hi"}, {"subject": None})
    ]
    ours = "Your place is confirmed: Workshop on shared river basins"
    assert [one["subject"] for one in tried] == ["Welcome, Robin Example", "Hi", ours]
    assert len({one["text"] for one in tried}) == 1


@pytest.mark.parametrize("kind", MessageKind)
def test_every_kind_that_people_read_can_be_previewed(desk: Desk, kind: MessageKind) -> None:
    answer = desk.ask("POST", PREVIEW, {"kind": kind.value, "text": "Hello."})
    if kind in WORDED:
        assert answer.json()["text"].startswith("Hello.\n")
    else:
        assert errors_of(answer) == ["kind"]


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({}, "kind"),
        ({"kind": "link", "html": "x"}, "html"),
        ({"kind": "link", "subject": "x\ny"}, "subject"),
        ({"kind": "link", "text": "x" * 8001}, "text"),
    ],
)
def test_a_preview_of_something_else_is_refused(desk: Desk, body: object, path: str) -> None:
    assert errors_of(desk.ask("POST", PREVIEW, body)) == [path]


def test_a_wording_makes_no_revision_and_no_notice(desk: Desk) -> None:
    assert desk.ask("POST", f"{PATH}/publish").status == 200
    before = desk.ask("GET", PATH).json()
    notice = desk.ports.store.notice("river-basins")
    save(desk, {"notice": {"text": "Look: {{ changes | join('; ') }}"}})
    after = desk.ask("GET", PATH).json()
    assert (after["release"], after["revision"]) == (before["release"], before["revision"])
    assert desk.ports.store.notice("river-basins") == notice


def test_an_event_is_made_with_its_wording_or_refused_by_it(empty_desk: Desk) -> None:
    outline = empty_desk.ask(
        "POST",
        "/outlines",
        b"Tide tables\n13 April 2027\nTime zone: Europe/Ljubljana\n09:00-09:30 Opening\n",
    ).json()
    settings = {"timezone": "Europe/Ljubljana", "wording": {"link": {"text": "{{ x }}"}}}
    body: dict[str, Any] = {"outline": outline, "settings": settings}
    assert errors_of(empty_desk.ask("POST", "/events", body)) == ["settings.wording.link.text"]
    settings["wording"] = {"link": {"text": "Here."}}
    assert empty_desk.ask("POST", "/events", body).status == 201
    shown = empty_desk.ask("GET", "/events/tide-tables").json()["settings"]["wording"]
    assert shown == {"link": {"subject": None, "text": "Here."}}


def test_the_journal_names_the_kind_and_never_the_words(desk: Desk) -> None:
    save(desk, {"confirmation": WELCOME})
    [entry] = desk.ask("GET", f"{PATH}/journal").json()["entries"][:1]
    assert entry["detail"] == "wording.confirmation"
