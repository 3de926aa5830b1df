"""`secretariat webhook explain`: why a delivery is taken or not, step by step."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from infra.cli.deliver import SenderName
from infra.cli.exits import ANSWER_IS_NO, Unreadable
from infra.cli.options import AsJson
from infra.cli.register import Secret
from infra.cli.source import read_source
from infra.cli.up import read_instant

if TYPE_CHECKING:
    from shared.senders.sender import Incoming

app = typer.Typer(name="webhook", help="Look into a webhook that does not arrive.")
SIGNED = ("header", "timestamp", "signature")
CARRIED = ("secret",)
REASONS = {
    "no_signature_header": ("header", "the header that signs this sender's deliveries is missing"),
    "malformed_timestamp": ("timestamp", "the timestamp is not the number that it must be"),
    "timestamp_out_of_window": (
        "timestamp",
        "it was signed more than five minutes ago (+) or ahead (-); look at --now and the clocks",
    ),
    "malformed_signature": ("signature", "the signature is not written as this sender writes it"),
    "signature_mismatch": (
        "signature",
        "another secret signed it, or the body is not byte for byte the one that was signed",
    ),
    "no_secret_given": ("secret", "neither the address nor Authorization: Bearer has a secret"),
    "secret_mismatch": ("secret", "the secret that it carries is another one"),
}
"""For the first word of each reason the step that fails, and what it means."""
_REQUEST_LINE = re.compile(r"[A-Z]+ (\S+)( HTTP/\S+)?")
_PATH_SECRET = re.compile(r".*/webhooks/[^/]+/([^/?]+)/?(\?.*)?")


@dataclass(frozen=True)
class Step:
    """One step on the way of a delivery; `state` is passed, failed or not reached."""

    name: str
    state: str
    told: str = ""


@dataclass(frozen=True)
class Recorded:
    """A delivery as it was recorded: its headers, its bytes, the secret in its address."""

    headers: Mapping[str, str]
    body: bytes
    path_secret: str | None


@app.callback()
def webhook() -> None:
    """Look into a webhook that does not arrive."""


@app.command("explain")
def explain(
    sender: SenderName,
    headers: Annotated[
        str,
        typer.Option(
            "--headers",
            metavar="FILE",
            help="Its headers, one a line or as JSON; the request line may stand first.",
        ),
    ],
    body: Annotated[str, typer.Option("--body", metavar="FILE", help="Its body, byte for byte.")],
    secret: Secret = "",
    now: Annotated[
        str | None, typer.Option("--now", metavar="ISO", help="When it arrived; UTC if no zone.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say which step of a recorded delivery fails; exit 1 if one does."""
    from infra.cli.signing_as import judge_secret, judge_sender

    name = judge_sender(sender)
    judge_secret(name, secret)
    instant = read_instant(now) if now is not None else datetime.now(UTC)
    told, path = read_headers(headers, read_source(headers))
    steps = list(walk(name, Recorded(told, read_source(body), path), secret, instant))
    print(json.dumps(tell(name, steps)) if as_json else "\n".join(say(one) for one in steps))
    if any(step.state == "failed" for step in steps):
        raise typer.Exit(ANSWER_IS_NO)


def read_headers(path: str, text: bytes) -> tuple[dict[str, str], str | None]:
    """Headers, and the secret in the request line's address. Raises Unreadable naming the line."""
    try:
        lines = text.decode().strip().splitlines()
    except UnicodeDecodeError as broken:
        raise Unreadable(f"{path}: these headers are not UTF-8") from broken
    if lines and lines[0].startswith("{"):
        return _read_json(path, text), None
    request = _REQUEST_LINE.fullmatch(lines[0]) if lines else None
    found = _PATH_SECRET.fullmatch(request[1]) if request else None
    headers: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        name, colon, value = line.partition(":")
        if number == 1 and request:
            continue
        if not colon:
            raise Unreadable(f"{path}, line {number}: this is not a header such as Name: value")
        headers[name.strip()] = value.strip()
    return headers, found[1] if found else None


