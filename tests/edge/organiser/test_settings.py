"""Settings, shown and patched."""

from __future__ import annotations

from typing import Any

import pytest

from functions.organiser.schemas.senders import Senders
from shared.senders.registry import SENDERS as REGISTRY
from tests.edge.organiser.conftest import Desk, errors_of

PATH = "/events/river-basins"
EMAIL: dict[str, object] = {
    "key": "email",
    "label": {"en": "E-mail"},
    "type": "email",
    "required": True,
}


def test_an_event_shows_all_its_settings(desk: Desk) -> None:
    shown = desk.ask("GET", PATH).json()
    assert (shown["id"], shown["release"], shown["revision"]) == ("river-basins", None, 0)
    assert list(shown["settings"]) == [
        "title", "timezone", "dates", "status", "location", "hall", "visibility", "capacity",
        "contact_phone", "form", "registration", "quotas", "senders", "digest", "notices",
        "reminders", "wording", "locale", "translations", "organiser",
    ]  # fmt: skip
    assert shown["settings"]["registration"] == {
        "opens_at": None, "closes_at": None, "invitation_only": False, "approval": False,
        "letter_required": False, "waitlist": True, "unique_by": "address+name", "origins": [],
        "thanks_urls": [], "freeze_at": None,
    }  # fmt: skip


def test_secrets_show_their_last_four_characters(desk: Desk) -> None:
    settings = desk.ask("GET", PATH).json()["settings"]
    assert settings["senders"] == {"standard": {"secrets": ["…cnM="], "mapping": {}}}


def test_what_was_shown_may_be_given_back_but_for_secrets(desk: Desk) -> None:
    shown = desk.ask("GET", PATH).json()
    given = {key: value for key, value in shown["settings"].items() if key != "senders"}
    answer = desk.ask("PATCH", PATH, given)
    assert (answer.status, answer.json()) == (200, shown)


def test_a_patch_merges_and_answers_all_settings(desk: Desk) -> None:
    patch = {"capacity": 5, "location": {"room": None}, "registration": {"waitlist": False}}
    answer = desk.ask("PATCH", PATH, patch)
    settings = answer.json()["settings"]
    assert answer.status == 200
    assert answer.json() == desk.ask("GET", PATH).json()
    assert (settings["capacity"], settings["registration"]["waitlist"]) == (5, False)
    assert settings["location"] == {
        "text": "Blue Hall, House of Rivers, Tbilisi", "venue": "House of Rivers", "room": None,
        "city": "Tbilisi", "country": "Georgia",
    }  # fmt: skip
    assert desk.ports.store.gate("river-basins").limit == 5


def test_null_takes_a_setting_back_to_its_default(desk: Desk) -> None:
    patch = {"capacity": None, "digest": None, "organiser": {"address": None}, "senders": None}
    settings = desk.ask("PATCH", PATH, patch).json()["settings"]
    assert settings["capacity"] is None
    assert settings["digest"]["recipients"] == ["secretary@example.org"]
    assert settings["organiser"]["address"] == "secretary@example.org"
    assert settings["senders"] == {}


def test_a_service_that_signs_may_have_chosen_a_short_secret(desk: Desk) -> None:
    patch = {"senders": {"formspree": {"secrets": ["a-set-by-them"]}}}
    settings = desk.ask("PATCH", PATH, patch).json()["settings"]
    assert settings["senders"]["formspree"]["secrets"] == ["…them"]


def test_secrets_are_replaced_as_a_list_with_or_without_prefix_and_padding(desk: Desk) -> None:
    secrets = ["whsec_bmV3IHNlY3JldCAx", "bmV3IHNlY3JldCAyMg"]
    patch = {"senders": {"standard": {"secrets": secrets}}}
    settings = desk.ask("PATCH", PATH, patch).json()["settings"]
    assert settings["senders"]["standard"]["secrets"] == ["…dCAx", "…AyMg"]
    assert desk.ports.store.event("river-basins").senders["standard"].secrets == tuple(secrets)


