"""Templates: complete in every language, and HTML that mail programs can show."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from jinja2 import UndefinedError

from shared.domain.message import MessageKind
from shared.render.mail.templates import fill_templates, language_of, languages_of
from tests.builders import an_event
from tests.unit.mail.reading import REGISTRATION_KINDS, a_letter, html_of, read, write

MOST_BYTES = 30_000


class Outline(HTMLParser):
    """The tags of a page, and whether each is closed in turn."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.crossed: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open.pop() != tag:
            self.crossed.append(tag)


def page(kind: MessageKind) -> str:
    return html_of(read(write(a_letter(kind), position=2)))


@pytest.mark.parametrize("kind", MessageKind)
def test_every_kind_is_written_in_five_languages(kind: MessageKind) -> None:
    assert languages_of(kind) == ("de", "en", "es", "fr", "sr-Latn")


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("fr-CH", "fr"),
        ("DE_at", "de"),
        ("sr-Latn", "sr-Latn"),
        ("sr_latn_RS", "sr-Latn"),
        ("sr", "en"),
        ("sr-Cyrl-RS", "en"),
        ("tlh", "en"),
        ("../parts/en", "en"),
    ],
)
def test_a_locale_reads_its_language_or_else_english(locale: str, language: str) -> None:
    assert language_of(MessageKind.LINK, locale) == language


def test_a_word_that_nobody_gave_is_an_error_and_no_blank() -> None:
    with pytest.raises(UndefinedError):
        fill_templates(MessageKind.LINK, "en", {})


@pytest.mark.parametrize("kind", REGISTRATION_KINDS)
def test_a_page_is_small_says_language_and_charset_and_nests_well(kind: MessageKind) -> None:
    outline = Outline(page(kind))
    tags = outline.seen
    assert len(page(kind).encode()) < MOST_BYTES
    assert (outline.open, outline.crossed) == ([], [])
    assert ("html", {"lang": "en", "dir": "ltr", "xmlns": "http://www.w3.org/1999/xhtml"}) in tags
    assert ("meta", {"charset": "utf-8"}) in tags
    assert ("meta", {"name": "color-scheme", "content": "light dark"}) in tags


@pytest.mark.parametrize("kind", REGISTRATION_KINDS)
def test_a_page_loads_nothing_and_fits_a_narrow_screen(kind: MessageKind) -> None:
    tags = Outline(page(kind)).seen
    assert {tag for tag, _ in tags} & {"img", "script", "link", "iframe", "form"} == set()
    assert {attributes["width"] for tag, attributes in tags if tag == "table" and
            "width" in attributes} == {"100%"}  # fmt: skip
    assert all(attributes.get("role") == "presentation" for tag, attributes in tags
               if tag == "table")  # fmt: skip


@pytest.mark.parametrize("kind", REGISTRATION_KINDS)
def test_the_first_words_of_a_page_are_its_preview(kind: MessageKind) -> None:
    body = page(kind).split("<body", 1)[1]
    preview = body.split("</div>", 1)[0].rsplit(">", 1)[1]
    assert 20 < len(preview) < 120
    assert an_event().title not in preview


def test_the_subject_is_one_line_and_no_blank_lines_pile_up() -> None:
    for kind in REGISTRATION_KINDS:
        mail = read(write(a_letter(kind)))
        assert mail["Subject"].endswith(f": {an_event().title}")
        assert "\n\n\n" not in html_of(mail).split("<body")[0]


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("Re: bring boots", "bring boots"),
        ("FWD: Re : bring boots", "bring boots"),
        ("AW: WG: bring boots", "bring boots"),
        ("Rehearsal: bring boots", "Rehearsal: bring boots"),
        ("Re:", "Workshop on shared river basins"),
    ],
)
def test_no_subject_begins_like_an_answer(typed: str, read_as: str) -> None:
    facts = {"subject": typed, "body": "The field is wet."}
    subject = read(write(a_letter(MessageKind.MESSAGE, facts=facts)))["Subject"]
    assert subject.removesuffix(": Workshop on shared river basins") == read_as
