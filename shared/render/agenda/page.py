"""The agenda as a page for phones, desks and paper; rendered when published, never when read.

It is complete without its script. With it, it searches, marks, follows the clock, keeps itself
up to date by deltas and opens without a network (page/*.js, in the order of SCRIPTS).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from shared.calendar.invitation import mailto
from shared.domain.place import Location, place_line
from shared.render.agenda.dates import date_range, day_heading, day_in
from shared.render.agenda.document import AgendaDocument, ContactDocument, SessionDocument
from shared.render.agenda.locales import native_name, speaks, tag_of
from shared.render.agenda.manifest import NIGHT, PAPER, SCOPE, start_url
from shared.render.agenda.structured_data import embed_json, structured_data
from shared.render.agenda.text import origin_line
from shared.render.agenda.words import Words, words_for

FOLDER = Path(__file__).with_suffix("")
SCRIPTS = (
    *("facts", "storage", "words", "session", "programme", "head"),
    *("fold", "filters", "tabs", "stars", "calendar", "zone", "now", "age", "updates", "start"),
)
SPOKEN_BY_SCRIPT = (
    *("comma", "role.panellist", "role.moderator", "role.chair", "status.cancelled"),
    *("status.postponed", "event.cancelled", "event.postponed", "times_local", "times_mine"),
    *("release_published", "agenda", "all_days", "star", "my_time", "now", "on_now", "changed"),
    *("updated", "as_of", "as_of_ago", "no_match", "none_mine", "no_sessions"),
)
COUNTED_BY_SCRIPT = ("sessions_changed", "sessions_found")
SPECIMEN: SessionDocument = {
    "id": "",
    "title": "",
    "kind": "session",
    "day": 0,
    "date": "",
    "start": "",
    "end": "",
    "room": "",
    "track": "",
    "status": "scheduled",
    "description": "",
    "speakers": [
        {"id": "", "name": "", "affiliation": "", "role": "speaker", "organisation": False}
    ],
    "items": [""],
    "url": "",
}
"""A session with everything that one can have, for the script to fill in."""


@dataclass(frozen=True)
class PageFacts:
    """What the page is told beside the agenda: its language, the first of `locales` being the
    event's own, whether it may be listed, and the paragraph about the meeting.
    """

    locale: str
    locales: tuple[str, ...]
    public: bool
    background: str | None
    public_url: str

    @property
    def query(self) -> str:
        """What asks for this language; nothing asks for the event's own."""
        return language_query(self.locale, self.locales)


@dataclass(frozen=True)
class Day:
    """One day of the page."""

    number: int
    date: str
    name: str
    sessions: tuple[SessionDocument, ...]


@dataclass(frozen=True)
class ContactLines:
    """Whom to ask and how to reach them; empty where that is not told."""

    who: str
    email: str
    mailto: str
    phone: str
    tel: str

    @property
    def known(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.who or self.email or self.phone)


@dataclass(frozen=True)
class Language:
    """A link to the same page in one of its languages."""

    tag: str
    name: str
    query: str
    current: bool


def render_page(document: AgendaDocument, facts: PageFacts) -> bytes:
    """The page, UTF-8; it asks for no index unless the event is public.

    Its own words are the locale's, or English where those are not written; what the organiser
    wrote carries its language then.
    """
    words = words_for(facts.locale)
    script = read_script()
    page = _template("page.html").render(
        **_head(document, facts, words),
        **_body(document, words),
        facts=facts,
        words=words,
        script=Markup(script),  # noqa: S704 -- our own files, as their hash in the policy says
        policy=f"script-src '{hash_source(script)}'; worker-src 'self'",
        style=Markup(_read_style()),  # noqa: S704 -- our own files
        script_facts=_embed(_script_facts(document, facts, words)),
        structured=_structured(document, facts),
        specimen=SPECIMEN,
        specimen_day=Day(0, "", "", ()),
    )
    return page.encode()


def language_query(locale: str, locales: tuple[str, ...]) -> str:
    """The query that asks for a language: none for the event's own, which comes first."""
    return "" if locale == locales[0] else f"?lang={locale}"


