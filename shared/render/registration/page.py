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
from shared.domain.freeze import is_frozen
from shared.domain.invitation import Invitation
from shared.domain.letter import LARGEST_LETTER, LetterAsked
from shared.domain.registration import ACTIVE, Registration, State
from shared.domain.token import make_link_token
from shared.render.mail.meeting import organiser_name
from shared.render.mail.when import say_instant
from shared.render.registration.facts import LANGUAGE, say_closed, say_until, tell_facts
from shared.render.registration.questions import Standing, ask, ask_colleague, list_errors

ROOM = Path(__file__).parent / "templates"
SELF = "'self'"
FILES = {
    "application/pdf": ("A PDF", "Send the PDF"),
    "image/jpeg": ("A photograph or scan (JPEG)", "Send the photograph"),
}
"""How a page calls the kinds of file that a letter may be, and the button of each."""
Errors = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Page:
    """A page with the Content-Security-Policy under which it works."""

    html: str
    policy: str
    index: bool = False


@dataclass(frozen=True)
class Typed:
    """What somebody has typed into a form, by key, and what is wrong with it.

    `full` are the options, as tallies, in which no place is left.
    """

    values: Mapping[str, str]
    errors: Errors = ()
    full: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Asked:
    """The invitation that somebody follows, by the token of its link."""

    token: str
    invitation: Invitation
    institution: str

    @property
    def locked(self) -> frozenset[str]:
        """The questions that the link has answered for good."""
        return frozenset({"institution" if self.invitation.forwardable else "email"})


def landing_page(
    event: Event, now: datetime, token: str, typed: Typed, asked: Asked | None = None
) -> Page:
    """The page on which somebody registers, or answers the invitation that they follow."""
    index = event.visibility is Visibility.PUBLIC
    html = fill(
        "landing.html",
        facts=tell_facts(event),
        index=index,
        closed=say_closed(event, now),
        until=say_until(event),
        approval=event.registration.decided,
        letter=event.registration.letter_required,
        by_invitation=event.registration.invitation_only,
        asked=asked,
        host=organiser_name(event),
        token=token,
        **ask_questions(event, typed, locked=asked.locked if asked else frozenset()),
    )
    return Page(html, policy(event.registration.thanks_urls), index)


def self_page(
    event: Event,
    now: datetime,
    registration: Registration,
    position: int | None,
    typed: Typed,
    colleague: Typed,
    letter: LetterAsked | None = None,
) -> Page:
    """The page on which somebody sees a registration of their own and does what they may with it.

    `colleague` is who comes instead, as typed; `letter` is what is asked of them, if any is.
    """
    html = fill(
        "self.html",
        facts=tell_facts(event),
        index=False,
        registration=registration,
        state=registration.state.value,
        position=position,
        active=registration.state in ACTIVE,
        may_pass_on=registration.state in (State.CONFIRMED, State.WAITLISTED)
        and not event.has_ended(now),
        colleague=_ask_colleague(colleague),
        letter=_say_letter(event, letter) if letter else None,
        entry_url=_entry_url(event, registration),
        **ask_questions(event, typed, frozen=is_frozen(event, now), consents=registration.consents),
    )
    return Page(html, policy([*(one.url for one in letter.forms), letter.back] if letter else ()))


def _entry_url(event: Event, person: Registration) -> str | None:
    """Where the person's calendar entry can be fetched, if they hold one."""
    if not person.entry.live or not (event.span or event.dates):
        return None
    token = make_link_token(event.signing_key, event.id, person.id, person.link_version)
    return f"/registration/calendar/{token}.ics"


def erased_page(event: Event, at: datetime) -> Page:
    """The receipt of an erasure."""
    when = say_instant(at, event.timezone, LANGUAGE)
    return Page(fill("erased.html", facts=tell_facts(event), index=False, when=when), policy())


def _say_letter(event: Event, letter: LetterAsked) -> dict[str, object]:
    when = say_instant(letter.received, event.timezone, LANGUAGE) if letter.received else ""
    forms = [(*FILES[form.media_type], form) for form in letter.forms]
    return {"received": when, "forms": forms, "most": f"{LARGEST_LETTER // 1_000_000} MB"}


def _ask_colleague(typed: Typed) -> dict[str, object]:
    questions = ask_colleague(typed.values, typed.errors)
    return {"questions": questions, "errors": list_errors(questions, typed.errors)}


def thanks_page(event: Event) -> Page:
    """The page after the form: the same for everybody."""
    return Page(fill("thanks.html", facts=tell_facts(event), index=False), policy())


def digest_page(event: Event, address: str | None) -> Page:
    """The page on which the reader of a digest leaves it; None: nobody there gets it."""
    words = {"facts": tell_facts(event), "index": False, "address": address}
    return Page(fill("digest.html", **words), policy())


def message_page(heading: str, text: str) -> Page:
    """A page that says one thing."""
    return Page(fill("message.html", heading=heading, text=text, index=False), policy())


def ask_questions(
    event: Event,
    typed: Typed,
    frozen: bool = False,
    consents: Mapping[str, str] | None = None,
    locked: frozenset[str] = frozenset(),
) -> dict[str, object]:
    """The event's questions as a template needs them, with what is wrong."""
    standing = Standing(typed.full, frozen, consents or {}, locked)
    questions = ask(event, typed.values, typed.errors, standing)
    return {"questions": questions, "errors": list_errors(questions, typed.errors)}


def fill(name: str, **words: object) -> str:
    """A template filled; `words` must hold every name that it uses."""
    return _templates().get_template(name).render(words, style=Markup(_style()))  # noqa: S704 -- our own file


def policy(also: Iterable[str] = ()) -> str:
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
