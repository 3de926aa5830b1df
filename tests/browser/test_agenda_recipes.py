"""The recipes for front ends, run in Chromium as they are printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from infra.cli.client import Client
from tests.browser.agenda import Agenda, a_session
from tests.browser.conftest import OpenPage
from tests.docs.pages import ROOT, block_with

RECIPES = ROOT / "functions/agenda/README.md"
PRINTED = "https://meetings.example.org/agenda/old-tide-tables"


@contextmanager
def elsewhere(body: str) -> Iterator[str]:
    """Another site, whose only page has this body; its address."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_words: object) -> None:
            """Nobody reads along."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def read(agenda: Agenda, name: str) -> bytes:
    """One representation, asked for as a whole."""
    answer: bytes = Client(agenda.stack.url).ask("GET", f"{agenda.path}/{name}").body
    return answer


def test_five_lines_show_the_agenda_on_another_site(agenda: Agenda, open_phone: OpenPage) -> None:
    recipe = block_with(RECIPES, 'id="agenda"', "html").text
    assert len(recipe.splitlines()) == 5
    page = open_phone()
    with elsewhere(recipe.replace(PRINTED, agenda.stack.url + agenda.path)) as site:
        page.goto(site)
        page.locator("#agenda:not(:empty)").wait_for()
    assert page.locator("#agenda").text_content() == read(agenda, "agenda.txt").decode()


def test_a_copy_kept_by_the_recipe_equals_the_whole(agenda: Agenda, open_phone: OpenPage) -> None:
    recipe = block_with(RECIPES, "async function syncAgenda", "js").text
    page = open_phone()
    with elsewhere(f"<title>Town</title><script>{recipe}</script>") as site:
        page.goto(site)

    def sync(copy: object) -> Any:
        call = "([host, event, copy]) => syncAgenda(host, event, copy)"
        return page.evaluate(call, [agenda.stack.url, agenda.event, copy])

    first = sync(None)
    assert first["sessions"] == json.loads(read(agenda, "agenda.json"))["sessions"]
    opening, *others = agenda.sessions()
    renamed = {**others[0], "title": "Welcome", "start": others[0]["start"]}
    agenda.publish([opening, renamed, *others[2:], a_session(2, "11:00", "11:30", "Farewell")])
    second = sync(first)
    assert second["sessions"] == json.loads(read(agenda, "agenda.json"))["sessions"]
    third = sync(second)
    assert third["sessions"] == second["sessions"]
    assert sync(third) == third
