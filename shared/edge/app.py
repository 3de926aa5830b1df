"""The one Chalice subclass: bytes in, bytes out, errors as problems, wired on first use."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from chalice.app import Chalice, CORSConfig, Request, Response

from shared.domain.errors import Missing, SecretariatError
from shared.edge.http import Answer, HttpRequest, keep_query
from shared.edge.log import log_failure
from shared.edge.problem import answer_error, plain_problem

if TYPE_CHECKING:
    from shared.ports import Ports

View = Callable[..., Answer]
ExtraHeaders = Callable[["Ports", HttpRequest, Mapping[str, str]], Mapping[str, str]]
ANY_TYPE = ["*/*"]
MOST_BYTES = 4 * 1024 * 1024


class App(Chalice):
    """An app of one function. `ports` are wired on first use, or given by `use`.

    `cors` stands on every route and every error. `extra_headers` adds headers that depend on the
    request, such as the origins that one event allows, to answers and errors alike.
    """

    def __init__(
        self,
        name: str,
        wire: Callable[[], Ports],
        cors: CORSConfig | None = None,
        extra_headers: ExtraHeaders | None = None,
    ) -> None:
        self._thread = threading.local()
        super().__init__(app_name=name, debug=False, configure_logs=False)
        self.api.binary_types = ANY_TYPE
        self.api.cors = cors or False
        self._extra_headers = extra_headers
        self._wire = wire
        self._ports: Ports | None = None

    @property
    def current_request(self) -> Request | None:
        """The request that this thread answers; the local gateway runs many at a time."""
        request: Request | None = getattr(self._thread, "request", None)
        return request

    @current_request.setter
    def current_request(self, request: Request | None) -> None:
        self._thread.request = request

    @property
    def ports(self) -> Ports:
        """What this function is wired with."""
        if self._ports is None:
            self._ports = self._wire()
        return self._ports

    def use(self, ports: Ports) -> None:
        """Run on these ports instead of those that the environment names."""
        self._ports = ports

    def get(self, path: str, **route: Any) -> Callable[[View], View]:
        """Serve GET and HEAD on a path; the view gets the request and the path's parts."""
        return self.serve(path, ["GET", "HEAD"], **route)

    def serve(self, path: str, methods: list[str], **route: Any) -> Callable[[View], View]:
        """Serve methods on a path; bodies of any type, judged by the view itself."""

        def register(view: View) -> View:
            def answer(**parts: str) -> Response:
                request = self.current_request
                assert request is not None
                return to_chalice(request.method, self._answer(view, request, parts))

            answer.__name__ = view.__name__
            self.route(path, methods=methods, content_types=ANY_TYPE, **route)(answer)
            return view

        return register

    def _answer(self, view: View, request: Request, parts: Mapping[str, str]) -> Answer:
        try:
            decoded = {name: unquote(part) for name, part in parts.items()}
            return self._answer_family(view, read_request(request), decoded)
        except Exception as error:  # noqa: BLE001 -- the edge: every fault becomes a plain 500
            log_failure(self.app_name, request.path, error)
            return plain_problem(500)

    def _answer_family(self, view: View, request: HttpRequest, parts: Mapping[str, str]) -> Answer:
        try:
            answer = view(request, **parts)
        except SecretariatError as error:
            answer = answer_error(error)
        headers = merge_headers(self._extra(request, parts), answer.headers)
        refuse_control(headers)
        return Answer(answer.status, answer.body, headers)

    def _extra(self, request: HttpRequest, parts: Mapping[str, str]) -> Mapping[str, str]:
        if self._extra_headers is None:
            return {}
        try:
            return self._extra_headers(self.ports, request, parts)
        except Missing:
            return {}  # what is not there allows nothing

    def __call__(self, event: Any, context: Any) -> dict[str, Any]:
        """Answer a proxy event of API Gateway; an absent Accept means anything.

        Chalice answers 400 after the work is done when it finds no Accept, hence the default.
        """
        headers = event.get("headers") or {}
        if not any(name.lower() == "accept" for name in headers):
            event = {**event, "headers": {**headers, "accept": "*/*"}}
        return as_problem(super().__call__(event, context))


def read_request(request: Request) -> HttpRequest:
    """Chalice's request as ours. API Gateway decodes the query and leaves path parts encoded."""
    query = request.query_params
    pairs = [(name, value) for name in query for value in query.getlist(name)] if query else []
    identity = request.context.get("identity") or {}
    body = request.raw_body
    return HttpRequest(
        method=request.method,
        path=request.path,
        query=keep_query(pairs),
        headers={name.lower(): value for name, value in dict(request.headers).items()},
        body=body.encode() if isinstance(body, str) else body,
        source=identity.get("sourceIp") or "",
        principal=dict(request.context.get("authorizer") or {}),
    )


def to_chalice(method: str, answer: Answer) -> Response:
    """Our answer as Chalice's; HEAD keeps the headers and loses the body."""
    headers: dict[str, str | list[str]] = dict(answer.headers)
    if answer.body:
        headers.setdefault("Content-Type", "application/octet-stream")
    body = b"" if method == "HEAD" else answer.body
    return Response(body=body, headers=headers, status_code=answer.status)


def merge_headers(extra: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """All headers; an answer's own wins, but what both say of Vary holds together."""
    merged = {**extra, **own}
    said = [headers["Vary"].split(",") for headers in (own, extra) if headers.get("Vary")]
    fields = dict.fromkeys(field.strip() for fields in said for field in fields)
    return {**merged, "Vary": ", ".join(fields)} if fields else merged


def refuse_control(headers: Mapping[str, str]) -> None:
    """Raise ValueError when a header could break out of its line (RFC 9110 section 5.5)."""
    for name, value in headers.items():
        if not (value.isascii() and value.isprintable()):
            raise ValueError(f"{name} is not a header of printable ASCII")


def as_problem(answer: dict[str, Any]) -> dict[str, Any]:
    """A proxy answer as it is, or as a problem where Chalice itself refused the request.

    Our views answer errors as problems or pages; plain JSON with an error status is Chalice's.
    """
    status: int = answer["statusCode"]
    if status < 400:
        return answer
    found = {name.lower(): value for name, value in answer["headers"].items()}
    if found.get("content-type", "application/json") != "application/json":
        return answer
    kept = {n: v for n, v in answer["headers"].items() if n.lower() != "content-type"}
    known = status if status != 405 or found.get("allow") else 404
    return to_chalice("", plain_problem(known, kept)).to_dict(ANY_TYPE)
