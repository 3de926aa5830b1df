"""HTTP on one port: WSGI in, the gateway or the desk answers, nothing is logged."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from werkzeug.exceptions import BadRequest, RequestEntityTooLarge
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wsgi import get_input_stream

from infra.local.exchange import Inbound, Outbound, Respond
from infra.local.gateway import MOST_REQUEST_BYTES, refuse
from shared.edge.log import log_failure

HEADERS = "secretariat.headers"
POLL_S = 0.05
"""How soon the server sees that it shall close."""
Environ = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], Any]


class _Handler(WSGIRequestHandler):
    """One connection. Requests are not logged: their paths may hold tokens."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body leave in two writes; do not wait between them

    def make_environ(self) -> Environ:
        """WSGI joins repeated headers; a gateway needs them one by one."""
        return {**super().make_environ(), HEADERS: tuple(self.headers.items())}

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 -- werkzeug's name
        """Say nothing."""


class LocalServer:
    """A server bound to its port from the start; it answers once `respond` is set and it runs."""

    def __init__(self, host: str, port: int) -> None:
        """Bind to the port, 0 for a free one. Raises OSError when it is taken."""
        self.respond: Respond = lambda _: refuse(503)
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        # Werkzeug ends the process when it cannot bind; it gets a socket that is bound already.
        with socket.create_server((host, port), family=family) as bound:
            self.port: int = bound.getsockname()[1]
            self._server: BaseWSGIServer = make_server(
                host,
                self.port,
                self._serve,
                threaded=True,
                request_handler=_Handler,
                fd=bound.fileno(),
            )
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": POLL_S}, daemon=True
        )

    def start(self) -> None:
        """Serve from now on, in threads of its own."""
        self._thread.start()

    def close(self) -> None:
        """Take no more requests and give the port back."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()

    def _serve(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        answer = self._answer(environ)
        is_head = environ["REQUEST_METHOD"] == "HEAD"
        phrase = HTTPStatus(answer.status).phrase
        start_response(f"{answer.status} {phrase}", _write_headers(answer, is_head))
        return [] if is_head else [answer.body]

    def _answer(self, environ: Environ) -> Outbound:
        try:
            return self.respond(read_inbound(environ))
        except RequestEntityTooLarge:
            return refuse(413)
        except BadRequest:
            return refuse(400)
        except Exception as error:  # noqa: BLE001 -- the edge: every fault becomes a plain 500
            log_failure("local", "", error)
            return refuse(500)


def read_inbound(environ: Environ) -> Inbound:
    """The request in a WSGI environ. Raises RequestEntityTooLarge, BadRequest."""
    stream = get_input_stream(environ, max_content_length=MOST_REQUEST_BYTES)
    path, _, query = environ["RAW_URI"].partition("?")
    return Inbound(
        method=environ["REQUEST_METHOD"],
        path=path,
        query=query,
        headers=environ[HEADERS],
        body=stream.read(),
        source=environ["REMOTE_ADDR"],
    )


def _write_headers(answer: Outbound, is_head: bool) -> list[tuple[str, str]]:
    own = [pair for pair in answer.headers if pair[0].lower() != "content-length"]
    bodiless = is_head or answer.status in (204, 304)
    return own if bodiless else [*own, ("Content-Length", str(len(answer.body)))]