def walk(name: str, recorded: Recorded, secret: str, now: datetime) -> Iterator[Step]:
    """The steps of a delivery in order; after one that fails no other is reached."""
    from shared.senders.registry import SENDERS
    from shared.senders.sender import SignatureRejected

    steps = proof_steps(name, recorded)
    path_secret = recorded.path_secret
    try:
        SENDERS[name].verify(recorded.headers, recorded.body, [secret], now, path_secret)
    except SignatureRejected as rejected:
        yield from failed_proof(steps, rejected.reason)
        yield from (Step(step, "not reached") for step in ("body", "person"))
        return
    yield from (Step(step, "passed") for step in steps)
    yield from _read(name, recorded)


def proof_steps(name: str, recorded: Recorded) -> Sequence[str]:
    """What proves a delivery of this sender: a secret that it carries, or a signature."""
    from infra.cli.signing_as import SIGNINGS, STANDARD
    from shared.senders.presets import PRESETS
    from shared.senders.proof import carries_token

    if name in STANDARD:
        return SIGNED
    if name not in SIGNINGS:
        return CARRIED
    signing = SIGNINGS[name]
    unsigned = signing.signature.header not in {one.lower() for one in recorded.headers}
    carries = carries_token(recorded.headers, recorded.path_secret)
    if unsigned and carries and name in PRESETS and PRESETS[name].unsigned_too:
        return CARRIED
    return SIGNED if signing.timestamp else ("header", "signature")


def failed_proof(steps: Sequence[str], reason: str) -> Iterator[Step]:
    """The steps of the proof, of which one fails for this reason."""
    failing, meaning = REASONS[reason.split()[0]]
    before = steps.index(failing)
    for number, step in enumerate(steps):
        if number == before:
            yield Step(step, "failed", f"{reason}: {meaning}")
        else:
            yield Step(step, "passed" if number < before else "not reached")


def _read(name: str, recorded: Recorded) -> Iterator[Step]:
    from shared.domain.errors import Invalid
    from shared.senders.registry import SENDERS
    from shared.senders.sender import Kind

    try:
        incoming = SENDERS[name].read(recorded.headers, recorded.body)
    except Invalid as broken:
        yield Step("body", "failed", f"unreadable: {broken.errors[0][1]}")
        yield Step("person", "not reached")
        return
    ids = f"delivery {incoming.sender_id}, response {incoming.response_id or 'without id'}"
    yield Step("body", "passed", f"{incoming.kind}, {ids}")
    if incoming.kind is Kind.OTHER:
        yield Step("person", "not reached", "another type of event: it is ignored")
    else:
        yield _find_person(incoming)


def _find_person(incoming: Incoming) -> Step:
    """Whether an address is found by types and English labels alone, without an event's mapping."""
    from shared.domain.errors import Invalid
    from shared.domain.form import DEFAULT_FORM
    from shared.senders.mapping import map_values
    from shared.senders.naming import tell_apart, values_of

    values = values_of(incoming, DEFAULT_FORM, {}, "en")
    found, unmapped = tell_apart(DEFAULT_FORM, values)
    told = f"found: {', '.join(found) or 'nothing'}; unmapped: {', '.join(unmapped) or 'nothing'}"
    try:
        map_values(DEFAULT_FORM, {}, values)
    except Invalid:
        why = "unmapped: no usable address; the event's mapping can name its field"
        return Step("person", "failed", f"{why} ({told})")
    return Step("person", "passed", told)


def tell(name: str, steps: Sequence[Step]) -> dict[str, object]:
    """The steps for programs; `failed` names the one that fails."""
    failing = [step.name for step in steps if step.state == "failed"]
    return {
        "sender": name,
        "failed": failing[0] if failing else None,
        "steps": [asdict(step) for step in steps],
    }


def say(step: Step) -> str:
    """One step as one line."""
    return f"{step.state:<12} {step.name:<10} {step.told}".rstrip()


def _read_json(path: str, text: bytes) -> dict[str, str]:
    try:
        told = json.loads(text)
        if not all(isinstance(value, str) for value in told.values()):
            raise ValueError("a value is no text")
    except ValueError as wrong:
        raise Unreadable(f"{path}: these headers are not an object of texts ({wrong})") from wrong
    return dict(told)
