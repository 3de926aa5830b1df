from html.parser import HTMLParser
from typing import Any

import pytest

from shared.domain.session import Status
from shared.render.agenda.document import agenda_document
from shared.render.agenda.page import render_page
from tests.builders import a_release, a_session, a_speaker, an_event

URL = "https://meeting.example.org"
VOID = {"meta", "link", "br", "hr", "img", "input"}


class Outline(HTMLParser):
    """The tags of a page, in order; complains about what is not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def a_page(locale: str = "en", public: bool = False, **changes: Any) -> str:
    sessions = changes.pop("sessions", a_release().sessions)
    document = agenda_document(an_event(**changes), a_release(sessions=sessions), 1, URL)
    return render_page(document, locale, public, URL).decode()


def an_outline(page: str) -> Outline:
    outline = Outline()
    outline.feed(page)
    assert outline.open == []
    return outline


def test_a_page_has_one_title_a_heading_for_each_day_and_one_for_each_session() -> None:
    outline = an_outline(a_page())
    headings = [name for name, _ in outline.tags if name in ("h1", "h2", "h3")]
    assert headings == ["h1", "h2", "h3", "h3", "h3", "h3", "h2"]
    assert outline.all("html") == [{"lang": "en"}]


def test_every_session_can_be_linked_to() -> None:
    outline = an_outline(a_page())
    ids = [one["id"] for one in outline.all("li") if "id" in one]
    assert ids == ["opening", "water-sharing", "coffee", "closing"]


def test_times_are_for_machines_too() -> None:
    times = [one["datetime"] for one in an_outline(a_page()).all("time")]
    assert times[:3] == ["2027-03-15", "2027-03-15T09:00:00+04:00", "2027-03-15T09:30:00+04:00"]


def test_the_page_runs_no_script_and_loads_nothing() -> None:
    outline = an_outline(a_page())
    assert [name for name, _ in outline.tags if name in ("script", "img", "iframe")] == []
    assert [one for one in outline.all("link") if one["rel"] == "stylesheet"] == []


@pytest.mark.parametrize(("public", "robots"), [(False, ["noindex"]), (True, [])])
def test_only_a_public_event_may_be_indexed(public: bool, robots: list[str]) -> None:
    metas = an_outline(a_page(public=public)).all("meta")
    assert [one["content"] for one in metas if one.get("name") == "robots"] == robots


def test_links_lead_to_the_other_representations_from_every_address() -> None:
    links = [one["href"] for one in an_outline(a_page()).all("a")]
    assert links == [
        "mailto:secretary@example.org",
        "/agenda/river-basins/agenda.ics",
        "/agenda/river-basins/agenda.txt",
        "/agenda/river-basins/agenda.json",
    ]


def test_what_people_type_stays_text() -> None:
    evil = a_session(title="<script>alert(1)</script>", speakers=(a_speaker(name='"><b>'),))
    page = a_page(title="A & B </title><script>", sessions=(evil,))
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    an_outline(page)


@pytest.mark.parametrize("status", [Status.POSTPONED, Status.CANCELLED])
def test_a_meeting_that_does_not_take_place_says_so_on_top(status: Status) -> None:
    assert f'<p class="banner" role="status">This meeting is {status}.</p>' in a_page(status=status)


def test_a_state_is_a_word_and_a_kind_is_a_style() -> None:
    page = a_page(sessions=(a_session(title="Welcome", status=Status.CANCELLED),))
    assert '<li class="session kind-opening is-cancelled" id="opening">' in page
    heading = page[page.index("<h3>") : page.index("</h3>")]
    assert heading == ('<h3><span class="name">Welcome</span> <span class="state">cancelled</span>')


def test_the_organiser_s_words_carry_their_language() -> None:
    page = a_page(locale="sr_Latn")
    assert '<h1 lang="sr-Latn">' in page
    assert "<h1>" in a_page()


def test_the_telephone_stands_only_where_the_organiser_says_so() -> None:
    assert "tel:" not in a_page()
    assert '<a href="tel:+995325550100">+995 32 555 01 00</a>' in a_page(contact_phone=True)
