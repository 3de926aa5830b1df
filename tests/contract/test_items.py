"""What the items look like: keys that keep readers apart, marks, and who is told of where."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_args

import pytest

from infra.resources.table import create_table_request, table_properties, table_resource
from shared.adapters.commit import Stored
from shared.adapters.dynamodb.codec import from_item
from shared.adapters.dynamodb.items import PERSONAL_DATA, items_of, key_of_noun
from shared.adapters.dynamodb.nouns import noun_of
from shared.adapters.places import PLACES
from shared.domain.agenda import (
    Delta,
    Edition,
    Listing,
    Pointer,
    Release,
    Rendition,
    Revision,
)
from shared.domain.gate import Gate, LinePlace, Tally
from shared.domain.message import Recipient
from tests.builders import (
    NOW,
    a_delivery,
    a_list_run,
    a_message,
    a_receipt,
    a_registration,
    a_release,
    a_rendition,
    a_session,
)
from tests.nouns import BUILDERS

NOUNS = tuple(build() for build in BUILDERS)
KINDS: tuple[type[Any], ...] = get_args(Stored)
PUBLIC = {Pointer, Release, Rendition, Delta, Edition, Revision, Listing}
OURS = {"PK", "SK", "v", "noun", "written", "expires", "due_shard", "due_order", "parts"}
PEOPLE = ("Aalders", "aalders", "Brandt", "Abashidze", "example.", "Ilves", "+995")


def plain_item(noun: Any) -> dict[str, Any]:
    (item,) = items_of(noun, "token")
    return from_item(item)


def test_there_is_a_builder_for_every_noun_that_is_added() -> None:
    assert {type(noun) for noun in NOUNS} | {Tally} == set(KINDS)


def test_every_noun_has_a_place_under_its_name() -> None:
    assert sorted(PLACES) == sorted(kind.__name__ for kind in KINDS)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: type(noun).__name__)
def test_every_item_says_its_schema_its_noun_and_who_wrote_it(noun: Any) -> None:
    plain = plain_item(noun)
    marks = {name: plain[name] for name in ("v", "noun", "written")}
    assert marks == {"v": 1, "noun": type(noun).__name__, "written": "token"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_field_of_a_noun_is_called_like_a_mark(kind: type[Any]) -> None:
    assert {one.name for one in fields(kind)} & OURS == set()


def test_only_what_the_public_may_read_has_a_key_that_begins_with_agenda() -> None:
    public = {type(noun) for noun in NOUNS if key_of_noun(noun).pk.startswith("AGENDA#")}
    assert public == PUBLIC


def test_the_hot_gate_shares_its_partition_with_nothing_but_the_line() -> None:
    gates = {type(noun) for noun in NOUNS if key_of_noun(noun).pk.startswith("GATE#")}
    assert gates == {Gate, LinePlace}


def test_no_two_nouns_have_one_key() -> None:
    assert len({key_of_noun(noun) for noun in NOUNS}) == len(NOUNS)


def test_people_are_named_only_where_the_table_of_personal_data_says() -> None:
    listed = {(one.noun, attribute) for one in PERSONAL_DATA for attribute in one.attributes}
    nouns = [*NOUNS, a_message(to=Recipient("meret.aalders@example.org"), facts={"name": "Brandt"})]
    found = {
        (type(noun), name)
        for noun in nouns
        for name, value in plain_item(noun).items()
        if any(person in repr(value) for person in PEOPLE)
    }
    # an entry's UID ends in the host of our own address, as a listing's begins with it
    assert {one for one in found if one[1] not in ("entry", "url")} - listed == set()


@pytest.mark.parametrize("one", PERSONAL_DATA, ids=lambda one: one.noun.__name__)
def test_the_table_of_personal_data_names_attributes_that_there_are(one: Any) -> None:
    assert set(one.attributes) <= {field.name for field in fields(one.noun)}


@pytest.mark.parametrize("noun", [a_receipt(), a_delivery(), a_message(), a_list_run()])
def test_what_is_kept_for_a_while_expires_400_days_later(noun: Any) -> None:
    assert plain_item(noun)["expires"] - NOW.timestamp() == 400 * 24 * 60 * 60


def test_a_registration_does_not_expire() -> None:
    assert "expires" not in plain_item(a_registration())


def test_sessions_are_packed() -> None:
    sessions = tuple(a_session(id=f"session-{n}") for n in range(300))
    release = a_release(sessions=sessions)
    (item,) = items_of(release, "token")
    assert len(item["sessions"]["B"]) < 5_000
    assert noun_of(type(release), item) == release


def test_a_large_rendition_is_cut_into_items_that_dynamodb_takes() -> None:
    items = items_of(a_rendition(body=b"x" * 1_000_000), "token")
    assert [item["SK"]["S"] for item in items] == [
        "RENDITION#00000001#json",
        "RENDITION#00000001#json#001",
        "RENDITION#00000001#json#002",
    ]
    assert max(len(item["body"]["B"]) for item in items) == 350_000


def test_an_attribute_of_an_older_schema_that_is_gone_is_passed_over() -> None:
    (item,) = items_of(a_receipt(), "token")
    assert noun_of(type(a_receipt()), {**item, "former": {"S": "x"}}) == a_receipt()


def test_the_template_and_the_local_table_are_one_table() -> None:
    properties = table_properties()
    request, resource = create_table_request("name"), table_resource()
    assert {**request, **properties} == request
    assert {**resource["Properties"], **properties} == resource["Properties"]
    assert request["StreamSpecification"]["StreamViewType"] == "NEW_IMAGE"
    assert resource["Properties"]["TimeToLiveSpecification"] == {
        "AttributeName": "expires",
        "Enabled": True,
    }
