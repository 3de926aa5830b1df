"""The pages of a registration: they need no script, and load nothing from anywhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from shared.domain.event import Event, Visibility
from shared.domain.registration import ACTIVE, Registration
from shared.render.registration.facts import say_closed, say_until, tell_facts
from shared.render.registration.questions import ask, list_errors

ROOM = Path(__file__).parent / "templates"
SELF = "'self'"
Errors = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Page:
    """A page with the Content-Security-Policy under which it works."""

    html: str
    policy: str
    index: bool = False


@dataclass(frozen=True)
class Typed:
    """What somebody has typed into a form, by key, and what is wrong with it."""

    values: Mapping[str, str]
    errors: Errors = ()


def landing_page(event: Event, now: datetime, token: str, typed: Typed) -> Page:
    """The page on which somebody registers."""
    index = event.visibility is Visibility.PUBLIC
    html = _fill(
        "landing.html",
        facts=tell_facts(event),
        index=index,
        closed=say_closed(event, now),
        until=say_until(event),
        token=token,
        **_questions(event, typed),
    )
    return Page(html, _policy(event.registration.thanks_urls), index)


def self_page(event: Event, registration: Registration, position: int | None, typed: Typed) -> Page:
    """The page on which somebody sees, changes or cancels a registration of their own."""
    html = _fill(
        "self.html",
        facts=tell_facts(event),
        index=False,
        registration=registration,
        state=registration.state.value,
        position=position,
        active=registration.state in ACTIVE,
        **_questions(event, typed),
    )
    return Page(html, _policy())


def thanks_page(event: Event) -> Page:
    """The page after the form: the same for everybody."""
    return Page(_fill("thanks.html", facts=tell_facts(event), index=False), _policy())


def message_page(heading: str, text: str) -> Page:
    """A page that says one thing."""
    return Page(_fill("message.html", heading=heading, text=text, index=False), _policy())


def _questions(event: Event, typed: Typed) -> dict[str, object]:
    questions = ask(event, typed.values, typed.errors)
    return {"questions": questions, "errors": list_errors(questions, typed.errors)}


def _fill(name: str, **words: object) -> str:
    return _templates().get_template(name).render(words, style=Markup(_style()))  # noqa: S704 -- our own file


def _policy(also: Iterable[str] = ()) -> str:
    """No script, no frame, one style; forms go to us and are sent on to `also` at most.

    Browsers hold redirects after a form to form-action too (CSP Level 3, section 6.4.1).
    """
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    targets = " ".join(sorted({SELF, *(_origin_of(address) for address in also)}))
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
        f"frame-ancestors 'none'; form-action {targets}"
    )


def _origin_of(address: str) -> str:
    """The origin of an address, its host as A-labels."""
    parts = urlsplit(address)
    try:
        host = (parts.hostname or "").encode("idna").decode()
    except UnicodeError:
        return SELF  # no host has that name, so nobody is sent there
    return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port else "")


@cache
def _style() -> str:
    return (ROOM / "style.css").read_text(encoding="utf-8")


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(ROOM),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
