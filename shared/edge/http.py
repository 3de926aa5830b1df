"""HTTP as our edges see it: a frozen request of bytes, an answer of bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from shared.domain.errors import Invalid, SecretariatError

if TYPE_CHECKING:  # a page is rendered by what no webhook waits for
    from shared.render.registration.page import Page

JSON = "application/json"
VARY = {"Vary": "Accept"}
PRIVATE = {"Cache-Control": "no-store", **VARY}
IGNORED_PARAMETERS = ("fbclid", "gclid")


@dataclass
class HttpError(SecretariatError):
    """An answer that only HTTP knows: a status with its sentence and headers."""

    status: int
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class HttpRequest:
    """One request. `path` is the route's template, which holds no token or address; `headers`
    have lower-case names; `query` keeps repetitions and leaves out what advertisers add;
    `source` is the caller's address; `principal` is what the authorizer said (else empty).
    """

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    body: bytes
    source: str = ""
    principal: Mapping[str, str] = field(default_factory=dict)

    def media_type(self) -> str:
        """The type of the body in lower case, without its parameters (empty: none given)."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    def parameters(self) -> dict[str, str]:
        """The query as a mapping. Raises Invalid naming a parameter that is repeated."""
        found: dict[str, str] = {}
        for name, value in self.query:
            if name in found:
                raise Invalid.at(name, "This parameter may be given once only.")
            found[name] = value
        return found

    def json(self) -> object:
        """The body as JSON. Raises Invalid when it is not (RFC 8259: UTF-8, no NaN)."""
        try:
            return json.loads(self.body.decode("utf-8-sig"), parse_constant=_refuse_constant)
        except (ValueError, RecursionError) as broken:
            raise Invalid.at("", "The body is not JSON that can be read.") from broken

    def form(self) -> dict[str, str]:
        """The body as urlencoded fields, the last value of each. Raises Invalid."""
        try:
            return dict(parse_qsl(self.body.decode(), keep_blank_values=True, max_num_fields=500))
        except ValueError as broken:
            raise Invalid.at("", "The form cannot be read.") from broken


@dataclass(frozen=True)
class Answer:
    """One answer of bytes."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def answer_json(
    value: object, status: int = 200, headers: Mapping[str, str] | None = None
) -> Answer:
    """An answer that is JSON, UTF-8, compact."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Answer(status, body, {"Content-Type": JSON, **(headers or {})})


def keep_query(pairs: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The query without what advertisers add (utm_*, fbclid, gclid)."""
    return tuple(
        (name, value)
        for name, value in pairs
        if not name.startswith("utm_") and name not in IGNORED_PARAMETERS
    )


def _refuse_constant(name: str) -> object:
    raise ValueError(name)


def answer_page(page: Page, status: int = 200) -> Answer:
    """A page under its policy; nobody keeps it, since tokens stand in it."""
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": page.policy,
        "X-Content-Type-Options": "nosniff",
        **({} if page.index else {"X-Robots-Tag": "noindex"}),
        **PRIVATE,
    }
    return Answer(status, page.html.encode(), headers)


def see_other(location: str) -> Answer:
    """Go on there with GET."""
    return Answer(303, b"", {"Location": location, **PRIVATE})
