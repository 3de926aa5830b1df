"""What freezes, and from when the organiser hears of changes at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.errors import Invalid
from shared.domain.event import RegistrationRules
from shared.domain.form import DEFAULT_FORM, Field, FieldType
from shared.domain.freeze import changed_options, check_freeze, is_frozen, is_late
from tests.builders import NOW, an_event

FORM = (
    *DEFAULT_FORM,
    Field("dinner", {"en": "Dinner"}, FieldType.SELECT, options=("fish", "none")),
    Field("bus", {"en": "Bus"}, FieldType.CHECKBOX),
    Field("photos", {"en": "You may photograph me"}, FieldType.CONSENT),
)
START = datetime(2027, 3, 15, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(("minutes", "frozen"), [(-1, False), (0, True), (1, True)])
def test_options_freeze_at_the_very_instant(minutes: int, frozen: bool) -> None:
    event = an_event(registration=RegistrationRules(freeze_at=NOW))
    assert is_frozen(event, NOW + timedelta(minutes=minutes)) is frozen


def test_nothing_freezes_without_an_instant() -> None:
    assert not is_frozen(an_event(), NOW + timedelta(days=999))


@pytest.mark.parametrize(("minutes", "late"), [(-1, False), (0, True), (9999, True)])
def test_the_last_48_hours_begin_before_the_first_session(minutes: int, late: bool) -> None:
    at = START - timedelta(hours=48) + timedelta(minutes=minutes)
    assert is_late(an_event(), at) is late


def test_without_times_the_first_day_begins_the_meeting_and_without_days_nothing_is_late() -> None:
    event = an_event(span=None)
    midnight = datetime(2027, 3, 14, 20, 0, tzinfo=UTC)
    assert is_late(event, midnight - timedelta(hours=48))
    assert not is_late(event, midnight - timedelta(hours=48, seconds=1))
    assert not is_late(replace(event, dates=()), midnight)


def test_only_what_places_are_counted_by_is_an_option() -> None:
    before = {"phone": "1", "dinner": "fish"}
    after = {"phone": "2", "bus": "yes", "photos": "yes"}
    assert [one.key for one in changed_options(FORM, before, after)] == ["dinner", "bus"]


def test_a_frozen_change_names_each_field_and_what_stays_is_no_change() -> None:
    event = an_event(form=FORM, registration=RegistrationRules(freeze_at=NOW))
    check_freeze(event, NOW, {"dinner": "fish"}, {"dinner": "fish", "phone": "5"})
    with pytest.raises(Invalid) as frozen:
        check_freeze(event, NOW, {"dinner": "fish"}, {"dinner": "none", "bus": "yes"})
    assert [path for path, _ in frozen.value.errors] == ["dinner", "bus"]
