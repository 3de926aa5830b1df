"""Values that break mails elsewhere: none becomes a field or a recipient here."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from shared.domain.event import OrganiserIdentity
from shared.domain.message import MessageKind
from shared.domain.text import clean_line
from tests.builders import a_registration, an_event
from tests.unit.mail.every_kind import a_mail_with, body_with, heads_of, judge_bytes
from tests.unit.mail.reading import FIELDS, a_letter, read, recipients, text_of, write

ADDRESS = "meret.aalders@example.org"


def judge(value: str) -> None:
    """Write the value wherever people type, and read the mail back."""
    event = an_event(title=value, organiser=OrganiserIdentity(value, "organiser@example.org"))
    mail = write(a_letter(MessageKind.CONFIRMATION), event, a_registration(name=value))
    parsed = read(mail)
    header = mail.raw.split(b"\r\n\r\n")[0]
    assert parsed.keys() == FIELDS
    assert recipients(parsed) == [ADDRESS]
    assert max(map(len, header.split(b"\r\n"))) <= 78
    assert b"\n" not in mail.raw.replace(b"\r\n", b"")
    assert "=?" not in f"{parsed['To']}{parsed['From']}{parsed['Subject']}"
    greeting = f"Dear {clean_line(value)}," if clean_line(value) else "Good day,"
    assert text_of(parsed).split("\n")[0] == greeting


def test_values_made_to_break_headers_break_none(corpus: Path) -> None:
    cases = json.loads((corpus / "data/mail/header_injection.json").read_text())["values"]
    assert len(cases) > 5
    for value in cases:
        judge(value)


@pytest.mark.parametrize("kind", MessageKind)
def test_in_no_kind_of_mail_do_they_become_fields_people_or_other_words(
    corpus: Path, kind: MessageKind
) -> None:
    harmless = a_mail_with(kind, "Ana")
    for value in json.loads((corpus / "data/mail/header_injection.json").read_text())["values"]:
        mail = a_mail_with(kind, value)
        assert heads_of(mail) == heads_of(harmless)
        assert len(heads_of(mail).recipients) == 1
        assert body_with(mail, value) == body_with(harmless, "Ana")
        judge_bytes(mail)


def test_names_of_every_kind_can_be_written_to(corpus: Path) -> None:
    cases = json.loads((corpus / "data/mail/names.json").read_text())["names"]
    assert len(cases) > 20
    for case in cases:
        judge(case["value"])


def test_naughty_strings_can_be_written_to(corpus: Path) -> None:
    cases = json.loads((corpus / "data/mail/blns.base64.json").read_text())
    assert len(cases) > 400
    for encoded in cases:
        judge(base64.b64decode(encoded).decode(errors="replace"))


def test_a_reply_address_made_to_break_headers_is_not_used(corpus: Path) -> None:
    cases = json.loads((corpus / "data/mail/header_injection.json").read_text())["values"]
    for value in cases:
        event = an_event(organiser=OrganiserIdentity("House of Rivers", value))
        parsed = read(write(a_letter(MessageKind.CONFIRMATION), event))
        assert (parsed.keys(), parsed["Reply-To"]) == (FIELDS, "desk@example.org")
