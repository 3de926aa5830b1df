"""The whole secretariat in one process, on one port."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime

from infra.local.attachments import LocalAttachments
from infra.local.clock import LocalClock, starting_instant
from infra.local.desk import PREFIX, Desk
from infra.local.doorbell import Doorbell
from infra.local.engines import CALENDAR_HOST, SENDER_IDENTITY, Engine, open_engine
from infra.local.exchange import Inbound, Outbound
from infra.local.founding import Founder, Founding, FoundingFailed, add_organiser
from infra.local.functions import Functions, load_functions
from infra.local.gateway import Gateway
from infra.local.invoke import invoke
from infra.local.letters import LocalLetters
from infra.local.mailbox import Mailbox
from infra.local.payloads import bus_payload, topic_payload
from infra.local.seeded import derive_token, derive_webhook_secret
from infra.local.server import LocalServer
from infra.local.ticker import Ticker
from shared.domain.allowance import DEFAULT_LIMITS, Limits
from shared.domain.errors import Invalid
from shared.edge.cache import EventCache, PointerCache
from shared.edge.ids import RandomIds
from shared.edge.wiring import NoMail
from shared.ports import Ports

DEFAULT_PORT = 8400
READS_ONLY = ("GET", "HEAD", "OPTIONS")
EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 -- compared, not bound


class Stack:
    """Six functions, a gateway, a stream, a timer, a mailbox and one clock for all of them.

    The token and the webhook secret follow from `seed`. `now` sets the clock for good: an
    outline does not move it then. Nothing is served before `serve`.
    """

    def __init__(
        self,
        engine: Engine,
        functions: Functions,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        seed: bytes = b"",
        now: datetime | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        self.organiser_token = derive_token(seed)
        self.webhook_secret = derive_webhook_secret(seed)
        self.event: str | None = None
        self.clock = LocalClock()
        self._is_set = now is not None
        if now is not None:
            self.clock.set_to(now)
        self._server = LocalServer(host, port)
        self.url = f"http://{reachable(host)}:{self._server.port}"
        self.mailbox = Mailbox(engine.provider, self.clock)
        self.letters = LocalLetters(f"{self.url}{PREFIX}/letters", self.clock)
        self._functions = functions
        self._pointers = PointerCache(engine.store, self.clock)
        self.ports = self._make_ports(engine, limits)
        self._gateway = Gateway(functions.http, self.clock)
        self._doorbell = Doorbell(engine.records, functions.on_stream)
        self._ticker = Ticker(self.clock, engine.store, functions.on_tick, self._doorbell.drain)
        self._desk = Desk(self)
        add_organiser(self.ports, self.organiser_token)
        self._server.respond = self.respond

    def start_with(self, founding: Founding) -> str:
        """Make and publish the event of an outline; its id. Raises FoundingFailed."""
        founder = Founder(self.respond, self.organiser_token)
        self.event = founder.found(founding, self.webhook_secret, self._begin)
        return self.event

    def serve(self) -> None:
        """Answer requests, rings and ticks from now on."""
        self._doorbell.start()
        self._ticker.start()
        self._server.start()

    def respond(self, inbound: Inbound) -> Outbound:
        """The answer to one request: the desk's under its prefix, the gateway's elsewhere."""
        if inbound.path == PREFIX or inbound.path.startswith(f"{PREFIX}/"):
            return self._desk.answer(inbound)
        answer = self._gateway.answer(inbound)
        if inbound.method not in READS_ONLY:
            self._doorbell.ring()
        return answer

    def advance(self, seconds: float) -> None:
        """Move the clock on through every due instant; mails are out when it returns."""
        self._ticker.advance(seconds)

    def tick(self) -> None:
        """Run what is due now, as the minute's tick does; mails are out when it returns."""
        self._ticker.tick()

    def settle(self) -> None:
        """Wait for stream and outbox to be empty, and forget kept pointers and tokens."""
        self._doorbell.drain()
        self._pointers.forget()
        self._gateway.authorizers.forget()

    def take_feedback(self, told: Mapping[str, object]) -> None:
        """Hand over one event of the mail provider: as the topic brings it, or as the bus does."""
        now, detail = self.clock.now(), told.get("detail")
        if told.get("source") == "aws.ses" and isinstance(detail, Mapping):
            payload = bus_payload(detail, str(told.get("detail-type")), now)
            invoke("feedback", self._functions.on_bus, payload)
        else:
            invoke("feedback", self._functions.on_topic, topic_payload(json.dumps(told), now))
        self._doorbell.ring()

    def close(self) -> None:
        """Serve no more and let go of the port."""
        self._server.close()
        self._ticker.close()
        self._doorbell.close()

    def _make_ports(self, engine: Engine, limits: Limits) -> Ports:
        ports = Ports(
            store=engine.store,
            events=EventCache(engine.store, self.clock),
            pointers=self._pointers,
            clock=self.clock,
            ids=RandomIds(),
            mail=NoMail(),
            public_url=self.url,
            sender_identity=SENDER_IDENTITY,
            calendar_host=CALENDAR_HOST,
            limits=limits,
            letters=self.letters,
            attachments=LocalAttachments(),
        )
        for app in self._functions.apps:
            app.use(ports)
        self._functions.mailer.use(replace(ports, mail=self.mailbox))
        return ports

    def _begin(self, first_day: date, zone_name: str) -> None:
        if self._is_set:
            return
        try:
            self.clock.set_to(starting_instant(first_day, zone_name, self.clock.now()))
        except Invalid as wrong:
            path, message = wrong.errors[0]
            raise FoundingFailed(message, (path,)) from wrong


def reachable(host: str) -> str:
    """The host of an address at which this machine reaches a server that listens on `host`."""
    name = EVERY_ADDRESS.get(host, host)
    return f"[{name}]" if ":" in name else name


@contextmanager
def open_stack(
    engine: str = "moto",
    *,
    host: str = "127.0.0.1",
    port: int = DEFAULT_PORT,
    founding: Founding | None = None,
    now: datetime | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Stack]:
    """A stack that serves for as long as the context lasts, with an event if an outline is given.

    Raises FoundingFailed, OSError when the port is taken, KeyError for an unknown engine.
    """
    with open_engine(engine) as opened:
        stack = Stack(
            opened,
            load_functions(),
            host=host,
            port=port,
            seed=founding.outline if founding else b"",
            now=now,
            limits=limits,
        )
        try:
            if founding:
                stack.start_with(founding)
            stack.serve()
            yield stack
        finally:
            stack.close()
