"""An event like an earlier one: its institutions and settings, nothing of its people."""

from __future__ import annotations

from typing import Any

import pytest

from shared.domain.institution import Institution
from tests.edge.organiser.conftest import Desk, errors_of

SETTINGS: dict[str, Any] = {
    "capacity": 40,
    "visibility": "public",
    "status": "postponed",
    "locale": "fr",
    "form": [
        {"key": "name", "label": {"en": "Name"}, "type": "text", "required": True},
        {"key": "email", "label": {"en": "Address"}, "type": "email", "required": True},
        {"key": "boat", "label": {"en": "Boat"}, "type": "text", "required": False},
    ],
    "registration": {
        "opens_at": "2027-01-01T00:00:00+01:00",
        "closes_at": "2027-03-01T00:00:00+01:00",
        "freeze_at": "2027-02-01T00:00:00+01:00",
        "approval": True,
        "origins": ["https://www.example.org"],
    },
    "quotas": {"institution": {"sail-guild": 3}},
    "senders": {
        "standard": {"secrets": ["whsec_b2xkIGtub3RzIGFuZCByb3Blcw=="], "mapping": {"boat": "b"}},
        "tally": {"secrets": ["an old secret of tally"]},
    },
    "digest": {"recipients": ["desk@example.org"], "hour": 8},
    "reminders": [{"before_hours": 48}],
    "translations": {"de": {"title": "Knoten 2027"}},
    "organiser": {"name": "Sail Guild", "address": "guild@example.org"},
}
OWN = ("title", "dates", "location", "status", "translations", "senders")


def outline(year: int, **changes: Any) -> dict[str, Any]:
    day = f"{year}-03-08"
    entry = {"date": day, "start": "09:00", "end": "10:00", "title": "Knots"}
    head = {"title": f"Knots {year}", "timezone": "Europe/Lisbon", "dates": [day]}
    return {**head, "location": {"city": f"Port {year}"}, "participants": [], "sessions": [entry],
            **changes}  # fmt: skip


@pytest.fixture
def knots(empty_desk: Desk) -> Desk:
    """A desk with the meeting on knots of 2027."""
    first = outline(2027, participants=["Sail Guild", "Rope Walk"])
    made = empty_desk.ask("POST", "/events", {"outline": first, "id": "knots-2027"})
    bodies = {"institutions": [
        {"id": "sail-guild", "name": "Sail Guild", "names": {"fr": "Guilde"}, "aliases": ["SG"],
         "contacts": ["ida.ferm@example.org"]},
        {"id": "rope-walk", "name": "Rope Walk"},
    ]}  # fmt: skip
    kept = empty_desk.ask("PUT", "/events/knots-2027/institutions", bodies)
    changed = empty_desk.ask("PATCH", "/events/knots-2027", SETTINGS)
    assert (made.status, kept.status, changed.status) == (201, 200, 200)
    return empty_desk


def settings_of(desk: Desk, event: str) -> dict[str, Any]:
    settings: dict[str, Any] = desk.ask("GET", f"/events/{event}").json()["settings"]
    return settings


def test_all_settings_are_taken_over_but_what_says_which_meeting_it_is(knots: Desk) -> None:
    body = {"outline": outline(2028), "like": "knots-2027", "id": "knots-2028"}
    made = knots.ask("POST", "/events", body)
    assert made.status == 201
    old, new = settings_of(knots, "knots-2027"), settings_of(knots, "knots-2028")
    registration = {
        **old["registration"], "opens_at": None, "closes_at": None, "freeze_at": None,
    }  # fmt: skip
    same = {name: value for name, value in old.items() if name not in OWN}
    assert {name: new[name] for name in same} == {**same, "registration": registration}
    assert (new["title"], new["dates"], new["status"]) == (
        "Knots 2028",
        ["2028-03-08"],
        "scheduled",
    )
    assert (new["location"]["city"], new["translations"]) == ("Port 2028", {})


def test_each_sender_has_a_new_secret_that_is_shown_once(knots: Desk) -> None:
    body = {"outline": outline(2028), "like": "knots-2027", "id": "knots-2028"}
    told = knots.ask("POST", "/events", body).json()
    secrets = {name: sender["secrets"] for name, sender in told["senders"].items()}
    event = knots.ports.store.event("knots-2028")
    assert {name: list(one.secrets) for name, one in event.senders.items()} == secrets
    assert event.senders["standard"].mapping == {"boat": "b"}
    old = knots.ports.store.event("knots-2027")
    assert all(old.senders[name].secrets != tuple(secrets[name]) for name in old.senders)
    assert secrets["standard"] != secrets["tally"]


def test_institutions_come_along_without_the_people_who_speak_for_them(knots: Desk) -> None:
    revised = outline(2028, participants=["sg", "Net Makers"])
    knots.ask("POST", "/events", {"outline": revised, "like": "knots-2027", "id": "knots-2028"})
    assert knots.ports.store.event("knots-2028").institutions == (
        Institution("sail-guild", "Sail Guild", ("SG",), {"fr": "Guilde"}),
        Institution("rope-walk", "Rope Walk"),
        Institution("net-makers", "Net Makers"),
    )


def test_settings_that_are_given_win_and_a_missing_zone_is_taken(knots: Desk) -> None:
    secret = "whsec_bmV3IGtub3RzIGFuZCByb3Blcw=="
    given = {"capacity": 7, "digest": None, "senders": {"standard": {"secrets": [secret]}}}
    body = {"outline": outline(2028, timezone=None), "like": "knots-2027", "id": "knots-2028"}
    told = knots.ask("POST", "/events", {**body, "settings": given}).json()
    event = knots.ports.store.event("knots-2028")
    assert (event.capacity, event.timezone) == (7, "Europe/Lisbon")
    assert event.digest.recipients == ()
    assert (event.senders["standard"].secrets, [*told["senders"]]) == ((secret,), ["tally"])


def test_without_like_the_answer_is_as_ever(knots: Desk) -> None:
    told = knots.ask("POST", "/events", {"outline": outline(2028)}).json()
    assert told == {"id": "knots-2028", "draft": "/organiser/events/knots-2028/draft"}


def test_an_event_out_of_scope_or_unknown_is_no_model(knots: Desk) -> None:
    clerk = knots.employ(5, "other-event")
    body = {"outline": outline(2028), "like": "knots-2027"}
    assert knots.ask("POST", "/events", body, who=clerk).status == 403
    assert knots.ask("POST", "/events", {**body, "like": "knots-1999"}).status == 404
    assert knots.ask("POST", "/events", {**body, "like": "../x"}).status == 404
    assert errors_of(knots.ask("POST", "/events", {**body, "settings": {"seats": 4}})) == [
        "settings.seats"
    ]
