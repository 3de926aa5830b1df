"""Which keys of a patch the journal names: names, and nothing of what they are set to."""

from __future__ import annotations

import pytest

from functions.organiser.schemas.patch import name_keys


@pytest.mark.parametrize(
    ("patch", "named"),
    [
        ({"capacity": 3}, "capacity"),
        ({"capacity": 3, "title": None}, "capacity, title"),
        ({"registration": {"waitlist": True, "approval": None}},
         "registration.waitlist, registration.approval"),
        ({"senders": {"standard": {"secrets": ["whsec_c2VjcmV0"]}}}, "senders.standard"),
        ({"registration": None}, "registration"),
        ({"quotas": {}}, None),
        ({"form": [{"key": "name"}]}, "form"),
        ({}, None),
        (["capacity"], None),
    ],
)  # fmt: skip
def test_the_keys_of_a_patch_are_named(patch: object, named: str | None) -> None:
    assert name_keys(patch) == named
