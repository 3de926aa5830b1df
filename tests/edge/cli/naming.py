"""A small name server on loopback: speaks the DNS's own format, and answers from a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from socketserver import BaseRequestHandler, ThreadingUDPServer
from threading import Thread

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

Zone = Mapping[tuple[str, str], list[str]]
"""Records by name and type, as zone files spell them; what is not there does not exist."""
FAILING = frozenset({"failing.example"})
SILENT = frozenset({"silent.example"})


def answer_to(wire: bytes, zone: Zone) -> bytes | None:
    """The answer to one question as bytes; None: none comes."""
    asked = dns.message.from_wire(wire)
    question = asked.question[0]
    name, kind = question.name.to_text(omit_final_dot=True).lower(), question.rdtype.name
    if any(name.endswith(one) for one in SILENT):
        return None
    answer = dns.message.make_response(asked, recursion_available=True)
    if any(name.endswith(one) for one in FAILING):
        answer.set_rcode(dns.rcode.SERVFAIL)
        return answer.to_wire()
    alias = zone.get((name, "CNAME"))
    if alias:
        answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", "CNAME", *alias))
        name = alias[0].rstrip(".")
    records = zone.get((name, kind))
    if records:
        answer.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", kind, *records))
    elif not any(known == name for known, _ in zone):
        answer.set_rcode(dns.rcode.NXDOMAIN)
    return answer.to_wire(max_size=65535)


@contextmanager
def name_server(zone: Zone) -> Iterator[str]:
    """Serve the zone until the block ends; where: IP:PORT."""

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            wire, socket = self.request
            told = answer_to(wire, zone)
            if told is not None:
                socket.sendto(told, self.client_address)

    with ThreadingUDPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
