"""The gateway over real sockets: what only the wire can show."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from infra.local.gateway import MOST_REQUEST_BYTES
from infra.local.server import LocalServer
from tests.edge.gateway.tiny import Tiny


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = LocalServer("127.0.0.1", 0)
    server.respond = Tiny().gateway.answer
    server.start()
    yield server.port
    server.close()


def send(port: int, request: bytes) -> bytes:
    """Send bytes as they are; all that comes back until the connection is closed."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def ask(
    port: int, method: str, path: str, body: bytes | None = None
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, body)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


def test_head_ends_after_the_headers(port: int) -> None:
    said = send(port, b"HEAD /tiny/open HTTP/1.1\r\nHost: here\r\n\r\n")
    head, _, body = said.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 ")
    assert (body, b"content-length" in head.lower()) == (b"", False)


def test_a_body_in_chunks_is_put_together(port: int) -> None:
    chunks = b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    request = b"POST /tiny/bytes HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert send(port, request + chunks).endswith(b"\r\n\r\nabcde")


def test_a_body_that_is_said_to_be_too_long_is_413(port: int) -> None:
    length = str(MOST_REQUEST_BYTES + 1).encode()
    said = send(
        port, b"POST /tiny/bytes HTTP/1.1\r\nHost: here\r\nContent-Length: " + length + b"\r\n\r\n"
    )
    assert said.startswith(b"HTTP/1.1 413 ")
    assert b"application/problem+json" in said


def test_a_client_that_sends_too_much_still_reads_the_answer(port: int) -> None:
    answer, content = ask(port, "POST", "/tiny/bytes", b"x" * (MOST_REQUEST_BYTES + 1))
    assert (answer.status, json.loads(content)["status"]) == (413, 413)


def test_repeated_headers_stay_apart(port: int) -> None:
    request = b"GET /tiny/x/seen HTTP/1.1\r\nHost: here\r\nX-Two: a\r\nX-Two: b\r\n\r\n"
    body = json.loads(send(port, request).partition(b"\r\n\r\n")[2])
    assert body["headers"]["x-two"] == "b"


def test_an_encoded_slash_stays_in_its_segment(port: int) -> None:
    _, content = ask(port, "GET", "/tiny/a%2Fb/seen")
    assert json.loads(content)["part"] == "a/b"


def test_many_threads_get_each_their_own_answer(port: int) -> None:
    def part_seen(number: int) -> str:
        _, content = ask(port, "GET", f"/tiny/{number}/seen?n={number}")
        told = json.loads(content)
        assert told["query"] == [["n", str(number)]]
        return str(told["part"])

    with ThreadPoolExecutor(16) as threads:
        assert list(threads.map(part_seen, range(300))) == [str(n) for n in range(300)]


def test_a_port_that_is_taken_says_so(port: int) -> None:
    with pytest.raises(OSError, match="in use"):
        LocalServer("127.0.0.1", port)
