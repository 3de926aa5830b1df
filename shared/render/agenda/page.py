"""The agenda as a page for phones, desks and paper; rendered when published, never when read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from shared.calendar.invitation import mailto
from shared.domain.place import Location, place_line
from shared.render.agenda.dates import date_range, day_in, long_date
from shared.render.agenda.document import AgendaDocument, ContactDocument, SessionDocument
from shared.render.agenda.text import origin_line

CHROME_LANGUAGE = "en"


@dataclass(frozen=True)
class Day:
    """One day of the page."""

    number: int
    date: str
    name: str
    sessions: tuple[SessionDocument, ...]


@dataclass(frozen=True)
class ContactLines:
    """Whom to ask and how to reach them."""

    who: str
    email: str | None
    mailto: str
    phone: str | None
    tel: str


def render_page(document: AgendaDocument, locale: str, public: bool, public_url: str) -> bytes:
    """The page, UTF-8; it needs no script, and asks for no index unless the event is public.

    The page's own words are English; what the organiser wrote carries the event's locale.
    """
    event = document["event"]
    return (
        _template()
        .render(
            event=event,
            public=public,
            public_url=public_url,
            path=f"/agenda/{event['id']}",
            content=_language(locale),
            origin=origin_line(event),
            dates=date_range(event["dates"]),
            place=place_line(Location(**event["location"])),
            days=_days(document["sessions"]),
            contact=_contact(event["contact"]),
            release=document["release"],
            published_at=document["published_at"],
            published_on=date_range([day_in(document["published_at"], event["timezone"])]),
        )
        .encode()
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html")


def _language(locale: str) -> Markup:
    """The attribute that tells the language of the organiser's words, where it is another."""
    language = locale.replace("_", "-")
    return Markup("") if language == CHROME_LANGUAGE else Markup(' lang="{}"').format(language)


def _days(sessions: list[SessionDocument]) -> list[Day]:
    return [
        Day(number, date, long_date(date), tuple(group))
        for (number, date), group in groupby(sessions, key=lambda one: (one["day"], one["date"]))
    ]


def _contact(contact: ContactDocument) -> ContactLines | None:
    who = [contact["name"], contact["post"], contact["organisation"]]
    email, phone = contact["email"], contact["phone"]
    lines = ContactLines(
        who=", ".join(part for part in who if part),
        email=email,
        mailto=mailto(email) if email else "",
        phone=phone,
        tel=re.sub(r"[^+0-9]", "", phone or ""),
    )
    return lines if lines.who or email or phone else None