@pytest.mark.parametrize(
    ("patch", "path"),
    [
        ({"colour": "blue"}, "colour"),
        ({"colour": None}, "colour"),
        ({"location": {"planet": None}}, "location.planet"),
        ({"registration": {"colour": None}}, "registration.colour"),
        ({"title": None}, "title"),
        ({"title": " "}, "title"),
        ({"title": "Bell\u0007"}, "title"),
        ({"title": "Half \ud800"}, "title"),
        ({"timezone": None}, "timezone"),
        ({"timezone": "Europe/Atlantis"}, "timezone"),
        ({"timezone": "localtime"}, "timezone"),
        ({"timezone": "posixrules"}, "timezone"),
        ({"timezone": "Factory"}, "timezone"),
        ({"timezone": "right/Europe/Zagreb"}, "timezone"),
        ({"status": "maybe"}, "status"),
        ({"dates": None}, "dates"),
        ({"dates": []}, "dates"),
        ({"dates": ["2027-02-30"]}, "dates[0]"),
        ({"dates": ["9999-12-31"]}, "dates[0]"),
        ({"hall": {"from": None}}, "hall.from"),
        ({"hall": {"from": "9:00"}}, "hall.from"),
        ({"hall": {"from": "24:00"}}, "hall.from"),
        ({"hall": {"from": 9}}, "hall.from"),
        ({"hall": {"from": "٠٩:٠٠"}}, "hall.from"),
        ({"hall": {"until": "24:01"}}, "hall.until"),
        ({"hall": {"until": "08:00"}}, "hall.until"),
        ({"hall": {"from": "21:00"}}, "hall.until"),
        ({"hall": {"opens": 480}}, "hall.opens"),
        ({"hall": {"colour": None}}, "hall.colour"),
        ({"hall": "08:00"}, "hall"),
        ({"location": {"planet": "Mars"}}, "location.planet"),
        ({"location": "Tbilisi"}, "location"),
        ({"visibility": "secret"}, "visibility"),
        ({"capacity": True}, "capacity"),
        ({"capacity": 1.0}, "capacity"),
        ({"capacity": "5"}, "capacity"),
        ({"capacity": -1}, "capacity"),
        ({"capacity": 10**30}, "capacity"),
        ({"contact_phone": 1}, "contact_phone"),
        ({"form": []}, "form"),
        ({"form": [{**EMAIL, "required": False}]}, "form[0]"),
        ({"form": [{**EMAIL, "type": "text"}]}, "form[0]"),
        ({"form": [{**EMAIL, "label": {}}]}, "form[0].label"),
        ({"form": [{**EMAIL, "type": "colour"}]}, "form[0].type"),
        ({"form": [EMAIL, EMAIL]}, "form"),
        ({"form": [{"key": "name", "label": {"en": "Name"}}]}, "form"),
        ({"form": [EMAIL, {"key": "Not A Slug", "label": {"en": "X"}}]}, "form[1].key"),
        ({"form": [EMAIL, {"key": "website", "label": {"en": "X"}}]}, "form[1]"),
        ({"form": [EMAIL, {"key": "thanks_url", "label": {"en": "X"}}]}, "form[1]"),
        ({"form": [EMAIL, {"key": "x", "label": {"en": "X"}, "type": "select"}]}, "form[1]"),
        ({"form": [EMAIL, {"key": "x", "label": {"en": "X"}, "options": ["a"]}]}, "form[1]"),
        ({"registration": {"opens_at": "tomorrow"}}, "registration.opens_at"),
        ({"registration": {"opens_at": "2027-03-01T09:00"}}, "registration.opens_at"),
        ({"registration": {"closes_at": 1}}, "registration.closes_at"),
        ({"registration": {"waitlist": "yes"}}, "registration.waitlist"),
        ({"registration": {"unique_by": "name"}}, "registration.unique_by"),
        ({"registration": {"origins": ["https://x.example.org/"]}}, "registration.origins[0]"),
        ({"registration": {"origins": ["ftp://x.example.org"]}}, "registration.origins[0]"),
        (
            {"registration": {"thanks_urls": ["http://x.example.org"]}},
            "registration.thanks_urls[0]",
        ),
        ({"registration": {"invitation_only": 1}}, "registration.invitation_only"),
        ({"registration": {"approval": "yes"}}, "registration.approval"),
        ({"registration": {"freeze_at": "2027-03-01"}}, "registration.freeze_at"),
        ({"quotas": {"institution": {"*": -1}}}, "quotas.institution.*"),
        ({"quotas": {"institution": {"sorrel": 1.5}}}, "quotas.institution.sorrel"),
        ({"quotas": {"institution": {"sorrel": True}}}, "quotas.institution.sorrel"),
        ({"quotas": {"institution": {"atlantis": 1}}}, "quotas.institution.atlantis"),
        ({"quotas": {"institution": 3}}, "quotas.institution"),
        ({"quotas": {"option": {"dinner=fish": 1}}}, "quotas.option.dinner=fish"),
        ({"quotas": {"option": {"name=Meret": 1}}}, "quotas.option.name=Meret"),
        ({"quotas": {"colour": {}}}, "quotas.colour"),
        ({"quotas": {"colour": None}}, "quotas.colour"),
        ({"quotas": []}, "quotas"),
        ({"reminders": {}}, "reminders"),
        ({"reminders": [{}]}, "reminders[0].before_hours"),
        ({"reminders": [{"before_hours": 0}]}, "reminders[0].before_hours"),
        ({"reminders": [{"before_hours": 8761}]}, "reminders[0].before_hours"),
        ({"reminders": [{"before_hours": 1.5}]}, "reminders[0].before_hours"),
        ({"reminders": [{"before_hours": True}]}, "reminders[0].before_hours"),
        ({"reminders": [{"before_hours": 24, "of": "end"}]}, "reminders[0].of"),
        ({"reminders": [{"before_hours": 24, "to": "all"}]}, "reminders[0].to"),
        ({"reminders": [{"before_hours": 24, "after": 1}]}, "reminders[0].after"),
        ({"reminders": [{"before_hours": 24}, {"before_hours": 24, "of": "start"}]}, "reminders"),
        ({"reminders": [{"before_hours": n} for n in range(1, 12)]}, "reminders"),
        ({"registration": {"approval": 0}}, "registration.approval"),
        ({"registration": {"freeze_at": False}}, "registration.freeze_at"),
        ({"notices": {"quiet_minutes": 1441}}, "notices.quiet_minutes"),
        ({"notices": {"quiet_minutes": -1}}, "notices.quiet_minutes"),
        ({"notices": {"quiet_minutes": "30"}}, "notices.quiet_minutes"),
        ({"notices": {"loud_minutes": 5}}, "notices.loud_minutes"),
        ({"senders": {"pigeon": {"secrets": ["c2VjcmV0LW9mLWEtcGlnZW9u"]}}}, "senders.pigeon"),
        (
            {"senders": {"typeform": {"secrets": ["eleven-1111"]}}},
            "senders.typeform.secrets[0]",
        ),
        (
            {"senders": {"jotform": {"secrets": ["…, as it was shown"]}}},
            "senders.jotform.secrets[0]",
        ),
        ({"senders": {"tally": {"secrets": [" eight-or-more"]}}}, "senders.tally.secrets[0]"),
        ({"senders": {"google_forms": {"secrets": ["?"]}}}, "senders.google_forms.secrets[0]"),
        (
            {"senders": {"framer": {"secrets": ["s" * 16], "mapping": {"An E-mail": "q1"}}}},
            "senders.framer.mapping.An E-mail",
        ),
        ({"senders": {"standard": {"secrets": ["…cnM="]}}}, "senders.standard.secrets[0]"),
        ({"senders": {"standard": {"secrets": [""]}}}, "senders.standard.secrets[0]"),
        ({"senders": {"standard": {"secrets": ["whsec_"]}}}, "senders.standard.secrets[0]"),
        ({"senders": {"standard": {"secrets": ["a"]}}}, "senders.standard.secrets[0]"),
        ({"senders": {"standard": {"secrets": []}}}, "senders.standard.secrets"),
        ({"digest": {"recipients": ["nobody"]}}, "digest.recipients[0]"),
        ({"digest": {"hour": 24}}, "digest.hour"),
        ({"digest": {"every": "never"}}, "digest.every"),
        ({"digest": {"at_full": "yes"}}, "digest.at_full"),
        ({"digest": {"choices": {"nobody": {"hour": 9}}}}, "digest.choices.nobody"),
        (
            {"digest": {"choices": {"ada@example.org": {"hour": 24}}}},
            "digest.choices.ada@example.org.hour",
        ),
        ({"locale": "plain English"}, "locale"),
        ({"organiser": {"address": "nobody"}}, "organiser.address"),
        ({"organiser": {"name": "Two\nlines"}}, "organiser.name"),
        ([], ""),
    ],
)
def test_a_wrong_setting_is_400_and_named(desk: Desk, patch: Any, path: str) -> None:
    before = desk.ask("GET", PATH).json()
    assert errors_of(desk.ask("PATCH", PATH, patch)) == [path]
    assert desk.ask("GET", PATH).json() == before


