"""How commands end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.edge.cli.answering import answering
from tests.edge.cli.conftest import Secretariat

SECRET = "whsec_c2VjcmV0LW9mLWFuLWludmVudGVkLW1lZXRpbmc="
NOBODY = "http://127.0.0.1:9"

WRONG = [
    [],
    ["unheard-of"],
    ["outline"],
    ["outline", "parse"],
    ["outline", "parse", "one", "two"],
    ["outline", "parse", "no-such-file.txt"],
    ["outline", "parse", "."],
    ["demo", "--unheard-of"],
    ["demo", "--engine", "dynamodb-local"],
    ["demo", "--outline", "no-such-file.txt"],
    ["demo", "--date", "soon"],
    ["up", "--engine", "postgres"],
    ["up", "--port", "many"],
    ["up", "--port", "65536"],
    ["up", "--now", "yesterday"],
    ["up", "--outline", "no-such-file.txt"],
    ["register", "spring"],
    ["register", "spring", "--name", "Ida Ferm", "--email", "ida@example.org"],
    ["register", "spring", "--name", "I", "--email", "i@example.org", "--secret", "whsec_%"],
    [
        *("register", "spring", "--name", "I", "--email", "i@example.org", "--secret", SECRET),
        *("--answer", "diet"),
    ],
    ["digest", "spring"],
    ["digest", "spring", "--token", "two words"],
    ["digest", "spring", "--token", "t", "--url", "spring.example.org"],
    ["digest", "spring", "--token", "t", "--url", "http://[::1"],
    ["agenda", "changes"],
    ["agenda", "changes", "spring"],
    ["agenda", "publish"],
    ["event", "create"],
    ["event", "create", "--outline", "no-such-file.txt", "--token", "t"],
    ["organiser", "add"],
    ["package", "everything"],
]


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_usage_is_one_line_on_stderr_and_exit_2(
    secretariat: Secretariat, arguments: list[str]
) -> None:
    ended = secretariat(*arguments)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert ended.err.startswith("secretariat: ")


SILENT = [
    ["digest", "spring", "--token", "t"],
    ["agenda", "changes", "spring", "--token", "t"],
    ["agenda", "publish", "spring", "--token", "t"],
    ["organiser", "list", "--token", "t"],
    ["register", "spring", "--name", "I", "--email", "i@example.org", "--secret", SECRET],
]


@pytest.mark.parametrize("arguments", SILENT, ids=" ".join)
def test_no_server_is_one_line_on_stderr_and_exit_1(
    secretariat: Secretariat, arguments: list[str]
) -> None:
    ended = secretariat(*arguments, "--url", NOBODY)
    told = "secretariat: no answer from http://127.0.0.1:9 (connection refused)\n"
    assert (ended.code, ended.out, ended.err) == (1, "", told)


def test_a_refusal_is_told_in_the_servers_words(secretariat: Secretariat) -> None:
    refusal = {"title": "Forbidden", "status": 403, "detail": "This event\nis not yours."}
    with answering({("GET", "/organiser/events/spring/digest"): (403, refusal)}) as server:
        ended = secretariat("digest", "spring", "--token", "t", "--url", server.url)
    assert ended.err == "secretariat: 403: This event is not yours.\n"
    assert (ended.code, ended.out) == (1, "")


def test_a_fault_of_the_server_needs_no_detail(secretariat: Secretariat) -> None:
    with answering({("GET", "/organiser/events/spring/digest"): (502, None)}) as server:
        ended = secretariat("digest", "spring", "--token", "t", "--url", server.url)
    assert (ended.code, ended.err) == (1, "secretariat: 502: no detail given\n")


def test_an_answer_that_is_not_json_is_one_line(secretariat: Secretariat) -> None:
    with answering({("GET", "/organiser/events/spring/digest"): (200, None)}) as server:
        ended = secretariat("digest", "spring", "--token", "t", "--url", server.url)
    told = "secretariat: the answer is not JSON; is this the right --url?\n"
    assert (ended.code, ended.err) == (1, told)


def test_an_answer_of_another_shape_shows_no_traceback(secretariat: Secretariat) -> None:
    with answering({("GET", "/organiser/events/spring/digest"): (200, [])}) as server:
        ended = secretariat("digest", "spring", "--token", "t", "--url", server.url)
    assert (ended.code, ended.out, ended.err.count("\n")) == (1, "", 1)


@pytest.mark.parametrize("words", [[], ["demo"], ["up"], ["register"], ["package"]])
def test_help_is_no_error(secretariat: Secretariat, words: list[str]) -> None:
    ended = secretariat(*words, "--help")
    assert (ended.code, ended.err) == (0, "")


def test_the_script_ends_with_the_exit_code(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from infra.cli.main import run; run()", "outline", "parse"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; from infra.cli.main import main; main(['--help']);"
        "heavy = {'boto3', 'botocore', 'moto', 'chalice', 'pydantic', 'urllib3', 'jinja2'};"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert ended.stderr == "[]\n"
