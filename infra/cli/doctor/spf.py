"""SPF (RFC 7208): one record, that lets SES send, lets not everybody, and can be followed."""

from __future__ import annotations

import re

from infra.cli.doctor.names import Names

SES = "amazonses.com"
MOST_LOOKUPS = 10
"""More make every receiver give up with `permerror` (RFC 7208, section 4.6.4)."""
_TERM = re.compile(r"([+?~-]?)([a-z0-9]+)(?:[:/](.*))?", re.IGNORECASE)
_MODIFIER = re.compile(r"([a-z][a-z0-9._-]*)=(.*)", re.IGNORECASE)
_ASKING = frozenset({"include", "a", "mx", "ptr", "exists"})
_MECHANISMS = _ASKING | {"all", "ip4", "ip6"}


class BadRecord(Exception):
    """A record that receivers cannot use; holds the sentence."""


def record_of(names: Names, domain: str) -> str | None:
    """The domain's SPF record. Raises BadRecord for more than one, Unanswered."""
    found = [text for text in names.texts(domain) if text.lower().split(" ")[0] == "v=spf1"]
    if len(found) > 1:
        raise BadRecord(f"{domain} has {len(found)} SPF records, and so has none")
    return found[0] if found else None


class Walk:
    """One record followed as a receiver follows it, as far as ten lookups lead."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.lookups = 0
        self.lets_ses = False

    def follow(self, domain: str, record: str, outermost: bool = True) -> None:
        """Read the terms up to `all`. Raises BadRecord, Unanswered."""
        elsewhere = None
        for term in record.split()[1:]:
            modifier = _MODIFIER.fullmatch(term)
            if modifier:
                if modifier[1].lower() == "redirect":
                    elsewhere = modifier[2]
                continue
            sign, mechanism, value = self._read(domain, term)
            if mechanism == "all":
                if outermost and sign in ("", "+"):
                    raise BadRecord(f"{domain} lets everybody send in its name ({term})")
                return
            self._take(domain, sign, mechanism, value)
        if elsewhere is not None:
            self._count()
            self._enter(domain, elsewhere, outermost)

    def _read(self, domain: str, term: str) -> tuple[str, str, str]:
        found = _TERM.fullmatch(term)
        if found is None or found[2].lower() not in _MECHANISMS:
            raise BadRecord(f"the SPF record of {domain} has a term nobody knows: {term}")
        return found[1], found[2].lower(), (found[3] or "").rstrip(".").lower()

    def _take(self, domain: str, sign: str, mechanism: str, value: str) -> None:
        if mechanism in _ASKING:
            self._count()
        if mechanism != "include":
            return
        if value == SES and sign in ("", "+"):
            self.lets_ses = True
        self._enter(domain, value, outermost=False)

    def _count(self) -> None:
        self.lookups += 1
        if self.lookups > MOST_LOOKUPS:
            raise BadRecord(f"its SPF record needs more than {MOST_LOOKUPS} lookups")

    def _enter(self, domain: str, other: str, outermost: bool) -> None:
        if "%" in other:  # a macro: it depends on the mail
            return
        record = record_of(self._names, other)
        if record is None:
            raise BadRecord(f"the SPF record of {domain} names {other}, which has none")
        self.follow(other, record, outermost)
