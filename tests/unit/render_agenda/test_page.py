import gzip
import re
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest

from shared.domain.session import Status
from shared.render.agenda.document import agenda_document
from shared.render.agenda.page import FOLDER, SCRIPTS, PageFacts, hash_source, render_page
from shared.render.agenda.words import LANGUAGES
from tests.builders import a_release, a_session, a_speaker, an_event

URL = "https://meeting.example.org"
VOID = {"meta", "link", "br", "hr", "img", "input"}
MOST_BYTES = 20_000
NEWER_THAN_CHROME_80 = {
    "js": (
        r"\?\.", r"\?\?", r"\.replaceAll\(", r"\.at\(", r"structuredClone", r"replaceChildren",
        r"hasOwn\(", r"findLast", r"allSettled", r"Promise\.any", r"\(\?<[=!]", r"AbortSignal",
        r"import\(", r"\bstatic\b", r"toSorted", r"toReversed", r"\d_\d", r"\|\|=", r"&&=",
        r"randomUUID", r"requestSubmit", r"\.inert\b", r"popover", r"\dn\b",
    ),
    "css": (
        r"\binset\b", r"inset-(inline|block)", r"aspect-ratio", r":(is|where|has)\(",
        r"(margin|padding)-(inline|block)\s*:", r"[^-]\bgap\s*:", r"text-wrap", r"@layer",
        r"@container", r"\d[dsl]vh\b", r"color-mix", r"accent-color", r"^\s*&",
    ),
}  # fmt: skip
"""What ES2019 and the styles of that browser do not know."""


class Outline(HTMLParser):
    """The tags of a page, in order; complains about what is not closed. What stands in a
    template is no part of the page.
    """

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if "template" not in self.open:
            self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def named(self, name: str) -> str | None:
        [found] = [one for one in self.all("meta") if one.get("name") == name]
        return found["content"]


def a_page(
    locale: str = "en",
    public: bool = False,
    locales: tuple[str, ...] = (),
    background: str | None = None,
    **changes: Any,
) -> str:
    sessions = changes.pop("sessions", a_release().sessions)
    event = an_event(**changes)
    document = agenda_document(event, a_release(sessions=sessions), 1, URL)
    facts = PageFacts(locale, locales or (locale,), public, background, URL)
    return render_page(document, facts).decode()


def an_outline(page: str) -> Outline:
    outline = Outline()
    outline.feed(page)
    assert outline.open == []
    return outline


def test_a_page_has_one_title_a_heading_for_each_day_and_one_for_each_session() -> None:
    outline = an_outline(a_page())
    headings = [name for name, _ in outline.tags if name in ("h1", "h2", "h3")]
    assert headings == ["h1", "h2", "h3", "h3", "h3", "h3", "h2"]
    assert outline.all("html") == [{"lang": "en", "dir": "ltr"}]


def test_every_session_can_be_linked_to() -> None:
    outline = an_outline(a_page())
    ids = [one["id"] for one in outline.all("li") if "id" in one]
    assert ids == ["opening", "water-sharing", "coffee", "closing"]


def test_times_are_for_machines_too() -> None:
    times = [one["datetime"] for one in an_outline(a_page()).all("time")]
    assert times[:3] == ["2027-03-15", "2027-03-15T09:00:00+04:00", "2027-03-15T09:30:00+04:00"]


def test_the_page_loads_nothing_and_runs_the_one_script_that_its_policy_names() -> None:
    page = a_page(public=True)
    outline = an_outline(page)
    assert [name for name, _ in outline.tags if name in ("img", "iframe")] == []
    assert [one for one in outline.all("link") if one["rel"] == "stylesheet"] == []
    assert [one.get("type", "runs") for one in outline.all("script")] == [
        "application/ld+json",
        "application/json",
        "runs",
    ]
    script = page[page.rindex("<script>") + len("<script>") : page.rindex("</script>")]
    [policy] = [one["content"] for one in outline.all("meta") if "http-equiv" in one]
    assert policy == f"script-src '{hash_source(script)}'; worker-src 'self'"


def test_only_a_public_meeting_is_described_for_search_engines() -> None:
    described = '<script type="application/ld+json">{"@context":"https://schema.org"'
    assert described in a_page(public=True)
    assert "ld+json" not in a_page()


