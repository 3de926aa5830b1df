"""`/_local/`: mailbox, deliveries, clock and kinds of mail, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from infra.local.exchange import Inbound, Outbound, outbound
from infra.local.kinds import list_kinds, show_kind
from infra.local.letters import LocalLetters
from infra.local.mailbox import Kept, Mailbox, open_mail
from shared.agenda_ports import Clock
from shared.domain.errors import Invalid, Missing, SecretariatError
from shared.edge.http import Answer, HttpError, answer_json
from shared.edge.problem import answer_error, plain_problem
from shared.ports import Ports
from shared.render.mail.templates import languages_of

PREFIX = "/_local"
MOST_DELIVERIES = 200
LONGEST_ADVANCE_S = 5 * 366 * 24 * 3600
PAGE_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'",
}


class Served(Protocol):
    """What the desk needs of a stack."""

    @property
    def clock(self) -> Clock:
        """The one clock."""

    @property
    def mailbox(self) -> Mailbox:
        """The mails that went out."""

    @property
    def letters(self) -> LocalLetters:
        """The letters of nomination that came."""

    @property
    def ports(self) -> Ports:
        """What the functions run on."""

    @property
    def event(self) -> str | None:
        """The event that the stack began with."""

    def advance(self, seconds: float) -> None:
        """Move the clock on."""

    def settle(self) -> None:
        """Wait until everything is delivered."""

    def take_feedback(self, told: Mapping[str, object]) -> None:
        """Take an event of the mail provider."""


Page = Callable[[Inbound, str], Answer]


class Desk:
    """Answers requests under the prefix."""

    def __init__(self, stack: Served) -> None:
        self._stack = stack
        self._pages = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "pages"),
            autoescape=True,
            undefined=StrictUndefined,
        )
        self._routes: dict[tuple[str, str], Page] = {
            ("GET", ""): self._index,
            ("GET", "mail"): self._list_mail,
            ("GET", "mail/{}"): self._show_mail,
            ("GET", "mail/{}/raw"): self._raw_mail,
            ("GET", "deliveries/{}"): self._show_deliveries,
            ("GET", "clock"): self._tell_time,
            ("POST", "clock"): self._advance,
            ("POST", "settle"): self._settle,
            ("POST", "feedback"): self._take_feedback,
            ("POST", "letters"): self._take_letter,
            ("GET", "letters/{}"): self._show_letter,
            ("GET", "kinds"): self._list_kinds,
            ("GET", "kinds/{}"): self._show_kind,
        }

    def answer(self, inbound: Inbound) -> Outbound:
        """The answer to one request."""
        route, part = _split(inbound.path)
        method = "GET" if inbound.method == "HEAD" else inbound.method
        page = self._routes.get((method, route))
        if page is None:
            return outbound(self._refuse(route))
        try:
            return outbound(page(inbound, part))
        except SecretariatError as error:
            return outbound(answer_error(error))

    def _refuse(self, route: str) -> Answer:
        allowed = [method for method, known in self._routes if known == route]
        return plain_problem(405, {"Allow": ",".join(allowed)}) if allowed else plain_problem(404)

    def _index(self, _inbound: Inbound, _part: str) -> Answer:
        mails = self._stack.mailbox.mails()
        events = {self._stack.event, *(mail.event for mail in mails)} - {None}
        return self._page(
            "index.html",
            now=self._stack.clock.now(),
            mails=mails[::-1],
            events=sorted(events, key=str),
        )

    def _list_mail(self, _inbound: Inbound, _part: str) -> Answer:
        return answer_json([_row(mail) for mail in self._stack.mailbox.mails()])

    def _show_mail(self, _inbound: Inbound, part: str) -> Answer:
        mail = self._mail(part)
        return self._page("mail.html", mail=mail, opened=open_mail(mail.raw))

    def _raw_mail(self, _inbound: Inbound, part: str) -> Answer:
        return Answer(200, self._mail(part).raw, {"Content-Type": "message/rfc822"})

    def _show_deliveries(self, _inbound: Inbound, part: str) -> Answer:
        page = self._stack.ports.store.delivery_page(part, None, MOST_DELIVERIES)
        return self._page("deliveries.html", event=part, deliveries=page.items)

    def _tell_time(self, _inbound: Inbound, _part: str) -> Answer:
        return answer_json({"now": _unix(self._stack.clock.now())})

    def _advance(self, inbound: Inbound, part: str) -> Answer:
        self._stack.advance(_read_advance(inbound.body))
        return self._tell_time(inbound, part)

    def _settle(self, inbound: Inbound, part: str) -> Answer:
        self._stack.settle()
        return self._tell_time(inbound, part)

    def _take_feedback(self, inbound: Inbound, _part: str) -> Answer:
        self._stack.take_feedback(_read_object(inbound.body))
        return Answer(204)

    def _take_letter(self, inbound: Inbound, _part: str) -> Answer:
        return self._stack.letters.take(inbound)

    def _show_letter(self, _inbound: Inbound, part: str) -> Answer:
        return self._stack.letters.show(part)

    def _list_kinds(self, _inbound: Inbound, _part: str) -> Answer:
        return self._page("kinds.html", kinds=list_kinds())

    def _show_kind(self, inbound: Inbound, part: str) -> Answer:
        shown = show_kind(part, inbound.query)
        languages = languages_of(shown.kind)
        return self._page("kind.html", shown=shown, opened=shown.opened, languages=languages)

    def _mail(self, provider_id: str) -> Kept:
        mail = self._stack.mailbox.mail(provider_id)
        if mail is None:
            raise Missing("mail")
        return mail

    def _page(self, name: str, **facts: object) -> Answer:
        text = self._pages.get_template(name).render(prefix=PREFIX, **facts)
        return Answer(200, text.encode(), PAGE_HEADERS)


def _split(path: str) -> tuple[str, str]:
    """The route and the part that stands where it has its braces."""
    pieces = path.removeprefix(PREFIX).strip("/").split("/")
    if len(pieces) < 2:
        return pieces[0], ""
    return "/".join([pieces[0], "{}", *pieces[2:]]), pieces[1]


def _row(mail: Kept) -> dict[str, object]:
    return {
        "id": mail.id,
        "kind": mail.kind,
        "to": mail.to,
        "subject": mail.subject,
        "at": _unix(mail.at),
        "event": mail.event,
    }


def _unix(instant: datetime) -> int:
    return int(instant.timestamp())


def _read_object(body: bytes) -> dict[str, object]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as broken:
        raise HttpError(400, "The body is not JSON that can be read.") from broken
    if not isinstance(said, dict):
        raise HttpError(400, "The body must be a JSON object.")
    return said


def _read_advance(body: bytes) -> float:
    seconds = _read_object(body).get("advance_s")
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        seconds = -1
    if 0 <= seconds <= LONGEST_ADVANCE_S:
        return float(seconds)
    raise Invalid.at("advance_s", "Please give seconds from 0 to five years.")
