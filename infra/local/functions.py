"""The six functions as the local stack runs them: the very apps that are deployed."""

from __future__ import annotations

from dataclasses import dataclass

from infra.local.invoke import Handler
from shared.edge.app import App


@dataclass(frozen=True)
class Functions:
    """The apps behind the gateway, and what stream, schedule, topic and bus call."""

    http: tuple[App, ...]
    mailer: App
    on_stream: Handler
    timer: App
    on_tick: Handler
    feedback: App
    on_topic: Handler
    on_bus: Handler

    @property
    def apps(self) -> tuple[App, ...]:
        """All of them."""
        return (*self.http, self.mailer, self.timer, self.feedback)


def load_functions() -> Functions:
    """The functions of this repository; importing them is slow, so it is done on demand."""
    from functions.agenda.app import app as agenda
    from functions.feedback.app import app as feedback
    from functions.feedback.app import on_bus, on_feedback
    from functions.mailer.app import app as mailer
    from functions.mailer.app import on_outbox
    from functions.organiser.app import app as organiser
    from functions.registration.app import app as registration
    from functions.timer.app import app as timer
    from functions.timer.app import on_tick

    return Functions(
        http=(registration, agenda, organiser),
        mailer=mailer,
        on_stream=on_outbox,
        timer=timer,
        on_tick=on_tick,
        feedback=feedback,
        on_topic=on_feedback,
        on_bus=on_bus,
    )