@pytest.mark.parametrize(
    "patch",
    [
        {},
        {"registration": {"invitation_only": False, "approval": None, "freeze_at": None}},
        {"quotas": {"institution": {}, "option": {}}},
        {"quotas": None, "reminders": [], "notices": {}},
        {"quotas": {"institution": {"*": None}, "option": None}},
        {"notices": {"quiet_minutes": None}},
        {"notices": {"quiet_minutes": 30}},
        {"digest": {"every": "day"}},
        {"senders": {"typeform": None}},
    ],
)
def test_what_has_no_effect_yet_may_be_left_as_it_is(desk: Desk, patch: Any) -> None:
    before = desk.ask("GET", PATH).json()
    answer = desk.ask("PATCH", PATH, patch)
    assert (answer.status, answer.json()) == (200, before)


DINNER: dict[str, object] = {
    "key": "dinner",
    "label": {"en": "Dinner"},
    "type": "select",
    "options": ["fish", "none"],
}
BUS: dict[str, object] = {"key": "bus", "label": {"en": "Bus"}, "type": "checkbox"}


def test_the_halls_hours_are_set_merged_and_taken_away(desk: Desk) -> None:
    shown = []
    for hall in (
        {"from": "07:30", "until": "24:00"},
        {"until": "00:00"},
        {"until": "18:15"},
        None,
    ):
        answer = desk.ask("PATCH", PATH, {"hall": hall})
        assert answer.status == 200
        shown.append(answer.json()["settings"]["hall"])
    assert shown == [
        {"from": "07:30", "until": "24:00"},
        {"from": "07:30", "until": "24:00"},
        {"from": "07:30", "until": "18:15"},
        None,
    ]
    assert errors_of(desk.ask("PATCH", PATH, {"hall": {"from": "08:00"}})) == ["hall.until"]


