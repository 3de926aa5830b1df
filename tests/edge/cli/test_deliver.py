"""`deliver`: a recorded body, signed as its form service does."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infra.cli.exits import Unreadable
from infra.cli.signing_as import media_type_of, sign_as
from shared.senders.registry import SENDERS
from tests.edge.cli.answering import answering
from tests.edge.cli.conftest import Secretariat
from tests.unit.senders.recorded import (
    PLAIN_SECRET,
    elementor,
    in_base64,
    jotform,
    mac,
    typeform,
    verdict,
)
from tests.unit.senders.signing import SECRET

AT = 1_800_000_000
CLOCK: dict[tuple[str, str], tuple[int, object]] = {("GET", "/_local/clock"): (200, {"now": AT})}
CONFIRMED = {"outcome": "confirmed", "registration": "r1", "reason": None}


@pytest.mark.parametrize("sender", sorted(SENDERS))
@pytest.mark.parametrize("body", [b'{"responseId":"2_abc"}', typeform(), jotform(), elementor()])
def test_what_is_sent_is_genuine_for_every_sender(sender: str, body: bytes) -> None:
    secret = SECRET if sender in ("standard", "google_forms") else PLAIN_SECRET
    signed = sign_as(sender, secret, body, AT)
    now = datetime.fromtimestamp(AT, UTC)
    found = verdict(SENDERS[sender], signed.headers, body, (secret,), now, signed.path_secret)
    assert found == "genuine"


def test_the_content_type_is_told_by_the_first_bytes() -> None:
    assert media_type_of(b' {"a":1}') == "application/json"
    assert media_type_of(jotform()) == 'multipart/form-data; boundary="river-7f3a"'
    assert media_type_of(elementor()) == "application/x-www-form-urlencoded"
    with pytest.raises(Unreadable):
        media_type_of("--\N{SNOWMAN}\r\n".encode())


def test_our_scripts_webhook_id_is_the_responses() -> None:
    signed = sign_as("google_forms", SECRET, b'{"responseId":"2_abc"}', AT)
    assert signed.headers["webhook-id"] == "2_abc"
    assert sign_as("standard", SECRET, b"{}", AT).headers["webhook-id"].startswith("msg_")


def test_a_signed_body_is_sent_as_it_was_recorded(secretariat: Secretariat, tmp_path: Path) -> None:
    recorded = tmp_path / "body.json"
    recorded.write_bytes(typeform())
    path = "/registration/spring/webhooks/typeform"
    with answering({**CLOCK, ("POST", path): (200, CONFIRMED)}) as server:
        options = ("--sender", "typeform", "--secret", PLAIN_SECRET, "--url", server.url)
        ended = secretariat("deliver", str(recorded), *options, "spring")
    sent = server.asked[-1]
    assert (ended.code, ended.out) == (0, "confirmed, registration r1\n")
    assert sent.body == typeform()
    assert sent.headers["typeform-signature"] == "sha256=" + in_base64(mac(typeform()))


def test_a_sender_that_signs_nothing_has_its_secret_in_the_address(
    secretariat: Secretariat, tmp_path: Path
) -> None:
    recorded = tmp_path / "body"
    recorded.write_bytes(jotform())
    path = f"/registration/spring/webhooks/jotform/{PLAIN_SECRET}"
    refused = {"outcome": "refused", "registration": None, "reason": "closed"}
    with answering({**CLOCK, ("POST", path): (200, refused)}) as server:
        options = ("--sender", "jotform", "--secret", PLAIN_SECRET, "--url", server.url, "--json")
        ended = secretariat("deliver", str(recorded), *options, "spring")
    assert (ended.code, json.loads(ended.out)) == (1, refused)
    assert server.asked[-1].headers["content-type"].startswith("multipart/form-data; boundary=")


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (("--sender", "pigeon", "--secret", PLAIN_SECRET), "--sender"),
        (("--sender", "tally"), "--secret"),
        (("--sender", "standard", "--secret", "?"), "--secret"),
    ],
)
def test_what_cannot_be_sent_is_one_line(
    secretariat: Secretariat, tmp_path: Path, options: tuple[str, ...], word: str
) -> None:
    recorded = tmp_path / "body"
    recorded.write_bytes(b"{}")
    with answering(CLOCK) as server:
        ended = secretariat("deliver", str(recorded), *options, "--url", server.url, "spring")
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert ended.err.startswith(f"secretariat: {word}: ")


def test_a_file_that_is_not_there_is_named(secretariat: Secretariat) -> None:
    ended = secretariat("deliver", "no-such-file", "--sender", "tally", "spring")
    assert (ended.code, ended.err) == (2, "secretariat: no-such-file: No such file or directory\n")
