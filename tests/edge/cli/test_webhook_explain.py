"""`webhook explain`: which step of a delivery fails."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.builders import NOW
from tests.edge.cli.conftest import Secretariat
from tests.edge.cli.running import Ran
from tests.unit.senders import test_webflow as webflow
from tests.unit.senders.recorded import (
    EMAIL,
    MULTIPART,
    OTHER_PLAIN_SECRET,
    PLAIN_SECRET,
    encode,
    jotform,
    typeform,
    typeform_headers,
)
from tests.unit.senders.signing import SECRET, signed_headers

CREATED = encode({"type": "registration.created", "data": {"email": EMAIL, "diet": "vegan"}})


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return tmp_path


def explain(
    secretariat: Secretariat,
    files: Path,
    sender: str,
    headers: Mapping[str, str] | str,
    body: bytes,
    *more: str,
    secret: str = PLAIN_SECRET,
) -> Ran:
    lines = (
        headers
        if isinstance(headers, str)
        else "\n".join(f"{name}: {value}" for name, value in headers.items())
    )
    (files / "headers").write_text(lines)
    (files / "body").write_bytes(body)
    given = ("--headers", str(files / "headers"), "--body", str(files / "body"))
    when = ("--now", NOW.isoformat(), "--secret", secret)
    return secretariat("webhook", "explain", "--sender", sender, *given, *when, *more)


def states(ended: Ran) -> dict[str, str]:
    return {step["name"]: step["state"] for step in json.loads(ended.out)["steps"]}


def test_a_delivery_that_is_taken_passes_every_step(secretariat: Secretariat, files: Path) -> None:
    body = typeform()
    ended = explain(secretariat, files, "typeform", typeform_headers(body), body)
    assert (ended.code, ended.out.splitlines()) == (
        0,
        [
            "passed       header",
            "passed       signature",
            "passed       body       registration, delivery evt-1, response tok-71",
            "passed       person     found: email, name, institution; "
            "unmapped: Which days?, What do you eat?, Do you agree?, track",
        ],
    )
    assert EMAIL not in ended.out


def test_an_old_delivery_fails_at_its_timestamp(secretariat: Secretariat, files: Path) -> None:
    headers = webflow.headers(seconds=-540)
    ended = explain(secretariat, files, "webflow", headers, webflow.BODY, "--json")
    told = json.loads(ended.out)
    assert (ended.code, told["failed"]) == (1, "timestamp")
    assert told["steps"][1]["told"].startswith("timestamp_out_of_window +540 s: ")
    assert states(ended) == {
        "header": "passed",
        "timestamp": "failed",
        "signature": "not reached",
        "body": "not reached",
        "person": "not reached",
    }


def test_another_secret_fails_at_the_signature(secretariat: Secretariat, files: Path) -> None:
    headers = typeform_headers(typeform(), OTHER_PLAIN_SECRET)
    ended = explain(secretariat, files, "typeform", headers, typeform(), "--json")
    assert (ended.code, json.loads(ended.out)["failed"]) == (1, "signature")


def test_a_missing_header_fails_first(secretariat: Secretariat, files: Path) -> None:
    for sender in ("typeform", "webflow", "standard", "google_forms"):
        ended = explain(secretariat, files, sender, {}, b"{}", "--json", secret=SECRET)
        assert (ended.code, json.loads(ended.out)["failed"]) == (1, "header")


def test_the_request_line_may_hold_the_secret(secretariat: Secretariat, files: Path) -> None:
    line = f"POST /registration/rivers/webhooks/jotform/{PLAIN_SECRET}?test=1 HTTP/1.1"
    head = f"{line}\nContent-Type: {MULTIPART['Content-Type']}\n"
    taken = explain(secretariat, files, "jotform", head, jotform(), "--json")
    assert (taken.code, states(taken)["secret"]) == (0, "passed")
    wrong = explain(secretariat, files, "jotform", head.replace("-secret", "-guess"), jotform())
    assert wrong.out.startswith("failed       secret     secret_mismatch: ")


def test_an_unsigned_webflow_delivery_carries_its_secret(
    secretariat: Secretariat, files: Path
) -> None:
    line = f"POST /registration/rivers/webhooks/webflow/{PLAIN_SECRET}"
    ended = explain(secretariat, files, "webflow", line, webflow.BODY, "--json")
    assert states(ended) == {"secret": "passed", "body": "passed", "person": "passed"}


def test_an_unsigned_formstack_delivery_may_carry_its_secret_as_a_bearer_token(
    secretariat: Secretariat, files: Path
) -> None:
    headers = {"Authorization": "Bearer a-guess-of-somebody"}
    ended = explain(secretariat, files, "formstack", headers, encode({"FormID": "1"}), "--json")
    assert states(ended) == {"secret": "failed", "body": "not reached", "person": "not reached"}


def test_headers_may_be_json(secretariat: Secretariat, files: Path) -> None:
    headers = json.dumps(signed_headers(CREATED, NOW))
    ended = explain(secretariat, files, "standard", headers, CREATED, secret=SECRET)
    assert ended.out.splitlines()[-1] == (
        "passed       person     found: email; unmapped: diet"
    )  # fmt: skip


def test_a_body_that_cannot_be_read_or_names_nobody_fails_there(
    secretariat: Secretariat, files: Path
) -> None:
    token = {"Authorization": f"Bearer {PLAIN_SECRET}"}
    broken = explain(secretariat, files, "fillout", token, b"{", "--json")
    assert (broken.code, json.loads(broken.out)["failed"]) == (1, "body")
    nobody = explain(secretariat, files, "fillout", token, b"{}")
    assert nobody.code == 1
    assert nobody.out.splitlines()[-1].startswith("failed       person     unmapped: ")


def test_another_type_of_event_is_ignored(secretariat: Secretariat, files: Path) -> None:
    body = encode({"event_id": "e", "event_type": "form_response_partial"})
    ended = explain(secretariat, files, "typeform", typeform_headers(body), body)
    assert ended.code == 0
    assert ended.out.splitlines()[-1] == (
        "not reached  person     another type of event: it is ignored"
    )  # fmt: skip


@pytest.mark.parametrize("headers", ["no header", "A: b\nno header", '{"a": 1}', "{", '{"a"'])
def test_headers_that_cannot_be_read_are_one_line(
    secretariat: Secretariat, files: Path, headers: str
) -> None:
    ended = explain(secretariat, files, "typeform", headers, b"{}")
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize(("sender", "secret"), [("tally", ""), ("standard", "not base64!")])
def test_a_secret_that_cannot_be_one_is_one_line(
    secretariat: Secretariat, files: Path, sender: str, secret: str
) -> None:
    ended = explain(secretariat, files, sender, {}, b"{}", secret=secret)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)


def test_an_unknown_sender_or_instant_is_one_line(secretariat: Secretariat, files: Path) -> None:
    assert explain(secretariat, files, "pigeon", {}, b"{}").code == 2
    assert explain(secretariat, files, "tally", {}, b"{}", "--now", "noon").code == 2
