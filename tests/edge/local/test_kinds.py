"""`/_local/kinds`: an example of every kind of mail, with the words of this moment."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.cli.client import Client
from infra.local.stack import Stack
from infra.package.imports import ROOT
from shared.domain.message import MessageKind
from tests.checked_stack import open_checked_stack

EDIT_AND_SHOW = """
from pathlib import Path
from infra.local.kinds import show_kind

words = Path("shared/render/mail/link/de.txt")
print(show_kind("link", "locale=de-AT").subject)
words.write_text(words.read_text("utf-8").replace("Ihr persönlicher Link", "Hier entlang"), "utf-8")
print(show_kind("link", "locale=de-AT").subject)
"""


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    with open_checked_stack("memory", port=0) as opened:
        yield opened


def page(stack: Stack, path: str) -> str:
    return Client(stack.url).ask("GET", path).body.decode()


def test_the_page_lists_every_kind_in_every_language(stack: Stack) -> None:
    listed = page(stack, "/_local/kinds")
    for kind in MessageKind:
        for language in ("de", "en", "es", "fr", "sr-Latn"):
            assert f'href="/_local/kinds/{kind}?locale={language}"' in listed


@pytest.mark.parametrize("kind", MessageKind)
def test_each_kind_shows_subject_text_and_page_of_its_example(
    stack: Stack, kind: MessageKind
) -> None:
    shown = page(stack, f"/_local/kinds/{kind}?locale=sr-Latn")
    assert "Planinske meteorološke stanice</h1>" in shown
    assert "<h2>Text</h2>" in shown
    assert "<iframe sandbox " in shown
    assert "&lt;html lang=&#34;sr-Latn&#34; dir=&#34;ltr&#34;" in shown


def test_without_a_locale_the_example_is_english(stack: Stack) -> None:
    shown = page(stack, "/_local/kinds/link")
    assert "<h1>Your personal link: Weather stations in the mountains</h1>" in shown


def test_an_unknown_kind_is_not_found(stack: Stack) -> None:
    answer = Client(stack.url).send("GET", "/_local/kinds/postcard")
    assert (answer.status, answer.json()["status"]) == (404, 404)


def test_an_edit_shows_when_the_example_is_loaded_again(tmp_path: Path) -> None:
    for room in ("infra", "shared"):
        leave_out = shutil.ignore_patterns("__pycache__", "released")
        shutil.copytree(ROOT / room, tmp_path / room, ignore=leave_out)
    told = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", EDIT_AND_SHOW],
        cwd=tmp_path, capture_output=True, check=True, encoding="utf-8",
    )  # fmt: skip
    assert told.stdout.splitlines() == [
        "Ihr persönlicher Link: Wetterstationen im Hochgebirge",
        "Hier entlang: Wetterstationen im Hochgebirge",
    ]
