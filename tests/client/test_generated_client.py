"""Clients that are made of the documents compile, are judged, and do what they say."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from infra.local.founding import Founding
from infra.local.stack import open_stack
from infra.package.openapi import FUNCTIONS
from tests.client.conftest import HERE, ROOT, Workshop, succeed

OUTLINE = ROOT / "infra" / "local" / "meeting.txt"
TWO_WEEKS_BEFORE = datetime.fromisoformat("2027-03-30T09:00:00+02:00")
IMPORTS = """\
import createClient from "openapi-fetch";
import type { paths } from "./agenda.ts";
import type { Draft, Session } from "./consumer.ts";
export const client = createClient<paths, "application/json">({ baseUrl: "https://example.org" });
"""
SLIPS = {
    "a room that may be null": "export const room = (one: Session) => one.room.trim();",
    "a field that is not there": "export const chair = (one: Session) => one.chairperson;",
    "a word that is none": 'export const off = (one: Session) => one.status === "moved";',
    "a list of something else": "export const items = (one: Session): number[] => one.items;",
    "a session without a start": 'export const draft: Draft = { sessions: [{ title: "Talk" }] };',
    "a part that is missing": 'export const asked = client.GET("/agenda/{event}/now", {});',
    "an address that is none": 'export const pdf = client.GET("/agenda/{event}/agenda.pdf");',
    "a parameter of another type": (
        'export const since = client.GET("/agenda/{event}/agenda.json", '
        '{ params: { path: { event: "tides" }, query: { since: "two" } } });'
    ),
}


def test_the_lock_holds_what_packages_are_made_of_and_not_where_they_are_fetched() -> None:
    packages = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, one in packages.items() if "resolved" in one] == []
    assert [name for name, one in packages.items() if name and "integrity" not in one] == []


def test_a_client_is_made_of_every_document(workshop: Workshop) -> None:
    made = {path.stem for path in workshop.folder.glob("*.ts")} - {"consumer"}
    assert made == set(FUNCTIONS)


def test_an_app_that_uses_all_three_compiles(workshop: Workshop) -> None:
    succeed(workshop.compile())


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_the_compiler_finds_a_slip(workshop: Workshop, slip: str) -> None:
    written = workshop.folder / "slip.ts"
    written.write_text(IMPORTS + slip + "\n", encoding="utf-8")
    try:
        done = workshop.compile()
    finally:
        written.unlink()
    lines = done.stdout.splitlines()
    assert done.returncode != 0
    assert [
        line for line in lines if not line.startswith((" ", f"slip.ts({_line_of_slip()},"))
    ] == []


def test_the_app_does_it_all_on_a_served_meeting(workshop: Workshop) -> None:
    founding = Founding(OUTLINE.read_bytes(), "Europe/Ljubljana")
    with open_stack("memory", port=0, founding=founding, now=TWO_WEEKS_BEFORE) as stack:
        story = Path("story.mjs")
        told = succeed(workshop.node(story, stack.url, stack.event or "", stack.organiser_token))
    assert json.loads(told) == {
        "kept": True,
        "outcome": "received",
        "release": 2,
        "same": True,
        "line": "08:30–09:00 Doors open",
    }


def _line_of_slip() -> int:
    return IMPORTS.count("\n") + 1
