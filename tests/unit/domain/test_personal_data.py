"""Personal data: one table, by which nouns are blanked and told."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from shared.domain.message import Recipient
from shared.domain.personal_data import (
    PERSONAL_DATA,
    blank,
    erase_registration,
    personal_attributes,
    tell_personal,
)
from shared.domain.registration import Delegation
from tests.builders import (
    NOW,
    a_change,
    a_delivery,
    a_message,
    a_registration,
    a_suppression,
    an_erasure,
    an_invitation,
)

OF_ATTENDEES = (
    a_registration(),
    an_invitation(),
    a_message(to=Recipient("a@example.org", "A"), facts={"name": "A"}),
    a_delivery(),
    a_suppression(),
    an_erasure(),
)


@pytest.mark.parametrize("noun", OF_ATTENDEES, ids=lambda noun: type(noun).__name__)
def test_a_blanked_noun_tells_of_nobody_and_keeps_everything_else(noun: Any) -> None:
    bare, personal = blank(noun), personal_attributes(type(noun))
    assert personal
    assert not any(tell_personal(bare).values())
    kept = {one.name for one in fields(noun)} - set(personal)
    assert [getattr(bare, name) for name in kept] == [getattr(noun, name) for name in kept]
    assert blank(bare) == bare


def test_a_noun_that_tells_of_nobody_stays_as_it_is() -> None:
    assert blank(a_change()) == a_change()
    assert tell_personal(a_change()) == {}


def test_no_noun_stands_in_the_table_twice() -> None:
    assert len({one.noun for one in PERSONAL_DATA}) == len(PERSONAL_DATA)


def test_an_erased_registration_is_nobodys_and_counts_nowhere() -> None:
    person = a_registration(
        institution_id="sorrel",
        tallies=("institution#sorrel",),
        delegation=Delegation.HEAD,
        responses=(("standard", "response-1"),),
        consents={"agreed": "1"},
        feedback="bounced",
        thread="0100-first",
    )
    after = erase_registration(person, NOW)
    bare = (after.institution_id, after.tallies, after.delegation, after.responses)
    assert bare == (None, (), None, ())
    assert (after.identity, dict(after.consents)) == ("", {})
    assert (after.feedback, after.thread) == (None, None)
    assert (after.erased_at, after.id, after.state) == (NOW, person.id, person.state)
