"""HTTP as the commands speak it: one host, no retries, errors as one line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import urllib3

from infra.cli.exits import SaidNo, Unreadable

PATIENCE_S = 60.0
JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Answered:
    """What came back; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON. Raises SaidNo when it is none."""
        try:
            return json.loads(self.body)
        except ValueError as none:
            raise SaidNo("the answer is not JSON; is this the right --url?") from none


class Client:
    """One server, with an organiser's token or without."""

    def __init__(self, url: str, token: str | None = None, connections: int = 8) -> None:
        self.url = judge_url(url)
        self._bearer = (
            {"Authorization": f"Bearer {judge_header('--token', token)}"} if token else {}
        )
        self._pool = urllib3.PoolManager(
            maxsize=connections, block=True, retries=False, timeout=PATIENCE_S
        )

    def send(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answered:
        """Send and return whatever comes back, redirects too. Raises SaidNo without a server."""
        told = {**self._bearer, **(headers or {})}
        try:
            answer = self._pool.request(
                method, self.url + path, body=body, headers=told, redirect=False
            )
        except urllib3.exceptions.HTTPError as silence:
            raise SaidNo(f"no answer from {self.url} ({_say_why(silence)})") from silence
        names = {name.lower(): value for name, value in answer.headers.items()}
        return Answered(answer.status, names, answer.data)

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answered:
        """Send and return the answer. Raises SaidNo for 4xx and 5xx, in the server's words."""
        answer = self.send(method, path, body, headers)
        if answer.status >= 400:
            raise SaidNo(say_problem(answer))
        return answer

    def ask_json(self, method: str, path: str, content: object) -> Answered:
        """Send `content` as JSON and return the answer, as `ask` does."""
        return self.ask(method, path, json.dumps(content).encode(), JSON)


def judge_url(url: str) -> str:
    """The address without a trailing slash. Raises Unreadable unless it is an http(s) one."""
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        whole = False
    if not whole or not judge_header("--url", url):
        raise Unreadable(f"--url: {url!r} is not an address such as http://127.0.0.1:8400")
    return url.rstrip("/")


def judge_header(option: str, value: str) -> str:
    """A value that may stand in a request's head. Raises Unreadable for any other."""
    if not (value.isascii() and value.isprintable()) or " " in value:
        raise Unreadable(f"{option}: only visible ASCII characters can be sent")
    return value


def part(text: str) -> str:
    """One part of a path, whatever it holds."""
    return quote(text, safe="", errors="replace")


def say_problem(answer: Answered) -> str:
    """A 4xx or 5xx as one line: the status and the detail of RFC 9457."""
    try:
        detail = str(json.loads(answer.body)["detail"])
    except (ValueError, KeyError, TypeError):
        detail = "no detail given"
    return f"{answer.status}: {detail}"


def _say_why(silence: urllib3.exceptions.HTTPError) -> str:
    cause = getattr(silence, "reason", None) or silence.__cause__ or silence
    system = cause.__cause__ or cause
    told = getattr(system, "strerror", None) or type(cause).__name__
    return str(told).lower()
