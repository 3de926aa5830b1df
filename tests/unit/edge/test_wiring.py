"""Wiring: what each function gets; nothing is built or asked before it is needed."""

from __future__ import annotations

import pytest

from shared.adapters.dynamodb.agenda import DynamoAgendaStore
from shared.adapters.dynamodb.client import TABLE_CONFIG
from shared.adapters.dynamodb.store import DynamoStore
from shared.adapters.letters import S3Letters
from shared.adapters.ses import SesMail
from shared.domain.errors import MailFailed, Missing
from shared.edge.agenda_wiring import wire_agenda
from shared.edge.cache import LastAttachment
from shared.edge.settings import SETTINGS, SettingsMissing
from shared.edge.wiring import NoMail, wire
from shared.mail_ports import OutgoingMail
from shared.ports import NO_ATTACHMENTS, NO_LETTERS

ENVIRONMENT = {
    "TABLE_NAME": "secretariat",
    "AWS_REGION": "eu-central-1",
    "PUBLIC_URL": "https://meeting.example.org",
    "SENDER_IDENTITY": "desk@example.org",
    "CALENDAR_HOST": "calendar.example.org",
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


@pytest.mark.parametrize("function", sorted(SETTINGS.keys() - {"agenda"}))
def test_only_the_mailer_gets_a_provider(function: str, environment: pytest.MonkeyPatch) -> None:
    ports = wire(function)
    assert isinstance(ports.store, DynamoStore)
    assert isinstance(ports.mail, SesMail if function == "mailer" else NoMail)


@pytest.mark.parametrize("function", ["registration", "organiser", "timer"])
def test_who_has_to_do_with_letters_gets_their_bucket(
    function: str, environment: pytest.MonkeyPatch
) -> None:
    assert wire(function).letters is NO_LETTERS
    environment.setenv("LETTER_BUCKET", "letters")
    assert isinstance(wire(function).letters, S3Letters)


def test_the_mailer_has_nothing_to_do_with_letters(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("LETTER_BUCKET", "letters")
    assert wire("mailer").letters is NO_LETTERS


@pytest.mark.parametrize("function", sorted(SETTINGS.keys() - {"agenda"}))
def test_organisers_bring_files_and_the_mailer_sends_them(
    function: str, environment: pytest.MonkeyPatch
) -> None:
    assert wire(function).attachments is NO_ATTACHMENTS
    environment.setenv("LETTER_BUCKET", "letters")
    has_files = isinstance(wire(function).attachments, LastAttachment)
    assert has_files is (function in ("organiser", "mailer"))


def test_where_there_is_no_bucket_no_letter_is_and_none_is_asked_for() -> None:
    assert NO_LETTERS.received("river-basins", "anybody") is None
    assert NO_LETTERS.address("river-basins", "anybody") is None
    NO_LETTERS.forget("river-basins", "anybody")
    with pytest.raises(Missing) as missing:
        NO_LETTERS.presign("river-basins", "anybody", "application/pdf", "")
    assert missing.value == Missing("letter store")


def test_the_agenda_gets_a_store_that_only_reads(environment: pytest.MonkeyPatch) -> None:
    store: object = wire_agenda().store
    assert type(store) is DynamoAgendaStore
    assert [name for name in dir(store) if name[0] != "_"] == [
        *("deltas", "edition", "listing_page", "pointer", "rendition"),
    ]


def test_the_mailer_knows_who_it_writes_as(environment: pytest.MonkeyPatch) -> None:
    ports = wire("mailer")
    assert (ports.public_url, ports.sender_identity) == (
        "https://meeting.example.org",
        "desk@example.org",
    )


@pytest.mark.parametrize("function", sorted(SETTINGS.keys() - {"agenda"}))
def test_who_registers_people_knows_the_host_of_their_entries(
    function: str, environment: pytest.MonkeyPatch
) -> None:
    registers = function in ("registration", "organiser")
    assert wire(function).calendar_host == ("calendar.example.org" if registers else "")


def test_the_table_is_asked_once_since_the_store_tries_again_by_itself() -> None:
    assert vars(TABLE_CONFIG)["retries"] == {"total_max_attempts": 1, "mode": "standard"}


def test_what_is_not_set_is_missing(environment: pytest.MonkeyPatch) -> None:
    environment.delenv("TABLE_NAME")
    with pytest.raises(SettingsMissing):
        wire("registration")
    with pytest.raises(SettingsMissing):
        wire_agenda()


def test_who_may_not_send_fails_for_good() -> None:
    with pytest.raises(MailFailed) as failed:
        NoMail().send(OutgoingMail("desk@example.org", "ada@example.net", b"", {}))
    assert failed.value.outcome == "permanent"
