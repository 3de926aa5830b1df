"""Consents: the wording that somebody accepted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shared.domain.consent import VERSION_LENGTH, consent_version, consents_of
from shared.domain.form import Field, FieldType

PHOTOS = Field("photos", {"en": "You may photograph me", "fr": "Photos"}, FieldType.CONSENT)
VERSION = consent_version(PHOTOS)


@pytest.mark.parametrize(
    "reworded",
    [
        replace(PHOTOS, label={"en": "You may film me", "fr": "Photos"}),
        replace(PHOTOS, label={"en": "You may photograph me"}),
        replace(PHOTOS, help={"en": "For our archive only."}),
    ],
)
def test_another_wording_is_another_version(reworded: Field) -> None:
    assert consent_version(reworded) != VERSION


def test_the_same_wording_is_the_same_version_whatever_else_changes() -> None:
    assert consent_version(replace(PHOTOS, required=True, key="pictures")) == VERSION
    reordered = dict(reversed(list(PHOTOS.label.items())))
    assert consent_version(replace(PHOTOS, label=reordered)) == VERSION
    assert len(VERSION) == VERSION_LENGTH


def test_only_a_consent_that_is_given_is_kept() -> None:
    form = (PHOTOS, Field("bus", {"en": "Bus"}, FieldType.CHECKBOX))
    assert consents_of(form, {"photos": "yes", "bus": "yes"}) == {"photos": VERSION}
    assert consents_of(form, {"bus": "yes"}, {"photos": "old"}) == {}


def test_what_was_accepted_stays_accepted_until_it_is_given_anew() -> None:
    given = {"photos": "yes"}
    assert consents_of((PHOTOS,), given, {"photos": "old"}) == {"photos": "old"}
    assert consents_of((PHOTOS,), given, {"photos": "old"}, {"photos"}) == {"photos": VERSION}
