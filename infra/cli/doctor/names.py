"""The DNS as the checks ask it: texts, exchangers and hosts of a name, or in words why not."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any

import dns.exception
import dns.name
import dns.resolver
import typer

PATIENCE_S = 5.0
"""For one question with all its repetitions."""


class Unanswered(Exception):
    """The DNS did not say; holds the sentence. Whether the record is there is not known."""


def make_resolver(server: str | None) -> dns.resolver.Resolver | None:
    """A resolver on that server, or on what this machine uses; None where it uses none.

    Raises BadParameter where `server` is no address of one.
    """
    if server is None:
        try:
            return dns.resolver.Resolver()
        except dns.resolver.NoResolverConfiguration:
            return None
    resolver = dns.resolver.Resolver(configure=False)
    host, _, port = server.rpartition(":") if server.count(":") == 1 else (server, "", "53")
    try:
        resolver.nameservers = [str(ip_address(host))]
        resolver.port = int(port)
    except ValueError as wrong:
        raise typer.BadParameter("--dns wants IP or IP:PORT") from wrong
    return resolver


class Names:
    """Questions to one resolver; absent is an empty answer, unanswered is an error."""

    def __init__(self, resolver: dns.resolver.Resolver | None) -> None:
        self._resolver = resolver

    def texts(self, name: str) -> list[str]:
        """The TXT records of a name, each joined of its pieces. Raises Unanswered."""
        return [b"".join(one.strings).decode("utf-8", "replace") for one in self._ask(name, "TXT")]

    def exchangers(self, name: str) -> list[str]:
        """Hosts that take mail for a name, the preferred first; "." is RFC 7505's "none".

        Raises Unanswered.
        """
        records = sorted(self._ask(name, "MX"), key=lambda one: int(one.preference))
        return [_host(one.exchange) for one in records]

    def has_host(self, name: str) -> bool:
        """Whether a name has an address. Raises Unanswered."""
        return bool(self._ask(name, "A") or self._ask(name, "AAAA"))

    def _ask(self, name: str, kind: str) -> list[Any]:
        if self._resolver is None:
            raise Unanswered("this machine has no name server; --dns names one")
        try:
            answer = self._resolver.resolve(name, kind, lifetime=PATIENCE_S, search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except dns.exception.Timeout as late:
            raise Unanswered(f"the DNS did not answer in time about {name}") from late
        except dns.resolver.NoNameservers as failed:
            raise Unanswered(f"the name servers of {name} answer with a failure") from failed
        except dns.exception.DNSException as wrong:
            raise Unanswered(f"{name} cannot be asked for ({type(wrong).__name__})") from wrong
        return list(answer)


def _host(name: dns.name.Name) -> str:
    return "." if name == dns.name.root else name.to_text(omit_final_dot=True).lower()
