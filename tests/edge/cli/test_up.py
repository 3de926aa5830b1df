"""`up`: served by a process of its own, as people start it."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from infra.cli.client import Client
from infra.cli.exits import Unreadable
from infra.cli.up import read_instant
from tests.edge.cli.conftest import Secretariat

MEETING = str(Path(__file__).parents[3] / "infra" / "local" / "meeting.txt")
RUN = [sys.executable, "-c", "from infra.cli.main import run; run()", "up", "--engine", "memory"]


@contextmanager
def serving(*options: str) -> Iterator[subprocess.Popen[str]]:
    """`up` on a free port; ended by force if the test did not end it."""
    command = [*RUN, "--port", "0", *options]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def test_json_tells_what_a_program_needs_first(secretariat: Secretariat) -> None:
    with serving("--json", "--outline", MEETING) as process:
        ready = json.loads(first_line(process))
        url, event = ready["ready"], ready["event"]
        known = Client(url, ready["organiser_token"]).ask("GET", f"/organiser/events/{event}")
        who = ("register", event, "--name", "Ida Ferm", "--email", "ida@example.org")
        sent = secretariat(*who, "--url", url, "--secret", ready["webhook_secret"])
        again = secretariat("digest", event, "--url", url, "--token", ready["organiser_token"])
    assert sorted(ready) == ["event", "organiser_token", "ready", "webhook_secret"]
    assert known.json()["release"] == 1
    assert sent.out.startswith("confirmed, registration ")
    assert again.out.startswith("1 confirmed, 0 waiting, 0 cancelled")


def test_what_it_tells_is_the_same_at_every_start_but_for_the_port() -> None:
    told = []
    for _ in range(2):
        with serving("--json", "--outline", MEETING) as process:
            told.append(json.loads(first_line(process)) | {"ready": ""})
    assert told[0] == told[1]


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_it_quietly(sign: signal.Signals) -> None:
    with serving() as process:
        assert first_line(process).startswith("ready http://127.0.0.1:")
        process.send_signal(sign)
        _, told = process.communicate(timeout=30)
    assert (process.returncode, told) == (0, "")


@pytest.mark.parametrize(("options", "last"), [((), 429), (("--no-limits",), 202)])
def test_no_limits_lifts_the_limits(options: tuple[str, ...], last: int) -> None:
    with serving("--json", "--outline", MEETING, *options) as process:
        ready = json.loads(first_line(process))
        client, path = Client(ready["ready"]), f"/registration/{ready['event']}/link"
        asked = (b'{"email":"ida@example.org"}', {"Content-Type": "application/json"})
        taken = [client.send("POST", path, *asked).status for _ in range(61)]
    assert taken == [202] * 60 + [last]


def test_now_sets_the_clock() -> None:
    with serving("--json", "--now", "2027-03-31T09:00:00+02:00") as process:
        url = json.loads(first_line(process))["ready"]
        now = Client(url).ask("GET", "/_local/clock").json()["now"]
    started = datetime.fromisoformat("2027-03-31T07:00:00+00:00").timestamp()
    assert 0 <= now - started < 60


def test_a_port_that_is_taken_is_one_line(secretariat: Secretariat) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = secretariat("up", "--engine", "memory", "--port", port)
    assert (ended.code, ended.out, ended.err.count("\n")) == (1, "", 1)


def test_an_outline_that_makes_no_event_is_wrong_usage(
    secretariat: Secretariat, tmp_path: Path
) -> None:
    path = tmp_path / "spring.txt"
    path.write_text("Spring workshop\n")
    ended = secretariat("up", "--engine", "memory", "--port", "0", "--outline", str(path))
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("wrong", [("--timezone", "Europe/Atlantis"), ("--date", "soon")])
def test_a_wrong_option_is_told_although_no_outline_needs_it(
    secretariat: Secretariat, wrong: tuple[str, str]
) -> None:
    ended = secretariat("up", "--engine", "memory", "--port", "0", *wrong)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)


def test_an_instant_without_an_offset_is_utc() -> None:
    assert read_instant("2027-03-31T09:00").isoformat() == "2027-03-31T09:00:00+00:00"


@pytest.mark.parametrize("text", ["soon", "", "1969-12-31T00:00Z", "9999-01-01T00:00Z"])
def test_what_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_instant(text)
