"""Throwing a storm: sixteen threads, real HTTP, each attempt judged by its answer."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Condition, Lock
from typing import Any

from infra.cli.client import JSON, Answered, Client, part
from infra.cli.register import write_body
from infra.cli.signing import read_clock, read_secret, sign
from infra.local.stack import Stack
from infra.local.storm.plan import MEALS, Kind, Plan, Throw, colleague_of, person_of
from infra.local.storm.watch import Watch
from shared.domain.token import make_link_token

THREADS = 16
TRIES = 8
PATIENCE_S = 60.0
TAKEN = ("confirmed", "waitlisted", "duplicate")
EXPECTED: dict[Kind, frozenset[int]] = {
    Kind.FORM: frozenset({202}),
    Kind.FORM_AGAIN: frozenset({202}),
    Kind.CHANGE: frozenset({200, 400, 404, 409}),
    Kind.CANCEL: frozenset({200}),
    Kind.SUBSTITUTE: frozenset({200, 404, 409}),
}
"""What may be answered; 200 alone to other kinds. 400: no place is left there. 404: the link was
used up, or opens nothing any more. 409: the registration has ended."""
ANSWERED_200 = frozenset({200})


@dataclass(frozen=True)
class Told:
    """What an attempt was answered; `outcome` is the word for it in the report."""

    throw: Throw
    status: int
    outcome: str
    registration: str | None = None
    tries: int = 1

    @property
    def is_expected(self) -> bool:
        """Whether an attempt of this kind may be answered so."""
        return self.status in EXPECTED.get(self.throw.kind, ANSWERED_200)


class Known:
    """The registration that each person was told first; whoever comes too early waits for it."""

    def __init__(self) -> None:
        self._told = Condition()
        self._registrations: dict[int, str | None] = {}

    def tell(self, person: int, registration: str | None) -> None:
        """Say what a person's first answer named."""
        with self._told:
            self._registrations.setdefault(person, registration)
            self._told.notify_all()

    def wait_for(self, person: int) -> str | None:
        """The person's registration, which an attempt that has begun already asks for."""
        with self._told:
            self._told.wait_for(lambda: person in self._registrations, PATIENCE_S)
            return self._registrations.get(person)


class Thrower:
    """Throws a plan at a stack that serves the plan's event."""

    def __init__(self, stack: Stack, event: str, plan: Plan, watch: Watch) -> None:
        self._stack = stack
        self._event = event
        self._plan = plan
        self._watch = watch
        self._public = Client(stack.url, connections=THREADS)
        self._organiser = Client(stack.url, stack.organiser_token)
        self._key = read_secret(stack.webhook_secret)
        self._now = read_clock(self._public)
        self._known = Known()
        self._office = Lock()
        self._path = f"/registration/{part(event)}"
        self._form_token = self._public.ask(
            "GET", self._path, headers={"Accept": "application/json"}
        ).json()["form_token"]
        self._ways: defaultdict[Kind, Callable[[Throw], Told]] = defaultdict(
            lambda: self._by_webhook,
            {
                Kind.FORM: self._by_form,
                Kind.FORM_AGAIN: self._by_form,
                Kind.CHANGE: self._by_link,
                Kind.CANCEL: self._by_link,
                Kind.SUBSTITUTE: self._by_link,
                Kind.CAPACITY: self._by_office,
                Kind.QUOTA: self._by_office,
            },
        )

    def throw_all(self, until: float, went: Callable[[], None]) -> list[Told]:
        """Every answer, in the order of the plan; nothing is begun after `until` (monotonic)."""

        def one(throw: Throw) -> Told | None:
            if time.monotonic() > until:
                return None
            told = self._ways[throw.kind](throw)
            self._watch.look()
            went()
            return told

        with ThreadPoolExecutor(THREADS) as threads:
            return [told for told in threads.map(one, self._plan.throws) if told is not None]

    def _by_webhook(self, throw: Throw) -> Told:
        person = person_of(throw.person)
        answers = {"meal": person.meal}
        body = write_body(self._now, person.name, person.email, person.house, answers, None)
        headers = sign(self._key, throw.delivery, self._now, body)
        answer, tries = self._insist(f"{self._path}/webhooks/standard", body, headers)
        said = answer.json() if answer.status == 200 else {}
        outcome, registration = said.get("outcome", str(answer.status)), said.get("registration")
        self._known.tell(throw.person, registration)
        status = answer.status if outcome in TAKEN or answer.status != 200 else 0
        return Told(throw, status, outcome, registration, tries)

    def _by_form(self, throw: Throw) -> Told:
        person = person_of(throw.person)
        filled = {
            "form_token": self._form_token,
            "name": person.name,
            "email": person.email,
            "institution": person.house,
            "meal": person.meal,
        }
        answer, tries = self._insist(self._path, json.dumps(filled).encode(), JSON)
        return Told(throw, answer.status, _say(answer, "received"), None, tries)

    def _by_link(self, throw: Throw) -> Told:
        """With the link that the person's mails hold just now."""
        registration = self._known.wait_for(throw.person)
        store, event = self._stack.ports.store, self._stack.ports.events.known(self._event)
        found = store.registration(self._event, registration or "")
        if found is None:
            return Told(throw, 0, "nobody")
        token = make_link_token(event.signing_key, event.id, found.id, found.link_version)
        body = json.dumps(_wish(throw)).encode()
        answer, tries = self._insist(f"/registration/self/{token}", body, JSON)
        return Told(throw, answer.status, _say(answer, "done"), found.id, tries)

    def _by_office(self, throw: Throw) -> Told:
        """One change of settings at a time, and a look before the next."""
        wanted = _settings(throw, self._plan.seats)
        path = f"/organiser/events/{part(self._event)}"
        with self._office:
            answer = self._organiser.send("PATCH", path, json.dumps(wanted).encode(), JSON)
            self._watch.look()
        return Told(throw, answer.status, _say(answer, "done"))

    def _insist(self, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[Answered, int]:
        """The answer, and how often it was asked for: after 503 again, as senders do."""
        for tries in range(1, TRIES + 1):
            answer = self._public.send("POST", path, body, headers)
            if answer.status != 503 or tries == TRIES:
                break
            time.sleep(float(answer.headers.get("retry-after", "1")))
        return answer, tries


def _wish(throw: Throw) -> Mapping[str, str]:
    """What somebody does with their link."""
    if throw.kind is Kind.CANCEL:
        return {"action": "cancel"}
    if throw.kind is Kind.SUBSTITUTE:
        colleague = colleague_of(throw.person)
        return {"action": "substitute", "name": colleague.name, "email": colleague.email}
    return {"action": "change", "meal": MEALS[throw.choice % len(MEALS)]}


def _settings(throw: Throw, seats: int) -> Mapping[str, Any]:
    """What an organiser changes: up or down, on and off."""
    if throw.kind is Kind.CAPACITY:
        return {"capacity": seats + seats * (throw.choice % 41 - 20) // 100}
    house = None if throw.choice % 5 == 0 else max(1, seats * (3 + throw.choice % 5) // 100)
    fish = None if throw.choice % 3 == 0 else max(1, seats * (20 + throw.choice % 20) // 100)
    return {"quotas": {"institution": {"*": house}, "option": {"meal=Fish": fish}}}


def _say(answer: Answered, well: str) -> str:
    return well if answer.status < 300 else str(answer.status)
