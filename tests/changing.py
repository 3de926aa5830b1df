"""A published meeting that changes, with people who have places, over a store in RAM."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from functions.timer.run_due import run_due
from shared.adapters.memory import MemoryStore
from shared.domain.event import DigestRules, Event
from shared.domain.message import Message, MessageKind
from shared.domain.notice import Notice, Notify
from shared.domain.registration import Registration
from shared.domain.session import Session
from shared.domain.writes import Replace, Write
from shared.verbs.publish import publish
from shared.verbs.register import Origin, register
from shared.verbs.revise import revise
from tests.builders import EVENT, a_submission, some_sessions
from tests.fakes import FakeClock, put_event, some_ports


class Crash(BaseException):
    """The process died right after a commit, and nobody heard that it was made."""


class DyingStore(MemoryStore):
    """A store whose process dies after the commit after `left` more (None: it lives), and at which
    somebody else may be quicker: `before_next` is done before the next commit.
    """

    left: int | None = None
    before_next: Callable[[], None] | None = None

    def commit(self, writes: Sequence[Write], token: str) -> None:
        meanwhile, self.before_next = self.before_next, None
        if meanwhile is not None:
            meanwhile()
        super().commit(writes, token)
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                self.left = None
                raise Crash


class Meeting:
    """The meeting, its organiser and its people; one minute passes before whatever happens."""

    def __init__(self, change: Callable[[Event], Event] = lambda event: event) -> None:
        self.store = DyingStore()
        self.clock = FakeClock()
        self.ports = some_ports(self.store, self.clock)
        put_event(self.ports, lambda event: change(replace(event, digest=DigestRules())))
        self.sessions = some_sessions()
        publish(self.ports, EVENT)

    @property
    def event(self) -> Event:
        return self.store.event(EVENT)

    @property
    def notice(self) -> Notice | None:
        return self.store.notice(EVENT)

    def register(self, number: int = 0) -> str:
        """Somebody new; their registration's id."""
        self.clock.advance(minutes=1)
        said = a_submission(email=f"p{number}@example.org", name=f"P {number}")
        return str(register(self.ports, self.event, said, Origin("form")).registration)

    def edit(self, notify: Notify = "default", name: str = "closing", **changes: Any) -> None:
        """Change one session and publish it."""
        changed = [replace(one, **changes) if one.id == name else one for one in self.sessions]
        self.publish(tuple(changed), notify)

    def publish(self, sessions: tuple[Session, ...], notify: Notify = "default") -> None:
        """Publish these sessions."""
        self.clock.advance(minutes=1)
        draft = self.store.draft(EVENT)
        assert draft is not None
        if draft.sessions != sessions:
            edited = replace(draft, sessions=sessions, version=draft.version + 1)
            self.store.commit([Replace(edited)], f"edit-{edited.version}")
        self.sessions = sessions
        publish(self.ports, EVENT, notify=notify)

    def revise(self, **changes: Any) -> None:
        """Give the event these settings."""
        self.clock.advance(minutes=1)
        revise(self.ports, EVENT, lambda event: replace(event, **changes))

    def wait(self, minutes: int = 31) -> None:
        """Let time pass, the timer ticking once a minute."""
        for _ in range(minutes):
            self.clock.advance(minutes=1)
            run_due(self.ports)

    def person(self, registration: str) -> Registration:
        found = self.store.registration(EVENT, registration)
        assert found is not None
        return found

    def letters(self, kind: MessageKind, registration: str | None = None) -> list[Message]:
        """Every message of that kind, to everybody or to one."""
        page = self.store.message_page(EVENT, None, 10**6).items
        return [
            one for one in page if one.kind is kind and registration in (None, one.registration)
        ]

    def told(self, registration: str) -> list[list[str]]:
        """What each notice told somebody, line by line."""
        notices = self.letters(MessageKind.NOTICE, registration)
        return [one.facts["changes"].splitlines() for one in notices]