@cache
def read_script() -> str:
    """The page's script: one function, so that nothing of it is seen outside, without comments."""
    sources = [_bare_lines((FOLDER / f"{name}.js").read_text("utf-8")) for name in SCRIPTS]
    return f"(function () {{\n'use strict';\n{''.join(sources)}}})();\n"


def hash_source(script: str) -> str:
    """The script as a content security policy names it (CSP 3, section 2.3.1)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


@cache
def _read_style() -> str:
    return _bare_lines((FOLDER / "page.css").read_text("utf-8"))


def _bare_lines(source: str) -> str:
    """The lines without indentation, blank lines and lines of comment: phones pay for each byte."""
    lines = (line.strip() for line in source.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith(("//", "/*")))


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=FunctionLoader(_read_template), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template(name)


def _read_template(name: str) -> str:
    """A template on one line: between elements stands no space but what is written.

    The script builds sessions without such spaces too, so both make the same elements.
    """
    source = (FOLDER / name).read_text("utf-8")
    return "".join(line.strip() for line in source.splitlines())


def _head(document: AgendaDocument, facts: PageFacts, words: Words) -> dict[str, Any]:
    """What describes the page: its language, its addresses and its colours."""
    event = document["event"]
    own = speaks(words.language, facts.locale)
    return {
        "lang": tag_of(facts.locale) if own else words.language,
        "chrome": Markup("") if own else Markup(' lang="{}"').format(words.language),
        "content": Markup("") if own else Markup(' lang="{}"').format(tag_of(facts.locale)),
        "path": f"{SCOPE}{event['id']}",
        "scope": SCOPE,
        "paper": PAPER,
        "night": NIGHT,
        "languages": list(_languages(facts)),
    }


def _body(document: AgendaDocument, words: Words) -> dict[str, Any]:
    event = document["event"]
    return {
        "event": event,
        "origin": origin_line(event),
        "dates": date_range(event["dates"], words),
        "place": place_line(Location(**event["location"])),
        "days": _days(document["sessions"], words),
        "contact": _contact(event["contact"], words),
        "release": document["release"],
        "published_at": document["published_at"],
        "published_on": date_range([day_in(document["published_at"], event["timezone"])], words),
    }


def _languages(facts: PageFacts) -> Iterator[Language]:
    for locale in facts.locales:
        query = language_query(locale, facts.locales)
        yield Language(tag_of(locale), native_name(locale), query, locale == facts.locale)


def _days(sessions: list[SessionDocument], words: Words) -> list[Day]:
    return [
        Day(number, date, day_heading(date, words), tuple(group))
        for (number, date), group in groupby(sessions, key=lambda one: (one["day"], one["date"]))
    ]


def _contact(contact: ContactDocument, words: Words) -> ContactLines:
    email, phone = contact["email"] or "", contact["phone"] or ""
    return ContactLines(
        who=words.join([contact["name"], contact["post"], contact["organisation"]]),
        email=email,
        mailto=mailto(email) if email else "",
        phone=phone,
        tel=f"tel:{re.sub('[^+0-9]', '', phone)}" if phone else "",
    )


def _script_facts(document: AgendaDocument, facts: PageFacts, words: Words) -> dict[str, Any]:
    """What the script starts from: the copy it has, and the words that it writes."""
    event = document["event"]
    return {
        "event": event["id"],
        "locale": facts.locale,
        "language": words.language,
        "query": facts.query,
        "start": start_url(event["id"], facts.locale),
        "release": document["release"],
        "revision": document["revision"],
        "published": document["published_at"],
        "timezone": event["timezone"],
        "dates": event["dates"],
        "days": words.days,
        "months": words.months,
        "patterns": words.patterns,
        "phrases": {key: words[key] for key in SPOKEN_BY_SCRIPT},
        "counted": {key: words.counted[key] for key in COUNTED_BY_SCRIPT},
    }


def _structured(document: AgendaDocument, facts: PageFacts) -> Markup | None:
    if not facts.public:
        return None
    return _embed(structured_data(document, facts.locale, facts.background, facts.public_url))


def _embed(value: object) -> Markup:
    return Markup(embed_json(value))  # noqa: S704 -- escaped for script blocks by embed_json
