"""An agenda of three days that is published, and what a person sees of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from infra.cli.client import Client, part
from infra.local.stack import Stack

JSON = "application/json"
MOST_TIMES = 200
DAYS = ("2027-04-13", "2027-04-14", "2027-04-15")
Session = dict[str, Any]
SHOWN = """() => [...document.querySelectorAll('.session')]
    .filter((one) => one.offsetParent).map((one) => one.id)"""
BODY = """() => {
  const body = document.body.cloneNode(true);
  body.querySelectorAll('.is-new').forEach((one) => {
    one.previousSibling.remove();
    one.remove();
  });
  body.querySelectorAll('script, template, #_said').forEach((one) => one.remove());
  return body.innerHTML.split(/(?=<)/);
}"""
KEPT = (
    """async (urls) => (await Promise.all(urls.map((one) => caches.match(one)))).every(Boolean)"""
)


@dataclass(frozen=True)
class Agenda:
    """Where the agenda is served, and what its organiser does to it."""

    stack: Stack
    event: str

    @property
    def path(self) -> str:
        """The folder of its addresses."""
        return f"/agenda/{part(self.event)}"

    @property
    def url(self) -> str:
        """The page."""
        return f"{self.stack.url}{self.path}/agenda.html"

    def organise(self, method: str, path: str, content: object, **headers: str) -> Any:
        """Ask one of the organiser's addresses of this event."""
        organiser = Client(self.stack.url, self.stack.organiser_token)
        body = json.dumps(content).encode()
        told = {"Content-Type": JSON, **{name.replace("_", "-"): headers[name] for name in headers}}
        path = f"/organiser/events/{part(self.event)}{path}"
        return organiser.ask(method, path, body, told)

    def sessions(self) -> list[Session]:
        """The draft's sessions."""
        found: list[Session] = self.organise("GET", "/draft", None).json()["sessions"]
        return found

    def publish(self, sessions: list[Session]) -> None:
        """Save the sessions and publish them; whoever asks from now on sees them."""
        tag = self.organise("GET", "/draft", None).headers["etag"]
        self.organise("PUT", "/draft", {"sessions": sessions}, If_Match=tag)
        self.organise("POST", "/publish", {})
        self.stack.settle()

    def change(self, **settings: object) -> None:
        """Change what the agenda says about the event."""
        self.organise("PATCH", "", settings)
        self.stack.settle()


def publish_three_days(stack: Stack) -> Agenda:
    """Three days instead of the outline's one, in two languages and two rooms."""
    agenda = Agenda(stack, stack.event or "")
    agenda.change(
        dates=list(DAYS),
        visibility="public",
        translations={"ar": {"title": "ورشة عمل حول مياه الشرب"}},
    )
    agenda.publish([*three_days()])
    return agenda


def three_days() -> list[Session]:
    """Sessions of every kind, with everything that one can have, and with nothing."""
    return [
        a_session(0, "08:30", "09:00", "Registration", kind="registration"),
        a_session(0, "09:00", "09:30", "Opening", kind="opening", speakers=[TILDA, HOUSE]),
        a_session(0, "09:30", "10:30", "Žáby v potrubí", room="Willow hall", speakers=[TOMAS]),
        a_session(0, "09:30", "10:00", "Small utilities", room="Elm room", track="Doors"),
        a_session(0, "10:30", "11:00", "Coffee break", kind="break"),
        a_session(0, "22:30", "23:30", "Night shift in the control room"),
        a_session(1, "09:00", "10:15", "From alarm to tap", **EVERYTHING),
        a_session(1, "11:00", None, "Open questions", status="postponed"),
        a_session(2, "09:00", "10:00", "A joint exercise", room="Willow hall"),
        a_session(2, "10:00", "10:30", "Conclusions", kind="closing"),
    ]


def a_session(day: int, start: str, end: str | None, title: str, **further: Any) -> Session:
    """One session as the draft has it, in the summer time of Ljubljana."""
    times = {"start": _instant(day, start), "end": _instant(day, end) if end else None}
    return {"title": title, "kind": "session", **times, **further}


def _instant(day: int, clock: str) -> str:
    return f"{DAYS[day]}T{clock}:00+02:00"


TILDA = {"name": "Tilda Verhoven", "role": "chair"}
TOMAS = {"name": "Tomáš Dvořák", "affiliation": "Ústav (Łódź)", "role": "speaker"}
HOUSE = {"name": "Water Security Desk", "role": "panellist", "organisation": True}
EVERYTHING: Session = {
    "room": "Willow hall",
    "track": "Night & day",
    "description": "Who calls whom.\nWho <never> answers.",
    "speakers": [TOMAS, HOUSE],
    "items": ["The first hour", "The second & the third"],
    "translations": {"ar": {"title": "من الإنذار إلى الصنبور", "room": "قاعة الصفصاف"}},
}


def shown(page: Page) -> list[str]:
    """The ids of the sessions that can be seen, as they follow each other."""
    found: list[str] = page.evaluate(SHOWN)
    return found


def titles(page: Page) -> list[str]:
    """The titles of the sessions that can be seen."""
    names = page.locator(".session .name")
    return [one.inner_text() for one in names.all() if one.is_visible()]


def body_of(page: Page) -> list[str]:
    """Everything that stands on the page, but for what was said about changes."""
    found: list[str] = page.evaluate(BODY)
    return found


def ask_again(page: Page) -> None:
    """What the page does when the network comes back."""
    page.evaluate("window.dispatchEvent(new Event('online'))")


def wait_until_kept(page: Page, *urls: str) -> None:
    """Until the phone has copies of these addresses."""
    wait_for(page, KEPT, list(urls))


def wait_for(page: Page, question: str, about: object) -> None:
    """Until the page answers yes; asked from outside, for the page's own clock may stand."""
    for _ in range(MOST_TIMES):
        if page.evaluate(question, about):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{question} stays false for {about}")
