"""Mails in an organiser's own words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from shared.domain.errors import Invalid
from shared.domain.event import Event, Wording
from shared.domain.message import WORDED, MessageKind, Recipient
from shared.domain.session import Status
from shared.render.mail.templates import languages_of
from shared.render.mail.wording import judge_wording, preview_wording
from tests.builders import NOW, a_registration, an_event
from tests.unit.mail.reading import (
    FIELDS,
    PUBLIC_URL,
    a_letter,
    a_refusal,
    html_of,
    part,
    read,
    text_of,
    write,
)
from tests.unit.mail.test_templates import Outline

LINK = f"{PUBLIC_URL}/registration/self/"
CONFIRMATION = MessageKind.CONFIRMATION
OURS = Wording()


def event_saying(text: str | None, subject: str | None = None, **changes: Any) -> Event:
    """The workshop, whose confirmations say that."""
    return an_event(wording={CONFIRMATION.value: Wording(subject, text)}, **changes)


def confirm(event: Event, **person: Any) -> Any:
    """The confirmation of Meret Aalders."""
    return read(write(a_letter(CONFIRMATION), event, a_registration(**person)))


def test_a_text_takes_the_place_of_ours_and_what_nobody_may_miss_is_added() -> None:
    mail = confirm(event_saying("Dear {{ name }},\n\nwelcome to {{ meeting.title }}!"))
    text = text_of(mail)
    assert text.startswith(
        "Dear Meret Aalders,\n\nwelcome to Workshop on shared river basins!\n\nMeeting:   Workshop"
    )
    assert "We look forward" not in text
    assert "See, change or cancel my registration:\n" + LINK in text
    assert text.index("Your calendar invitation is part of this mail.") < text.index(LINK)
    assert mail.keys() == FIELDS
    assert mail["Subject"] == "Your place is confirmed: Workshop on shared river basins"


def test_a_subject_alone_leaves_the_text_as_it_is() -> None:
    ours, own = confirm(an_event()), confirm(event_saying(None, "Welcome, {{ name }}"))
    assert own["Subject"] == "Welcome, Meret Aalders"
    assert text_of(own) == text_of(ours)
    titled = html_of(ours).replace(f"<title>{ours['Subject']}<", "<title>Welcome, Meret Aalders<")
    assert html_of(own) == titled


def test_a_subject_may_be_the_meetings_title_which_is_always_there() -> None:
    judge_wording(MessageKind.CONFIRMATION, Wording(subject="{{ meeting.title }}"))
    mail = confirm(event_saying(None, "{{ meeting.title }}"))
    assert mail["Subject"] == an_event().title


def test_the_calendar_part_and_the_tags_stay() -> None:
    letter = a_letter(CONFIRMATION)
    ours, own = write(letter), write(letter, event_saying("Welcome!"))
    assert (own.to, own.source, own.tags) == (ours.to, ours.source, ours.tags)
    parts = [part(read(one), "text/calendar").get_content() for one in (ours, own)]
    assert parts[0] == parts[1]


def test_a_link_that_the_text_has_is_not_added_once_more() -> None:
    said = {"link": Wording(None, "Here it is: {{ self_url }}")}
    mail = read(write(a_letter(MessageKind.LINK), an_event(wording=said)))
    assert text_of(mail).count(LINK) == 1
    assert html_of(mail).count(f'<a class="link" href="{LINK}') == 1


def test_a_link_that_stands_in_a_branch_not_taken_is_added() -> None:
    said = {"link": Wording(None, "Hello.{% if not name %}{{ self_url }}{% endif %}")}
    mail = read(write(a_letter(MessageKind.LINK), an_event(wording=said)))
    assert text_of(mail).count(LINK) == 1


def test_what_changed_is_told_also_where_the_text_does_not_say_it() -> None:
    told = ["“Closing” is now in Red Hall instead of Blue Hall.", "“Coffee” is cancelled."]
    texts = []
    for source in (
        "Look.",
        "{{ changes | join('; ') }}",
        "{% for line in changes %}\n* {{ line }}\n{% endfor %}",
    ):
        event = an_event(wording={"notice": Wording(None, source)})
        texts.append(text_of(read(write(a_letter(MessageKind.NOTICE), event))))
    assert texts[0].startswith(f"Look.\n\n- {told[0]}\n- {told[1]}\n")
    assert texts[1].startswith(f"{told[0]}; {told[1]}\n\nMeeting:")
    assert texts[2].startswith(f"* {told[0]}\n* {told[1]}\n\nMeeting:")


@pytest.mark.parametrize("name", ["{{ 7*7 }}", "{% raw %}", "<b>x</b>", '"><script>', "&amp;"])
def test_what_people_type_is_text_and_nothing_else(name: str) -> None:
    mail = confirm(event_saying("Dear {{ name }}!", "For {{ name }}"), name=name)
    assert text_of(mail).splitlines()[0] == f"Dear {name}!"
    assert mail["Subject"] == f"For {name}"
    outline = Outline(html_of(mail))
    assert (outline.open, outline.crossed) == ([], [])
    assert {tag for tag, _ in outline.seen} & {"b", "script"} == set()


def test_links_are_made_of_the_organisers_text_and_never_of_what_people_type() -> None:
    source = "See https://example.org/a?b=1&c=2, or write. {{ name }}"
    mail = confirm(event_saying(source), name="Win at https://evil.example")
    assert "Win at https://evil.example" in text_of(mail)
    links = [told["href"] for tag, told in Outline(html_of(mail)).seen if tag == "a"]
    assert "https://example.org/a?b=1&c=2" in links
    assert [one for one in links if "evil" in str(one)] == []
    assert "\ue000" not in text_of(mail) + html_of(mail)


def test_a_text_from_right_to_left_reads_so_wherever_it_stands() -> None:
    mail = confirm(event_saying("مرحبا {{ name }}\n\nWelcome"))
    paragraphs = [told for tag, told in Outline(html_of(mail)).seen if tag == "p"]
    assert [one.get("dir") for one in paragraphs[:2]] == ["auto", "auto"]


def test_a_subject_never_begins_like_an_answer_and_an_empty_one_is_ours() -> None:
    event = event_saying(None, "{{ institution | default('x') }}")
    assert confirm(event, institution="Re: Fw: you")["Subject"] == "you"
    ours = "Your place is confirmed: Workshop on shared river basins"
    assert confirm(event, institution="Re:")["Subject"] == ours


@pytest.mark.parametrize(
    "source", ["{{ nobody }}", "{% if name %}", "{{ 'x' * 10**9 }}", "{{ name or '' }}"]
)
def test_what_was_saved_and_cannot_be_filled_any_more_is_said_in_our_words(source: str) -> None:
    assert write(
        a_letter(CONFIRMATION), event_saying(source, source), a_registration(name="")
    ).raw == (write(a_letter(CONFIRMATION), an_event(), a_registration(name="")).raw)


def test_a_word_too_long_is_cut() -> None:
    mail = confirm(event_saying("{{ name }}|{{ institution }}|"), name="n" * 300)
    assert text_of(mail).splitlines()[0] == "n" * 255 + "…|Delta Institute|"


def test_a_guest_reads_the_institution_and_finds_the_link() -> None:
    facts = {
        "invitation": "i1", "link_version": "1", "forwardable": "yes", "name": "",
        "institution": "Lake Authority",
    }  # fmt: skip
    letter = a_letter(
        MessageKind.INVITATION,
        registration=None,
        to=Recipient("guest@example.org", ""),
        facts=facts,
    )
    more = "{% if forwardable %}, and others{% endif %}"
    source = "Dear {{ name | default('colleague') }} at {{ institution }}" + more
    event = an_event(wording={"invitation": Wording(None, source)})
    text = text_of(read(write(letter, event)))
    assert text.startswith("Dear colleague at Lake Authority, and others\n")
    assert f"Answer the invitation:\n{PUBLIC_URL}/registration/river-basins?invitation=" in text


def test_a_refusal_knows_its_reason_and_has_no_link() -> None:
    source = "{% if reason == 'full' %}Full.{% else %}No.{% endif %}"
    event = an_event(wording={"refused": Wording(None, source)})
    text = text_of(read(write(a_refusal(), event)))
    assert text.startswith("Full.\n\nMeeting:")
    assert "/registration/" not in text


def test_a_meeting_that_is_postponed_says_so_whatever_the_text_says() -> None:
    mail = confirm(event_saying("Welcome!", status=Status.POSTPONED))
    assert "Please note: the meeting is postponed." in text_of(mail)


@pytest.mark.parametrize("kind", WORDED)
def test_every_kind_can_be_said_otherwise_in_every_language_of_the_event(kind: MessageKind) -> None:
    wording = Wording("{{ meeting.title }}!", "Hello {{ name }}.\nSecond line.\n\nBye.")
    for locale in languages_of(kind):
        event = replace(an_event(), locale=locale)
        own, ours = (preview_wording(kind, one, event, NOW, PUBLIC_URL) for one in (wording, OURS))
        assert own.subject == f"{event.title}!"
        assert own.text.startswith("Hello Robin Example.\nSecond line.\n\nBye.\n\n")
        for link in ("/self/example", "invitation=example"):
            assert (link in own.text) == (link in ours.text)
        outline = Outline(own.html)
        assert (outline.open, outline.crossed) == ([], [])


@pytest.mark.parametrize(
    ("wording", "paths"),
    [
        (Wording("{{ name }}", "Hello"), ["subject"]),
        (Wording("Re: ", "Hello"), ["subject"]),
        (Wording(None, "{% if institution %}Hello{% endif %}"), ["text"]),
        (Wording("{{ x }}", "{{ x }}"), ["subject", "text"]),
        (Wording(None, "{{ name }}" * 130), ["text"]),
        (Wording(None, "{{ position }}"), ["text"]),
    ],
)
def test_a_wording_that_may_come_to_nothing_or_to_too_much_is_refused(
    wording: Wording, paths: list[str]
) -> None:
    with pytest.raises(Invalid) as refused:
        judge_wording(CONFIRMATION, wording)
    assert [path for path, _ in refused.value.errors] == paths
