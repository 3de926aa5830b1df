"""Settings: a frozen value per function, every missing variable named."""

from __future__ import annotations

import pytest

from shared.edge.settings import (
    SETTINGS,
    FeedbackSettings,
    MailerSettings,
    SettingsMissing,
    read_settings,
)

WHOLE = {
    "TABLE_NAME": "secretariat",
    "AWS_REGION": "eu-central-1",
    "PUBLIC_URL": "https://meeting.example.org/",
    "SENDER_IDENTITY": "desk@example.org",
    "CALENDAR_HOST": "calendar.example.org",
}


def test_the_mailer_reads_all_there_is() -> None:
    assert read_settings("mailer", {**WHOLE, "CONFIGURATION_SET": "events"}) == MailerSettings(
        table_name="secretariat",
        aws_region="eu-central-1",
        public_url="https://meeting.example.org",
        sender_identity="desk@example.org",
        configuration_set="events",
    )


def test_the_configuration_set_may_be_missing() -> None:
    settings = read_settings("mailer", WHOLE)
    assert isinstance(settings, MailerSettings)
    assert settings.configuration_set is None


def test_feedback_needs_no_address_of_its_own() -> None:
    environment = {name: WHOLE[name] for name in ("TABLE_NAME", "AWS_REGION")}
    assert read_settings("feedback", environment) == FeedbackSettings("secretariat", "eu-central-1")


@pytest.mark.parametrize("function", sorted(SETTINGS))
@pytest.mark.parametrize("empty", ["", "  "])
def test_a_missing_table_is_named(function: str, empty: str) -> None:
    with pytest.raises(SettingsMissing) as missing:
        read_settings(function, {**WHOLE, "TABLE_NAME": empty})
    assert missing.value.name == "TABLE_NAME"
    assert str(missing.value) == "The environment variable TABLE_NAME is not set."


@pytest.mark.parametrize("function", ["registration", "organiser"])
def test_functions_that_register_people_need_the_calendar_host(function: str) -> None:
    environment = {name: value for name, value in WHOLE.items() if name != "CALENDAR_HOST"}
    with pytest.raises(SettingsMissing) as missing:
        read_settings(function, environment)
    assert missing.value.name == "CALENDAR_HOST"


@pytest.mark.parametrize("function", ["registration", "agenda", "organiser", "mailer", "timer"])
def test_functions_that_write_links_need_the_public_url(function: str) -> None:
    environment = {name: value for name, value in WHOLE.items() if name != "PUBLIC_URL"}
    with pytest.raises(SettingsMissing) as missing:
        read_settings(function, environment)
    assert missing.value.name == "PUBLIC_URL"
