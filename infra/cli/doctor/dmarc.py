"""DMARC (RFC 7489): the policy of a domain, and whether our mail is aligned with it."""

from __future__ import annotations

from dataclasses import dataclass

from infra.cli.doctor.names import Names
from infra.cli.doctor.spf import BadRecord

POLICIES = ("none", "quarantine", "reject")


@dataclass(frozen=True)
class Dmarc:
    """What a receiver goes by: where it stands, its tags, and the organisational domain."""

    at: str
    tags: dict[str, str]
    organisation: str

    def policy(self, domain: str) -> str | None:
        """What is asked for mail of the domain that fails."""
        inherited = self.at != domain
        return (self.tags.get("sp") if inherited else None) or self.tags.get("p")

    def aligned(self, domain: str, other: str, tag: str) -> bool:
        """Whether `other` speaks for `domain`, strictly or relaxed (`adkim`, `aspf`)."""
        if self.tags.get(tag, "r").lower() == "s":
            return domain == other
        return all(_is_under(one, self.organisation) for one in (domain, other))


def read_dmarc(names: Names, domain: str) -> Dmarc:
    """The policy for a domain; without any, empty tags.

    Parents are asked from the domain upwards, and the topmost with a record is the organisational
    domain: no list of public suffixes is needed. Raises BadRecord, Unanswered.
    """
    found = [(name, text) for name in parents(domain) if (text := _record(names, name))]
    if not found:
        return Dmarc(domain, {}, domain)
    at, text = found[0] if found[0][0] == domain else found[-1]
    return Dmarc(at, _tags(text), found[-1][0])


def parents(domain: str) -> list[str]:
    """The domain and its parents, down to two labels."""
    labels = domain.split(".")
    return [".".join(labels[first:]) for first in range(max(1, len(labels) - 1))]


def _record(names: Names, domain: str) -> str | None:
    texts = names.texts(f"_dmarc.{domain}")
    found = [text for text in texts if text.split(";")[0].replace(" ", "") == "v=DMARC1"]
    if len(found) > 1:
        raise BadRecord(f"_dmarc.{domain} has {len(found)} records, and so has none")
    return found[0] if found else None


def _tags(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.split(";") if "=" in part)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _is_under(domain: str, organisation: str) -> bool:
    return domain == organisation or domain.endswith(f".{organisation}")
