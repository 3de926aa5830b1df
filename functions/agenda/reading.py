"""What a reader asks for, what they hold already, and what they get."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from functions.agenda.negotiation import CONTENT_TYPES, GZIP
from shared.render.agenda.encode import compress

FRESH_S = 60
"""For so many seconds a copy may be shown without asking whether the agenda has changed."""
IF_ERROR_S = 86_400
"""For so long a cache may show its copy when we do not answer (RFC 5861 section 4)."""
PAGE_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'"
)
"""Both this and the policy in the page hold: of inline scripts only the one that it names runs."""
LIST_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""The list of events as a page runs nothing and loads nothing."""
_TAG = re.compile(r'(?:W/)?("[^"]*")')


@dataclass(frozen=True)
class Wants:
    """How a reader wants an answer: its coding, and which copy they hold (RFC 9110 section 13)."""

    coding: str
    if_none_match: str | None = None
    if_modified_since: str | None = None

    def names(self, tag: str) -> bool:
        """Whether the reader holds a copy with this very tag; weak comparison."""
        return tag in _TAG.findall(self.if_none_match or "")

    @property
    def takes_any(self) -> bool:
        """Whether any copy at all is good, as `*` says."""
        return self.if_none_match is not None and self.if_none_match.strip() == "*"

    def holds(self, tag: str, changed_at: datetime) -> bool:
        """Whether the reader's copy is good; a date counts only where no tag is given."""
        if self.if_none_match is not None:
            return self.takes_any or self.names(tag)
        since = _read_date(self.if_modified_since)
        return since is not None and changed_at.replace(microsecond=0) <= since


@dataclass(frozen=True)
class Reading:
    """One answer with its validators. `body` is in `coding`; None: the reader's copy is good.

    For `fresh_s` seconds a copy may be shown without asking.
    """

    representation: str
    location: str
    tag: str
    changed_at: datetime
    public: bool
    coding: str
    locale: str
    fresh_s: int = FRESH_S
    body: bytes | None = None

    def with_body(self, body: bytes) -> Reading:
        """The same answer for somebody who does not hold it."""
        return Reading(**{**vars(self), "body": body})

    def headers(self, negotiated: bool = False) -> dict[str, str]:
        """The headers of the answer; those of a 304 are the same (RFC 9110 section 15.4.5)."""
        headers = {
            "Content-Type": CONTENT_TYPES[self.representation],
            "Content-Language": self.locale,
            "ETag": self.tag,
            "Last-Modified": format_datetime(self.changed_at.astimezone(UTC), usegmt=True),
            "Cache-Control": cache_control(self.fresh_s),
            **robots(self.public),
        }
        if negotiated:
            headers["Content-Location"] = self.location
        if self.representation == "html":
            headers["Content-Security-Policy"] = PAGE_POLICY
        if self.coding == GZIP and self.body is not None:
            headers["Content-Encoding"] = GZIP
        return headers


def code(body: bytes, coding: str) -> bytes:
    """The body in its coding."""
    return compress(body) if coding == GZIP else body


def tag_bytes(body: bytes, coding: str) -> str:
    """A strong tag told from the bytes themselves, for what no pointer names."""
    return f'"{hashlib.sha256(coding.encode() + body).hexdigest()[:32]}"'


def cache_control(fresh_s: int) -> str:
    """How long browsers and CloudFront may show a copy, and longer only while we are down."""
    return f"public, max-age={fresh_s}, stale-if-error={IF_ERROR_S}"


def robots(public: bool) -> dict[str, str]:
    """The headers of every agenda: no guessing of types, no index unless it is public."""
    unlisted = {} if public else {"X-Robots-Tag": "noindex"}
    return {"X-Content-Type-Options": "nosniff", **unlisted}


def _read_date(text: str | None) -> datetime | None:
    """An HTTP date, which is always in GMT, or None when there is none to be read."""
    try:
        return parsedate_to_datetime(text).replace(tzinfo=UTC) if text else None
    except (ValueError, OverflowError):
        return None
