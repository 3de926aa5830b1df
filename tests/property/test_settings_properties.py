"""Settings: whatever is sent is either refused by name or becomes a state that holds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from functions.organiser.event_id import event_ids, is_event_id
from functions.organiser.listing import Listing, open_cursor, seal_cursor
from functions.organiser.schemas.patch import merge_patch, settings_change, show_settings
from functions.organiser.schemas.settings import settings_document
from shared.domain.errors import Invalid
from shared.domain.event import Event
from tests.builders import an_event

KEYS = [*settings_document(an_event()), "colour"]
INNER = ["room", "city", "waitlist", "approval", "hour", "recipients", "standard", "secrets", "x"]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-3, 30)
    | st.floats(allow_nan=False)
    | st.text(max_size=5)
    | st.sampled_from(["2027-05-04", "Europe/Zagreb", "cancelled", "a@example.org", "c2VjcmV0"])
)
JSON: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(INNER) | st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)
PATCHES = st.dictionaries(st.sampled_from(KEYS), JSON, max_size=3)
DOCUMENTS = st.dictionaries(st.sampled_from("abcd"), JSON, max_size=4)


def patched(patch: object) -> Event | Invalid:
    """The workshop under a patch, or what is wrong with the patch."""
    try:
        return settings_change(patch)(an_event())
    except Invalid as wrong:
        return wrong


@given(PATCHES)
def test_a_patch_is_refused_by_name_or_gives_settings_that_read_back(patch: Any) -> None:
    event = patched(patch)
    if isinstance(event, Invalid):
        assert all(path and message for path, message in event.errors)
        return
    again = settings_change(settings_document(event))(event)
    assert again == event
    assert show_settings(again) == show_settings(event)


@given(PATCHES)
def test_a_patch_applied_twice_is_the_patch_applied_once(patch: Any) -> None:
    event = patched(patch)
    if isinstance(event, Event):
        assert settings_change(patch)(event) == event


@given(PATCHES)
def test_settings_change_nothing_but_settings(patch: Any) -> None:
    event, before = patched(patch), an_event()
    if isinstance(event, Invalid):
        return
    names = ("id", "contact", "project", "institutions", "signing_key", "settings_version", "span")
    kept = {name: getattr(before, name) for name in names}
    assert replace(event, **kept) == event


@given(DOCUMENTS, DOCUMENTS)
def test_merging_is_idempotent_and_leaves_its_arguments_alone(target: Any, patch: Any) -> None:
    before = repr((target, patch))
    once = merge_patch(target, patch)
    assert merge_patch(once, patch) == once
    assert repr((target, patch)) == before


@given(DOCUMENTS)
def test_the_empty_patch_changes_nothing(target: Any) -> None:
    assert merge_patch(target, {}) == target


@given(st.text())
def test_every_title_has_an_id_to_begin_with(title: str) -> None:
    numbered = event_ids(title)
    first, second = next(numbered), next(numbered)
    assert is_event_id(first)
    assert is_event_id(second)
    assert first != second


@given(st.binary(min_size=32, max_size=32), st.text(), st.text(st.characters(codec="utf-8")))
def test_a_cursor_opens_to_the_key_it_was_sealed_with(key: bytes, name: str, after: str) -> None:
    listing = Listing(name.encode(errors="ignore").decode(), key)
    assert open_cursor(listing, seal_cursor(listing, after)) == after
