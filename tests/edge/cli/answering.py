"""A small HTTP server on loopback that answers from a table and remembers what it was asked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass(frozen=True)
class Asked:
    """One request as it arrived; header names in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Server:
    """Where it listens, what it answers (anything else: 404) with which tag, what it was asked."""

    url: str
    answers: dict[tuple[str, str], tuple[int, object]]
    tags: Mapping[tuple[str, str], str]
    asked: list[Asked] = field(default_factory=list)


@contextmanager
def answering(
    answers: dict[tuple[str, str], tuple[int, object]],
    tags: Mapping[tuple[str, str], str] | None = None,
) -> Iterator[Server]:
    """Serve the table of (method, path) -> (status, JSON content) until the block ends.

    `tags` are the entity tags of some of them.
    """
    http = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server = Server(f"http://127.0.0.1:{http.server_address[1]}", answers, tags or {})
    http.RequestHandlerClass = handler_for(server)
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def handler_for(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            length = int(self.headers.get("content-length", 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            server.asked.append(Asked(self.command, self.path, headers, self.rfile.read(length)))
            missing = (404, {"title": "Not Found", "status": 404, "detail": "There is no such."})
            status, content = server.answers.get((self.command, self.path), missing)
            body = b"" if content is None else json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            if (self.command, self.path) in server.tags:
                self.send_header("ETag", server.tags[self.command, self.path])
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer  # noqa: N815 -- the base's names

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base's name
            """Say nothing."""

    return Handler
