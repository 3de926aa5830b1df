"""One HTTP request and one answer, as the local gateway and the desk see them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shared.edge.http import Answer

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Inbound:
    """A request as it came: `path` still percent-encoded, `query` without its question mark."""

    method: str
    path: str
    query: str = ""
    headers: Headers = ()
    body: bytes = b""
    source: str = "127.0.0.1"

    def header(self, name: str) -> str | None:
        """The last value of a header; names in any case."""
        found = [value for one, value in self.headers if one.lower() == name.lower()]
        return found[-1] if found else None


@dataclass(frozen=True)
class Outbound:
    """An answer as it goes out."""

    status: int
    headers: Headers = ()
    body: bytes = b""


Respond = Callable[[Inbound], Outbound]


def outbound(answer: Answer) -> Outbound:
    """An answer of our edges as it goes out."""
    return Outbound(answer.status, tuple(answer.headers.items()), answer.body)
