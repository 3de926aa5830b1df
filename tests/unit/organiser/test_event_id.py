"""Ids made of titles."""

from __future__ import annotations

from itertools import islice

import pytest

from functions.organiser.event_id import event_ids, fold_to_slug, is_event_id


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Seminar on Ferries & Lighthouses", "seminar-on-ferries-lighthouses"),
        ("Réunion – Sécurité", "reunion-securite"),
        ("Straße", "strasse"),
        ("  --Pilots’ Guild--  ", "pilots-guild"),
        ("Łódź 2027", "odz-2027"),
        ("Састанак", ""),
        ("x" * 80, "x" * 63),
    ],
)
def test_a_title_is_folded_to_a_slug(title: str, slug: str) -> None:
    assert fold_to_slug(title) == slug


@pytest.mark.parametrize(
    ("title", "ids"),
    [
        ("Ferries", ["ferries", "ferries-2", "ferries-3"]),
        ("Састанак", ["event", "event-2", "event-3"]),
        ("Self", ["self-2", "self-3", "self-4"]),
        ("AI", ["event-ai", "event-ai-2", "event-ai-3"]),
        ("y" * 70, ["y" * 63, "y" * 61 + "-2", "y" * 61 + "-3"]),
    ],
)
def test_ids_are_numbered_and_cut_to_fit(title: str, ids: list[str]) -> None:
    made = list(islice(event_ids(title), 3))
    assert made == ids
    assert [is_event_id(one) for one in made] == [True, True, True]
