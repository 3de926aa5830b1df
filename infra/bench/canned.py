"""An AWS of canned replies on loopback: what a table held once, and thanks for everything else."""

from __future__ import annotations

import json
import socketserver
import threading
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from infra.bench.meeting import plain
from shared.adapters.dynamodb.keys import PK, SK

EMPTY = {"Items": [], "Count": 0, "ScannedCount": 0}
SENT = {"MessageId": "0100-canned"}


class CannedAws:
    """The bytes of every answer, made beforehand. Indexes are empty, and writes are taken."""

    def __init__(self, items: Sequence[dict[str, Any]]) -> None:
        told = [plain(item) for item in items]
        partitions: defaultdict[str, list[Any]] = defaultdict(list)
        for item in told:
            partitions[item[PK]["S"]].append(item)
        self._items = {(one[PK]["S"], one[SK]["S"]): _reply({"Item": one}) for one in told}
        self._partitions = {pk: _reply(_page(found)) for pk, found in partitions.items()}
        self._nothing, self._empty, self._sent = _reply({}), _reply(EMPTY), _reply(SENT)

    def answer(self, operation: str, body: bytes) -> bytes:
        """The whole reply to one request; `operation` is empty for mail."""
        if operation == "GetItem":
            key = json.loads(body)["Key"]
            return self._items.get((key[PK]["S"], key[SK]["S"]), self._nothing)
        if operation == "Query":
            pk = json.loads(body)["ExpressionAttributeValues"].get(":pk", {"S": ""})
            return self._partitions.get(pk["S"], self._empty)
        return self._nothing if operation else self._sent


@contextmanager
def serve_canned(items: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The address at which the replies are given, for as long as the context lasts."""
    canned = CannedAws(items)

    class Conversation(socketserver.StreamRequestHandler):
        disable_nagle_algorithm = True

        def handle(self) -> None:
            while request := _read_request(self):
                self.wfile.write(canned.answer(*request))

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def _read_request(conversation: socketserver.StreamRequestHandler) -> tuple[str, bytes] | None:
    """The operation and the body of the next request; None when there is none."""
    length, operation = 0, ""
    while (line := conversation.rfile.readline()) not in (b"", b"\r\n"):
        name, _, value = line.decode("latin-1").partition(":")
        if name.lower() == "content-length":
            length = int(value)
        elif name.lower() == "x-amz-target":
            operation = value.strip().rpartition(".")[2]
    return (operation, conversation.rfile.read(length)) if line else None


def _page(items: list[Any]) -> dict[str, Any]:
    ordered = sorted(items, key=lambda item: str(item[SK]["S"]))
    return {"Items": ordered, "Count": len(items), "ScannedCount": len(items)}


def _reply(answer: dict[str, Any]) -> bytes:
    body = json.dumps(answer).encode()
    head = (
        "HTTP/1.1 200 OK\r\n"
        "Content-Type: application/x-amz-json-1.0\r\n"
        "x-amzn-RequestId: canned\r\n"
        f"x-amz-crc32: {zlib.crc32(body)}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
