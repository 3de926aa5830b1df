"""The digest in words."""

from __future__ import annotations

import quopri
from dataclasses import replace

import pytest

from shared.domain.digest import Digest, Heading, InstitutionLine, Person, RejectedBy
from shared.domain.message import MessageKind
from shared.render.mail.digest import LARGEST_PAGE, render_digest
from shared.render.mail.templates import languages_of
from tests.builders import NOW, an_event
from tests.unit.mail.test_templates import Outline

NONE = Heading(0)
QUIET = Digest(
    title="Workshop on shared river basins",
    timezone="Asia/Tbilisi",
    until=NOW,
    capacity=20,
    confirmed=18,
    waiting=3,
    left=NONE,
    new=NONE,
    pending=NONE,
    declined=NONE,
    waitlisted=NONE,
    moved=NONE,
    promoted=NONE,
    corrected=NONE,
    undelivered=NONE,
    releases=(),
    institutions=(),
)
BUSY = replace(
    QUIET,
    left=Heading(2, (Person("Ada Bell", "Delta Institute"), Person("Cy Dorn", None))),
    new=Heading(1, (Person("Eno Fahr", "Marsh Union"),)),
    pending=Heading(1, (Person("Oda Pike", None),)),
    declined=Heading(1, (Person("Rui Sand", None),)),
    waitlisted=Heading(1, (Person("Gil Hart", None),)),
    moved=Heading(1, (Person("Gil Hart", None, "1"),)),
    promoted=Heading(1, (Person("Ina Juhl", "Marsh Union"),)),
    corrected=Heading(1, (Person("Kai Lund", None),)),
    undelivered=Heading(2, (Person("Mo Nagy", None, "bounced"), Person("", None, "X42"))),
    releases=(3, 4),
    institutions=(InstitutionLine("Marsh Union", 2, 1),),
)


def test_subject_and_first_line_stand_alone_when_forwarded() -> None:
    told = render_digest(BUSY, an_event())
    headline = "18 of 20 confirmed, 3 waiting, 2 cancelled since the last digest"
    assert told.subject == f"{headline} – Workshop on shared river basins"
    assert told.text.splitlines()[0] == f"{headline}."


def test_without_a_limit_no_total_and_no_places_left_are_told() -> None:
    told = render_digest(replace(QUIET, capacity=None), an_event())
    assert told.subject.startswith("18 confirmed, 3 waiting, 0 cancelled since")
    assert "left" not in told.text


@pytest.mark.parametrize(
    ("capacity", "words"), [(18, "0 places left."), (19, "1 place left."), (20, "2 places left.")]
)
def test_places_left_are_told(capacity: int, words: str) -> None:
    told = render_digest(replace(QUIET, capacity=capacity), an_event())
    assert told.text.splitlines()[1] == words


def test_the_text_tells_everything_that_happened() -> None:
    told = render_digest(BUSY, an_event())
    assert told.text.split("\n-- \n")[0].splitlines()[2:] == [
        "State of Monday 1 March 2027, 13:00 (Asia/Tbilisi, UTC+4).",
        "",
        "Newly confirmed (1)",
        "- Eno Fahr, Marsh Union",
        "",
        "From the waiting list to a place (1)",
        "- Ina Juhl, Marsh Union",
        "",
        "Wait for your approval (1)",
        "- Oda Pike",
        "",
        "Newly on the waiting list (1)",
        "- Gil Hart",
        "",
        "Moved on the waiting list, to number (1)",
        "- Gil Hart: 1",
        "",
        "Declined (1)",
        "- Rui Sand",
        "",
        "Cancelled (2)",
        "- Ada Bell, Delta Institute",
        "- Cy Dorn",
        "",
        "Corrected their details (1)",
        "- Kai Lund",
        "",
        "Mail that did not arrive (2)",
        "Please phone them, or reach them in another way.",
        "- Mo Nagy: the address does not take mail",
        "- (no name): X42",
        "",
        "Agenda published",
        "- release 3",
        "- release 4",
        "",
        "By institution",
        "- Marsh Union: 2 confirmed, 1 waiting",
    ]


def test_the_page_tells_the_same_and_nests_well() -> None:
    page = render_digest(BUSY, an_event()).html
    outline = Outline(page)
    assert (outline.open, outline.crossed) == ([], [])
    names = ("Ada Bell", "Cy Dorn", "Eno Fahr", "Gil Hart", "Ina Juhl", "Kai Lund", "Mo Nagy")
    for words in ("18 of 20 confirmed, 3 waiting, 2 cancelled", *names, "release 4"):
        assert words in page


def test_a_quiet_morning_says_so() -> None:
    assert "Nothing has changed since the last digest." in render_digest(QUIET, an_event()).text
    assert "Nothing has changed" not in render_digest(BUSY, an_event()).text