@pytest.mark.parametrize(("public", "robots"), [(False, ["noindex"]), (True, [])])
def test_only_a_public_event_may_be_indexed(public: bool, robots: list[str]) -> None:
    metas = an_outline(a_page(public=public)).all("meta")
    assert [one["content"] for one in metas if one.get("name") == "robots"] == robots


def test_links_lead_to_the_other_representations_from_every_address() -> None:
    links = [one["href"] for one in an_outline(a_page()).all("a") if "href" in one]
    assert links == [
        "#_programme",
        "mailto:secretary@example.org",
        "/agenda/river-basins/agenda.ics",
        "/agenda/river-basins/changes.atom",
        "/agenda/river-basins/agenda.txt",
        "/agenda/river-basins/agenda.json",
    ]


def test_what_people_type_stays_text() -> None:
    evil = a_session(title="<script>alert(1)</script>", speakers=(a_speaker(name='"><b>'),))
    page = a_page(title="A & B </title><script>", sessions=(evil,))
    assert page.count("<script>") == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "alert(1)" not in page[page.index("_facts") :]
    an_outline(page)


@pytest.mark.parametrize("status", [Status.POSTPONED, Status.CANCELLED])
def test_a_meeting_that_does_not_take_place_says_so_on_top(status: Status) -> None:
    banner = f'<p class="banner" id="_banner">This meeting is {status}.</p>'
    assert banner in a_page(status=status)
    assert '<p class="banner" id="_banner" hidden></p>' in a_page()


def test_a_state_is_a_word_and_a_kind_is_a_style() -> None:
    page = a_page(sessions=(a_session(title="Welcome", status=Status.CANCELLED),))
    assert '<li class="session kind-opening is-cancelled" id="opening">' in page
    heading = page[page.index("<h3>") : page.index("</h3>")]
    assert heading == '<h3><bdi class="name">Welcome</bdi> <span class="state">cancelled</span>'


def test_the_page_speaks_the_language_of_the_agenda() -> None:
    outline = an_outline(a_page(locale="sr-Latn"))
    assert outline.all("html") == [{"lang": "sr-Latn", "dir": "ltr"}]
    assert [one for one in outline.all("h1") if one] == []
    assert an_outline(a_page(locale="ar-EG")).all("html") == [{"lang": "ar-EG", "dir": "rtl"}]


def test_where_nobody_wrote_the_words_the_page_is_english_and_the_rest_carries_its_language() -> (
    None
):
    page = a_page(locale="ka", sessions=(a_session(status=Status.CANCELLED),))
    assert an_outline(page).all("html") == [{"lang": "en", "dir": "ltr"}]
    assert '<h1 lang="ka">' in page
    assert '<span class="state" lang="en">cancelled</span>' in page


def test_other_languages_are_linked_in_their_own_names() -> None:
    page = a_page(locale="fr", locales=("en", "fr", "ar", "ka"))
    links = [one for one in an_outline(page).all("a") if "hreflang" in one]
    assert [(one["hreflang"], one["href"], one.get("aria-current")) for one in links] == [
        ("en", "/agenda/river-basins/agenda.html", None),
        ("fr", "/agenda/river-basins/agenda.html?lang=fr", "true"),
        ("ar", "/agenda/river-basins/agenda.html?lang=ar", None),
        ("ka", "/agenda/river-basins/agenda.html?lang=ka", None),
    ]
    assert "<bdi>English</bdi>" in page
    assert "<bdi>العربية</bdi>" in page
    assert "<bdi>ka</bdi>" in page
    assert "hreflang" not in a_page()


