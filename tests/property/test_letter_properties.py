"""Letters of every kind in every language, whatever people call themselves and their meetings."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from infra.local.examples.letters import FACTS, write_example
from infra.local.examples.meeting import example_event
from shared.domain.event import OrganiserIdentity
from shared.domain.message import MessageKind
from shared.domain.place import Contact, Location
from shared.render.mail.message import RenderedMail
from shared.render.mail.templates import languages_of
from tests.property.test_mail_properties import TYPED
from tests.unit.mail.reading import html_of, part, read, recipients, text_of
from tests.unit.mail.test_templates import Outline

LETTERS = st.sampled_from([(kind, one) for kind in MessageKind for one in languages_of(kind)])
KEPT = frozenset({"what", "whole", "reason", "of", "silent", "invitation", "link_version", "html"})
"""Facts that are words of the program, not of people."""


def write_hostile(kind: MessageKind, language: str, title: str, typed: str) -> RenderedMail:
    """The example of a kind where everything that people type is one of two texts."""
    event = replace(
        example_event(language),
        title=title,
        reference=typed,
        location=Location(venue=typed, room=title, city=typed, country=title),
        contact=Contact(name=typed, post=title, organisation=typed, email="kolar@example.org"),
        organiser=OrganiserIdentity(typed, "meetings@example.org"),
    )
    compose = FACTS.get(kind)
    facts = compose(event) if compose else {}
    if kind is not MessageKind.DIGEST:
        facts = {name: told if name in KEPT else f"{told} {typed}" for name, told in facts.items()}
    return write_example(kind, language, event, facts, name=typed)


@settings(max_examples=250, deadline=None)
@given(letter=LETTERS, title=TYPED, typed=TYPED)
def test_whatever_is_typed_every_letter_is_one_mail_that_a_strict_program_reads(
    letter: tuple[MessageKind, str], title: str, typed: str
) -> None:
    kind, language = letter
    mail = write_hostile(kind, language, title, typed)
    parsed = read(mail)
    outline = Outline(html_of(parsed))
    assert recipients(parsed) == [mail.to]
    assert (outline.open, outline.crossed) == ([], [])
    assert outline.seen[0][1]["lang"] == language
    assert {tag for tag, _ in outline.seen} & {"img", "script", "b", "iframe", "form"} == set()
    assert "\n-- \n" in text_of(parsed)
    assert [one.defects for one in parsed.walk() if one.defects] == []
    assert [part(parsed, one).get_content_charset() for one in ("text/plain", "text/html")] == [
        "utf-8",
        "utf-8",
    ]
