"""Which headers browsers may send across origins, and which they may read."""

from __future__ import annotations

from chalice.app import CORSConfig

ALLOWED = "Authorization,Content-Type,If-None-Match"
EXPOSED = ("ETag", "Last-Modified", "Retry-After")


class Cors(CORSConfig):
    """CORS with our headers alone; Chalice's own class allows those of signed AWS calls too."""

    def __init__(self, allow_origin: str = "*") -> None:
        super().__init__(allow_origin=allow_origin, expose_headers=EXPOSED, max_age=600)

    @property
    def allow_headers(self) -> str:
        """The request headers that scripts may set."""
        return ALLOWED


def cors_headers(origin: str = "*") -> dict[str, str]:
    """The headers of an answer that scripts of `origin` may read.

    An origin other than `*` makes the answer vary by Origin (Fetch standard, section 3.2.5).
    """
    headers: dict[str, str] = Cors(origin).get_access_control_headers()
    return headers if origin == "*" else {**headers, "Vary": "Origin"}