FULLER = replace(
    BUSY,
    undelivered=Heading(1, (Person("Mo Nagy", None, "bounced", "+995 32 200 10 20"),)),
    institutions=(InstitutionLine("Marsh Union", 2, 1, 5, 2, 1, 2), InstitutionLine("Delta", 0, 0)),
    more_institutions=4,
    findings=("“Lunch” is short.", "“Panel” has no presenter."),
    more_findings=2,
    quarantined=3,
    rejected=(RejectedBy("standard", 7, NOW),),
    nearly_full=True,
)


def test_the_text_tells_what_asks_for_somebody_s_hand() -> None:
    text = render_digest(FULLER, an_event()).text.split("\n-- \n")[0]
    assert "\n\nNine places of ten are taken, or more.\n\n" in text
    assert text.split("Mail that did not arrive (1)\n")[1].splitlines() == [
        "Please phone them, or reach them in another way.",
        "- Mo Nagy, phone +995 32 200 10 20: the address does not take mail",
        "",
        "Agenda published",
        "- release 3",
        "- release 4",
        "",
        "By institution",
        "- Marsh Union: 2 confirmed, 1 waiting; 5 invited: 2 registered, 1 declined, 2 silent",
        "- Delta: 0 confirmed, 0 waiting; 0 invited: 0 registered, 0 declined, 0 silent",
        "- and 4 more institutions",
        "",
        "To look at in the draft",
        "- “Lunch” is short.",
        "- “Panel” has no presenter.",
        "- and 2 more",
        "",
        "Deliveries in quarantine (3): no usable e-mail address was found in them",
        "",
        "Deliveries that were not genuine",
        "- standard: 7 in all, the last one Monday 1 March 2027, 13:00 (Asia/Tbilisi, UTC+4)",
    ]


def test_the_page_tells_the_same_of_what_asks_for_a_hand() -> None:
    page = render_digest(FULLER, an_event()).html
    outline = Outline(page)
    assert (outline.open, outline.crossed) == ([], [])
    for words in (
        "Nine places of ten are taken, or more.",
        "Mo Nagy, phone +995 32 200 10 20: the address does not take mail",
        "5 invited: 2 registered, 1 declined, 2 silent",
        "and 4 more institutions",
        "“Panel” has no presenter.",
        "Deliveries in quarantine (3)",
        "standard: 7 in all, the last one Monday 1 March 2027, 13:00",
    ):
        assert words in page


def test_more_than_was_counted_is_said_to_be_more() -> None:
    told = render_digest(replace(FULLER, more_quarantined=True), an_event())
    assert "Deliveries in quarantine (3+)" in told.text
    assert "Deliveries in quarantine (3+)" in told.html


@pytest.mark.parametrize("language", languages_of(MessageKind.DIGEST))
def test_every_language_tells_all_of_it(language: str) -> None:
    event = an_event(locale=language)
    whole = render_digest(FULLER, event)
    sign = render_digest(replace(QUIET, brief=True), event)
    for told in (whole, sign):
        outline = Outline(told.html)
        assert (outline.open, outline.crossed) == ([], [])
    for words in ("+995 32 200 10 20", "Marsh Union", "“Lunch” is short.", "standard: 7"):
        assert words in whole.text
        assert words in whole.html
    assert len(sign.text.split("\n-- \n")[0].splitlines()) == 7


def test_a_sign_of_life_is_short_and_says_what_it_is() -> None:
    told = render_digest(replace(QUIET, brief=True), an_event())
    assert told.text.split("\n-- \n")[0].splitlines()[2:] == [
        "State of Monday 1 March 2027, 13:00 (Asia/Tbilisi, UTC+4).",
        "",
        "Nothing has changed since the last digest.",
        "",
        "You get this short digest once in a quiet week, so that you know that digests still "
        "arrive.",
    ]


def test_names_beyond_those_that_fit_are_counted() -> None:
    told = render_digest(replace(QUIET, new=Heading(9, (Person("Eno Fahr", None),))), an_event())
    assert "Newly confirmed (9)\n- Eno Fahr\n- and 8 more\n" in told.text
    assert "<li>and 8 more</li>" in told.html


def test_what_people_typed_stays_one_line_and_is_escaped() -> None:
    nasty = Person("Eno\u2028<i>Fahr</i>", "Marsh\r\nUnion")
    told = render_digest(replace(QUIET, new=Heading(1, (nasty,))), an_event(title="Water\nweek"))
    assert "- Eno <i>Fahr</i>, Marsh Union\n" in told.text
    assert "<li>Eno &lt;i&gt;Fahr&lt;/i&gt;, Marsh Union</li>" in told.html
    assert told.subject.endswith("– Water week")


def test_a_page_that_would_be_clipped_names_fewer_people() -> None:
    crowd = Heading(300, tuple(Person(f"Ћуприја {number}", "Δέλτα" * 9) for number in range(200)))
    told = render_digest(replace(BUSY, new=crowd, left=crowd, waitlisted=crowd), an_event())
    assert len(quopri.encodestring(told.html.encode())) < LARGEST_PAGE
    assert told.html.count("Ћуприја") == told.text.count("Ћуприја") == 150
    assert told.text.count("- and 250 more\n") == 3
