"""The description of the addresses says what the function does."""

import json
from pathlib import Path
from typing import Any

import functions.agenda
from functions.agenda.query_table import PARAMETERS
from functions.agenda.schemas import Agenda, Now, Session
from tests.edge.agenda.published import JSON, PATH, Readers, published

ASSETS = ("sw.js", "icon.svg", "icon-192.png", "icon-512.png", "icon-maskable.png")
ADDRESSES = {
    "/agenda": "list",
    "/agenda/{event}": "json",
    "/agenda/{event}/agenda.json": "json",
    "/agenda/{event}/agenda.html": "html",
    "/agenda/{event}/agenda.txt": "txt",
    "/agenda/{event}/agenda.ics": "ics",
    "/agenda/{event}/schedule.xml": "schedule.xml",
    "/agenda/{event}/schedule.json": "schedule.json",
    "/agenda/{event}/changes.atom": "changes.atom",
    "/agenda/{event}/manifest.webmanifest": "manifest.webmanifest",
    "/agenda/{event}/now": "now",
    "/agenda/{event}/sessions/{session}": "session",
    "/agenda/openapi.json": "",
    **{f"/agenda/{name}": "" for name in ASSETS},
}


def the_description() -> Any:
    return Readers().get("/agenda/openapi.json").json()


def test_the_description_is_the_file_beside_the_function() -> None:
    [folder] = functions.agenda.__path__
    assert the_description() == json.loads((Path(folder) / "openapi.json").read_bytes())


def test_every_route_is_described_and_nothing_else() -> None:
    assert set(the_description()["paths"]) == set(Readers().function.routes) == set(ADDRESSES)


def test_every_parameter_is_described_as_the_table_has_it() -> None:
    for address, representation in ADDRESSES.items():
        described = the_description()["paths"][address]["get"]["parameters"]
        assert {one["name"]: one["description"] for one in described if one["in"] == "query"} == {
            one.name: one.meaning for one in PARAMETERS if representation in one.on
        }


def test_answers_have_exactly_the_fields_described() -> None:
    readers = published()
    agenda = readers.get(JSON)
    assert list(Agenda.model_validate_json(agenda.body).model_dump()) == list(agenda.json())
    Now.model_validate_json(readers.get(f"{PATH}/now").body)
    session = readers.get(f"{PATH}/sessions/opening")
    assert list(Session.model_validate_json(session.body).model_dump()) == list(session.json())
