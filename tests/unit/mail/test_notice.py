"""Notices as mails: what has changed line by line, and the entry that follows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from infra.local.examples.letters import write_example
from infra.local.examples.meeting import example_event
from shared.domain.message import MessageKind
from shared.domain.session import Status
from tests.unit.mail.reading import FACTS, a_letter, html_of, part, read, text_of, write

TITLE = "Workshop on shared river basins"


def a_notice_mail(**facts: str) -> tuple[str, str, str]:
    """Subject, text on one line, and HTML of a notice that tells this."""
    letter = a_letter(MessageKind.NOTICE, facts=FACTS[MessageKind.NOTICE] | facts)
    mail = read(write(letter))
    return mail["Subject"], text_of(mail), html_of(mail)


def test_each_change_stands_on_a_line_of_its_own() -> None:
    _, text, page = a_notice_mail()
    told = "“Closing” is now in Red Hall instead of Blue Hall."
    assert f"What has changed:\n- {told}\n- “Coffee” is cancelled.\n\n" in text
    assert f"{told}<br>“Coffee” is cancelled.</td>" in page


@pytest.mark.parametrize(
    ("whole", "subject", "says"),
    [
        ("", "What has changed", "something in the programme has changed"),
        ("status", "Takes place after all", "the meeting takes place after all"),
        ("time", "New time", "the meeting has changed"),
        ("place status", "Takes place after all", "the meeting takes place after all"),
        ("place time", "New time and place", "the meeting has changed"),
    ],
)
def test_the_subject_names_what_of_the_whole_meeting_is_new(
    whole: str, subject: str, says: str
) -> None:
    told, text, page = a_notice_mail(whole=whole)
    assert told == f"{subject}: {TITLE}"
    assert (says in text, says in page) == (True, True)


def test_a_postponement_stands_in_the_subject_of_every_language() -> None:
    said = {
        "en": "Postponed",
        "fr": "Réunion reportée",
        "es": "Reunión aplazada",
        "de": "Verschoben",
        "sr-Latn": "Odloženo",
    }
    for language, word in said.items():
        event = example_event(language)
        facts = FACTS[MessageKind.NOTICE] | {"whole": "status"}
        later = replace(event, status=Status.POSTPONED)
        mail = read(write_example(MessageKind.NOTICE, language, later, facts))
        assert mail["Subject"].partition(":")[0].strip() == word


def test_more_than_is_told_is_found_in_the_agenda() -> None:
    for further, there in (("12", True), ("", False)):
        _, text, page = a_notice_mail(further=further)
        assert ("and more; the agenda shows all of it" in text) is there
        assert ("and more; the agenda shows all of it" in page) is there


def test_what_people_typed_stays_words() -> None:
    _, text, page = a_notice_mail(changes="<b>“Tea”</b>\u2028 is new.\r\x00x")
    assert "- <b>“Tea”</b>" in text
    assert "&lt;b&gt;“Tea”&lt;/b&gt;" in page


def test_the_entry_comes_along_and_the_mail_says_so() -> None:
    mail = read(write(a_letter(MessageKind.NOTICE)))
    assert part(mail, "text/calendar").get_param("method") == "REQUEST"
    assert "Your calendar should update its entry by itself." in " ".join(text_of(mail).split())
    bare = a_letter(MessageKind.NOTICE, method=None, entry=None)
    assert "by itself" not in text_of(read(write(bare)))
