"""Every kind in every language: what people see of it, and what they read without HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from email.message import EmailMessage
from functools import cache

import pytest

from infra.local.examples.letters import write_example
from infra.local.examples.meeting import REGISTRATION, example_event
from shared.domain.message import MessageKind
from shared.domain.session import Status
from shared.render.mail.templates import languages_of
from tests.unit.mail.appearance import Appearance
from tests.unit.mail.reading import html_of, part, read, text_of
from tests.unit.mail.test_templates import Outline

LETTERS = [(kind, language) for kind in MessageKind for language in languages_of(kind)]
EVERY = pytest.mark.parametrize(("kind", "language"), LETTERS)
CLIPPED = 102_000
LONGEST_SUBJECT = 78
READABLE = 4.5
"""Contrast of text (WCAG 2.2, 1.4.3)."""


@cache
def texts(kind: MessageKind, language: str) -> tuple[str, str, str]:
    """Subject, text and page of the example."""
    mail = read(write_example(kind, language))
    return mail["Subject"], text_of(mail), html_of(mail)


@EVERY
def test_a_subject_is_short_where_the_title_is(kind: MessageKind, language: str) -> None:
    title = example_event(language).title
    subject = texts(kind, language)[0]
    own = subject.removesuffix(f" – {title}") if kind is MessageKind.DIGEST else subject
    assert len(own) <= LONGEST_SUBJECT
    assert subject.endswith(title)
    assert re.match(r"(re|fwd?|aw|wg|tr|rv|odg|pros)\s*:", subject, re.IGNORECASE) is None


@EVERY
def test_what_the_page_says_and_links_to_stands_in_the_text(
    kind: MessageKind, language: str
) -> None:
    assert unsaid(read(write_example(kind, language))) == ([], [])


@EVERY
def test_all_that_is_read_stands_out_by_day_and_by_night(kind: MessageKind, language: str) -> None:
    said = Appearance(texts(kind, language)[2]).said
    assert [one for one in said if min(one.light.contrast, one.dark.contrast) < READABLE] == []
    assert all(one.light != one.dark or one.button for one in said)


@EVERY
def test_a_page_names_its_language_nests_well_and_is_not_clipped(
    kind: MessageKind, language: str
) -> None:
    mail = read(write_example(kind, language))
    outline = Outline(html_of(mail))
    attributes = {"lang": language, "dir": "ltr", "xmlns": "http://www.w3.org/1999/xhtml"}
    assert outline.seen[0] == ("html", attributes)
    assert (outline.open, outline.crossed) == ([], [])
    assert len(part(mail, "text/html").get_payload()) < CLIPPED
    assert {tag for tag, _ in outline.seen} & {"img", "script", "link", "iframe", "form"} == set()
    styled = {tag for tag, told in outline.seen if "style" in told}
    assert styled >= {"body", "div", "h1", "table", "td"}


@EVERY
def test_no_line_of_a_text_is_broken_in_its_words(kind: MessageKind, language: str) -> None:
    text = texts(kind, language)[1]
    assert "\n\n\n" not in text
    assert [line for line in text.splitlines() if line != line.strip() and line != "-- "] == []
    assert {mark for mark in ("{{", "{%", "**", "None", "  \n") if mark in text} == set()


@pytest.mark.parametrize("language", languages_of(MessageKind.REFUSED))
@pytest.mark.parametrize("reason", ["full", "unmapped", "not_invited", "closed"])
@pytest.mark.parametrize("what", [{}, {"what": "update"}])
def test_the_text_of_every_refusal_says_all(
    language: str, reason: str, what: dict[str, str]
) -> None:
    facts = {"reason": reason, **what}
    assert unsaid(read(write_example(MessageKind.REFUSED, language, facts=facts))) == ([], [])


@pytest.mark.parametrize("language", languages_of(MessageKind.ALERT))
@pytest.mark.parametrize(
    "facts",
    [
        {"what": "quarantined", "detail": "1", "where": "https://meeting.example.org/d"},
        {"what": "quarantined", "detail": "7", "where": "https://meeting.example.org/d"},
        {"what": "digest_left", "detail": "0"},
        {"what": "digest_left", "detail": "1"},
        {"what": "cancelled", "detail": "waitlisted"},
        {"what": "cancelled", "detail": "pending"},
        {"what": "substituted", "detail": "Domen Žagar"},
        {"what": "options", "detail": "Dinner: fish"},
    ],
)
def test_the_text_of_every_alert_says_all(language: str, facts: dict[str, str]) -> None:
    told = {"name": "Ilse Brandauer", "institution": "Hill Weather Service", **facts}
    assert unsaid(read(write_example(MessageKind.ALERT, language, facts=told))) == ([], [])


@pytest.mark.parametrize("language", languages_of(MessageKind.REMINDER))
@pytest.mark.parametrize("facts", [{"of": "closing"}, {"of": "start", "silent": "yes"}])
def test_the_text_of_every_reminder_says_all(language: str, facts: dict[str, str]) -> None:
    told = {"invitation": REGISTRATION, "link_version": "1", **facts}
    assert unsaid(read(write_example(MessageKind.REMINDER, language, facts=told))) == ([], [])


@pytest.mark.parametrize("status", [Status.POSTPONED, Status.CANCELLED])
@EVERY
def test_the_text_says_all_of_a_meeting_that_is_put_off_or_called_off(
    kind: MessageKind, language: str, status: Status
) -> None:
    event = replace(example_event(language), status=status)
    assert unsaid(read(write_example(kind, language, event))) == ([], [])


def unsaid(mail: EmailMessage) -> tuple[list[str], list[str]]:
    """Words and links of the page, buttons left out, that neither subject nor text holds."""
    told, page = f"{mail['Subject']}\n{text_of(mail)}", Appearance(html_of(mail))
    said = " ".join(one.words for one in page.said if not one.button)
    words = set(re.findall(r"\w+", said)) - set(re.findall(r"\w+", told))
    links = (link.removeprefix("mailto:") for link in page.links)
    return sorted(words), [link for link in links if link not in told]