def test_search_engines_and_feed_readers_find_every_address() -> None:
    links = an_outline(a_page(locale="fr", locales=("en", "fr"))).all("link")
    path = "/agenda/river-basins"
    assert [(one["rel"], one["href"]) for one in links] == [
        ("canonical", f"{URL}{path}/agenda.html?lang=fr"),
        ("alternate", f"{URL}{path}/agenda.html"),
        ("alternate", f"{URL}{path}/agenda.html?lang=fr"),
        ("alternate", f"{path}/agenda.ics?lang=fr"),
        ("alternate", f"{path}/agenda.json?lang=fr"),
        ("alternate", f"{path}/agenda.txt?lang=fr"),
        ("alternate", f"{path}/changes.atom?lang=fr"),
        ("alternate", f"{path}/schedule.xml?lang=fr"),
        ("manifest", f"{path}/manifest.webmanifest?lang=fr"),
        ("icon", "/agenda/icon.svg"),
        ("apple-touch-icon", "/agenda/icon-192.png"),
    ]


def test_what_the_meeting_is_about_stands_there_if_it_is_told() -> None:
    told = a_page(background="Rivers know\nno borders.")
    assert '<p class="more"><bdi>Rivers know\nno borders.</bdi></p>' in told
    assert 'id="_about"' not in a_page()


def test_an_installed_agenda_has_the_colours_of_the_page() -> None:
    style = (FOLDER / "page.css").read_text("utf-8")
    colours = [one for one in an_outline(a_page()).all("meta") if one.get("name") == "theme-color"]
    assert [(one["content"], one["media"]) for one in colours] == [
        (paper, f"(prefers-color-scheme: {scheme})")
        for paper, scheme in zip(
            re.findall(r"--paper: (#\w{6})", style), ("light", "dark"), strict=True
        )
    ]
    assert an_outline(a_page()).named("apple-mobile-web-app-capable") == "yes"


def test_the_telephone_stands_only_where_the_organiser_says_so() -> None:
    assert '<p hidden><a id="_phone" dir="ltr"></a></p>' in a_page()
    shown = '<p><a id="_phone" dir="ltr" href="tel:+995325550100">+995 32 555 01 00</a></p>'
    assert shown in a_page(contact_phone=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_ordinary_meeting_is_light(language: str) -> None:
    page = a_page(language, public=True, sessions=three_days(), background="Why we meet. " * 40)
    assert len(gzip.compress(page.encode(), mtime=0)) < MOST_BYTES


def three_days() -> tuple[Any, ...]:
    """Three days of twelve sessions, each with a speaker of its own."""
    opening = a_session()
    return tuple(
        a_session(
            id=f"session-{day}-{number}",
            title=f"Session {day}.{number}: what was learned on the river {number * 7919 % 101}",
            start=opening.start + timedelta(days=day, minutes=40 * number),
            end=opening.start + timedelta(days=day, minutes=40 * number + 40),
            room="Blue Hall" if number % 2 else "Green Room",
            speakers=(a_speaker(name=f"Speaker {day * 31 + number}", affiliation="River House"),),
        )
        for day in range(3)
        for number in range(12)
    )


@pytest.mark.parametrize("name", [*(f"{name}.js" for name in SCRIPTS), "page.css"])
def test_a_phone_of_2020_knows_all_that_the_page_uses(name: str) -> None:
    source = (FOLDER / name).read_text("utf-8")
    newer = NEWER_THAN_CHROME_80[name.rpartition(".")[2]]
    assert [one for one in newer if re.search(one, source, re.MULTILINE)] == []


def test_what_is_newer_is_found() -> None:
    for source in ("a?.b", "a ?? b", "x.at(-1)", "/(?<=a)b/"):
        assert any(re.search(one, source) for one in NEWER_THAN_CHROME_80["js"])
    assert any(re.search(one, "ul { gap: 1rem }") for one in NEWER_THAN_CHROME_80["css"])


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_script_is_small_functions(name: str) -> None:
    source = (FOLDER / f"{name}.js").read_text("utf-8")
    functions = re.split(r"^(?=function )", source, flags=re.MULTILINE)
    assert max(one.partition("\n}")[0].count("\n") for one in functions) < 40


def test_every_script_stands_in_the_page_and_nothing_is_seen_outside() -> None:
    assert sorted(SCRIPTS) == sorted(path.stem for path in FOLDER.glob("*.js"))
    page = a_page()
    script = page[page.rindex("<script>") + len("<script>") : page.rindex("</script>")]
    assert script.startswith("(function () {\n'use strict';\n")
    assert script.endswith("})();\n")
    assert re.findall(r"^\s*//", script, re.MULTILINE) == []
