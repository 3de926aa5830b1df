"""Mails that the rules of a meeting call for: who has no place, not yet or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shared.domain.message import MessageKind
from tests.unit.mail.reading import a_letter, a_refusal, html_of, read, text_of, write


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("full", "No place is left in what you chose."),
        ("closed", "The options that you chose can no longer be changed."),
    ],
)
def test_who_is_refused_a_change_reads_that_the_registration_stays(reason: str, words: str) -> None:
    refusal = a_refusal(reason)
    mail = read(write(replace(refusal, facts={**refusal.facts, "what": "update"})))
    assert mail["Subject"] == "Your changes could not be taken: Workshop on shared river basins"
    assert (words in text_of(mail), words in html_of(mail)) == (True, True)
    assert "It stays as it was." in " ".join(text_of(mail).split())


@pytest.mark.parametrize("kind", [MessageKind.PENDING, MessageKind.WAITLISTED])
def test_who_has_no_place_yet_reads_so(kind: MessageKind) -> None:
    mail = read(write(a_letter(kind)))
    assert "you do not have a place yet" in " ".join(text_of(mail).split())
    assert "This mail is not a confirmation" in " ".join(html_of(mail).split())


def test_who_is_declined_reads_it_in_the_subject_and_whom_to_ask() -> None:
    mail = read(write(a_letter(MessageKind.DECLINED)))
    assert mail["Subject"] == "We cannot offer you a place: Workshop on shared river basins"
    assert "please write to organiser@example.org" in text_of(mail)