def test_the_halls_hours_are_no_readers_business(desk: Desk) -> None:
    desk.ask("POST", f"{PATH}/publish")
    before = desk.ask("GET", PATH).json()["revision"]
    after = desk.ask("PATCH", PATH, {"hall": {"until": "23:00"}}).json()
    assert (after["settings"]["hall"]["until"], after["revision"]) == ("23:00", before)


def test_the_rules_of_registration_are_set_and_read(desk: Desk) -> None:
    flags = {"approval": True, "letter_required": True, "invitation_only": True}
    rules = {**flags, "freeze_at": "2027-03-10T08:00:00Z"}
    shown = desk.ask("PATCH", PATH, {"registration": rules}).json()["settings"]["registration"]
    assert {name: shown[name] for name in rules} == {
        **rules, "freeze_at": "2027-03-10T12:00:00+04:00"
    }  # fmt: skip
    back = {"registration": dict.fromkeys(rules)}
    shown = desk.ask("PATCH", PATH, back).json()["settings"]["registration"]
    assert [shown[name] for name in rules] == [False, False, False, None]


def test_quotas_are_merged_key_by_key(desk: Desk) -> None:
    form = {"form": [EMAIL, DINNER, BUS]}
    first = {"quotas": {"institution": {"*": 3, "sorrel": 0}, "option": {"dinner=fish": 2}}}
    more = {"quotas": {"institution": {"sorrel": None}, "option": {"bus=yes": 5}}}
    shown = desk.ask("PATCH", PATH, form | first).json()["settings"]["quotas"]
    assert shown == first["quotas"]
    shown = desk.ask("PATCH", PATH, more).json()["settings"]["quotas"]
    assert shown == {"institution": {"*": 3}, "option": {"dinner=fish": 2, "bus=yes": 5}}
    assert desk.ask("PATCH", PATH, {"quotas": None}).json()["settings"]["quotas"] == {
        "institution": {}, "option": {}
    }  # fmt: skip


def test_an_option_with_a_quota_does_not_leave_the_form_alone(desk: Desk) -> None:
    quotas = {"option": {"dinner=fish": 2}}
    assert desk.ask("PATCH", PATH, {"form": [EMAIL, DINNER], "quotas": quotas}).status == 200
    assert errors_of(desk.ask("PATCH", PATH, {"form": [EMAIL]})) == ["quotas.option.dinner=fish"]
    gone = {"form": [EMAIL], "quotas": {"option": {"dinner=fish": None}}}
    assert desk.ask("PATCH", PATH, gone).status == 200


def test_a_form_counts_no_more_than_one_transaction_holds(desk: Desk) -> None:
    boxes = [{**BUS, "key": f"box{number}"} for number in range(31)]
    assert desk.ask("PATCH", PATH, {"form": [EMAIL, *boxes[:30]]}).status == 200
    assert errors_of(desk.ask("PATCH", PATH, {"form": [EMAIL, *boxes]})) == ["form"]


def test_the_senders_that_settings_take_are_those_that_can_be_read() -> None:
    assert set(REGISTRY) == set(Senders.model_fields)


def test_settings_longer_than_an_event_can_hold_are_400(desk: Desk) -> None:
    label = {"en": "?" * 500}
    questions: list[dict[str, object]] = [{"key": f"q{n}", "label": label} for n in range(99)]
    form = [EMAIL, *questions]
    long = [{**one, "help": {"en": "!" * 500, "fr": "!" * 500}} for one in form]
    assert desk.ask("PATCH", PATH, {"form": form}).status == 200
    assert errors_of(desk.ask("PATCH", PATH, {"form": long})) == [""]


def test_a_patch_nested_beyond_all_reason_is_400(desk: Desk) -> None:
    for depth in (30, 400, 900, 5000):
        objects = b'{"location":' * depth + b"1" + b"}" * depth
        lists = b'{"form":' + b"[" * depth + b"]" * depth + b"}"
        assert errors_of(desk.ask("PATCH", PATH, objects)) == [""]
        assert errors_of(desk.ask("PATCH", PATH, lists)) in (["form[0]"], [""])
