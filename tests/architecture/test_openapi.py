"""The OpenAPI documents are what the code says, and what OpenAPI 3.1 allows."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from functions.agenda.assets import NAMES as ASSETS
from functions.agenda.query_table import FEEDS, PARAMETERS
from infra.package.openapi import (
    FUNCTIONS,
    describe,
    differing,
    encode,
    file_of,
    main,
    released_file_of,
)
from infra.package.openapi_document import Project, Undescribed, build_document
from shared.edge.app import App
from shared.edge.http import Answer, HttpRequest
from shared.edge.operation import Interface, Operation, Reply
from tests.architecture.sources import ROOT, imports_of, is_under, named, python_files
from tests.fakes import some_ports

DESCRIBED = [(function, describe(function)) for function in FUNCTIONS]
JUDGED = {
    "/agenda/{event}": "json",
    "/agenda/{event}/agenda.json": "json",
    "/agenda/{event}/agenda.html": "html",
    "/agenda/{event}/agenda.txt": "txt",
    "/agenda/{event}/agenda.ics": "ics",
    "/agenda/{event}/now": "now",
    "/agenda/{event}/sessions/{session}": "session",
    **{f"/agenda/{{event}}/{name}": name for name in FEEDS},
    **dict.fromkeys((f"/agenda/{name}" for name in ("openapi.json", *ASSETS)), ""),
    "/agenda": "list",
}
"""The agenda's addresses, and by which column of the query table each is judged."""
PROBLEM = "application/problem+json"


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, path and description of every operation."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield method.upper(), path, operation


def headers_asked(operation: dict[str, Any]) -> dict[str, bool]:
    """The request headers of an operation, and whether each is required."""
    return {p["name"]: p["required"] for p in operation["parameters"] if p["in"] == "header"}


def a_tiny_app() -> App:
    """An app with one page."""
    app = App("tiny", some_ports)

    @app.get("/tiny/{thing}")
    def look(request: HttpRequest, thing: str) -> Answer:
        return Answer(200, thing.encode())

    return app


def a_tiny_interface(*routes: str) -> Interface:
    """What is said of a page on each route."""
    operation = Operation("look", "Look at it.", {200: Reply("It.", {"text/plain": str})})
    return Interface(
        "Tiny", "One thing.", {"thing": "Its id."}, {("GET", r): operation for r in routes}
    )


def test_the_files_are_what_the_code_says() -> None:
    assert list(differing(ROOT)) == []


def test_a_check_names_each_file_that_differs_and_writing_settles_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for function in FUNCTIONS:
        for file in (file_of, released_file_of):
            file(function, tmp_path).parent.mkdir(parents=True, exist_ok=True)
    assert main([], tmp_path) == main(["--release"], tmp_path) == 0
    file_of("registration", tmp_path).write_text("{}\n")
    file_of("organiser", tmp_path).unlink()
    assert main(["--check"], tmp_path) == 1
    assert capsys.readouterr().err.splitlines() == [
        "functions/registration/openapi.json is out of date; make openapi",
        "functions/organiser/openapi.json is out of date; make openapi",
    ]
    assert main([], tmp_path) == 0
    assert main(["--check"], tmp_path) == 0


def test_the_text_of_a_document_is_sorted_and_ends_its_last_line() -> None:
    assert encode({"b": 1, "a": {"d": "č", "c": []}}) == (
        '{\n  "a": {\n    "c": [],\n    "d": "č"\n  },\n  "b": 1\n}\n'
    )


@pytest.mark.parametrize(("function", "document"), DESCRIBED)
def test_a_document_is_valid_openapi(function: str, document: dict[str, Any]) -> None:
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []
    assert document["openapi"] == "3.1.0"


@pytest.mark.parametrize(("function", "document"), DESCRIBED)
def test_the_version_and_licence_are_the_projects(function: str, document: dict[str, Any]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    info = document["info"]
    assert (info["version"], info["license"]["identifier"]) == (
        project["version"],
        project["license"],
    )


@pytest.mark.parametrize(("function", "document"), DESCRIBED)
def test_every_route_is_described_and_nothing_else(function: str, document: dict[str, Any]) -> None:
    app: App = import_module(f"functions.{function}.app").app
    served = {(method, path) for path, methods in app.routes.items() for method in methods}
    implied = {(method, path) for method, path in served if method in ("HEAD", "OPTIONS")}
    assert {(m, path) for m, path, _ in operations(document)} == served - implied
    assert {path for _, path in implied} <= set(document["paths"])


@pytest.mark.parametrize(("function", "document"), DESCRIBED)
def test_every_operation_has_a_name_of_its_own_and_words(
    function: str, document: dict[str, Any]
) -> None:
    told = [operation for _, _, operation in operations(document)]
    assert len({one["operationId"] for one in told}) == len(told)
    for one in told:
        words = [one["summary"], *(p["description"] for p in one["parameters"])]
        words += [reply["description"] for reply in one["responses"].values()]
        assert [word for word in words if not word.endswith(".")] == []


@pytest.mark.parametrize(("function", "document"), DESCRIBED)
def test_every_error_is_a_problem_that_may_name_what_is_wrong(
    function: str, document: dict[str, Any]
) -> None:
    for _, _, operation in operations(document):
        for status, reply in operation["responses"].items():
            if int(status) >= 400:
                schema = reply["content"][PROBLEM]["schema"]
                assert schema == {"$ref": "#/components/schemas/Problem"}
    problem = document["components"]["schemas"]["Problem"]
    named_in = problem["properties"]["errors"]["items"]["$ref"].rsplit("/", 1)[1]
    assert set(document["components"]["schemas"][named_in]["properties"]) == {"path", "message"}
    assert problem["required"] == ["type", "title", "status", "detail"]


def test_the_agendas_parameters_are_those_of_the_query_table() -> None:
    found = {
        path: [
            (parameter["name"], parameter["description"])
            for parameter in operation["parameters"]
            if parameter["in"] == "query"
        ]
        for _, path, operation in operations(describe("agenda"))
    }
    assert found == {
        path: [(one.name, one.meaning) for one in PARAMETERS if column in one.on]
        for path, column in JUDGED.items()
    }


def test_what_has_a_tag_can_be_asked_with_it() -> None:
    for method, path, operation in operations(describe("agenda")):
        tagged = "ETag" in operation["responses"]["200"].get("headers", {})
        assert (method, path, "If-None-Match" in headers_asked(operation)) == (method, path, tagged)
        assert ("304" in operation["responses"]) == tagged


def test_a_draft_is_saved_only_over_what_was_read() -> None:
    paths = describe("organiser")["paths"]
    draft = paths["/organiser/events/{event}/draft"]
    publish = paths["/organiser/events/{event}/publish"]["post"]
    assert "ETag" in draft["get"]["responses"]["200"]["headers"]
    assert headers_asked(draft["put"]) == {"If-Match": True}
    assert headers_asked(publish) == {"If-Match": False}


def test_only_the_organisers_description_needs_no_token() -> None:
    without = [
        (function, path)
        for function, document in DESCRIBED
        for _, path, operation in operations(document)
        if operation.get("security") != [{"bearer": []}]
    ]
    assert [path for function, path in without if function == "organiser"] == [
        "/organiser/openapi.json"
    ]
    for function, document in DESCRIBED:
        paths = [path for one, path in without if one == function]
        assert (function == "organiser") == (len(paths) < len(list(operations(document))))
    assert describe("organiser")["components"]["securitySchemes"] == {
        "bearer": {"type": "http", "scheme": "bearer"}
    }


def test_bodies_are_described_by_their_types() -> None:
    paths = describe("registration")["paths"]
    webhook = paths["/registration/{event}/webhooks/{sender}"]["post"]
    form = paths["/registration/{event}"]["post"]
    assert set(webhook["requestBody"]["content"]) == {"application/json"}
    assert set(form["requestBody"]["content"]) == {
        "application/json",
        "application/x-www-form-urlencoded",
    }


def test_a_route_without_description_is_named_and_so_is_a_description_without_route() -> None:
    project = Project("1.0", "Apache-2.0")
    with pytest.raises(Undescribed) as told:
        build_document(a_tiny_app(), a_tiny_interface("/tiny/gone"), project)
    assert told.value.operations == ("GET /tiny/gone", "GET /tiny/{thing}")


def test_a_page_is_described_with_the_parts_of_its_address() -> None:
    project = Project("1.0", "Apache-2.0")
    document = build_document(a_tiny_app(), a_tiny_interface("/tiny/{thing}"), project)
    schema = {"type": "string"}
    assert document["paths"] == {
        "/tiny/{thing}": {
            "get": {
                "operationId": "look",
                "summary": "Look at it.",
                "parameters": [
                    {
                        "name": "thing", "in": "path", "required": True,
                        "description": "Its id.", "schema": schema,
                    }
                ],
                "responses": {
                    "200": {"description": "It.", "content": {"text/plain": {"schema": schema}}}
                },
            }
        }
    }  # fmt: skip


def operation_files() -> list[Path]:
    """The files that tell of functions' addresses."""
    return [p for p in python_files("functions") if p.name.endswith("operations.py")]


def description_files() -> list[Path]:
    """Those, and the files of models that serve them alone."""
    models = [p for p in python_files("functions") if p.name.endswith("_schemas.py")]
    return [*operation_files(), *models]


def test_descriptions_know_schemas_and_words_alone() -> None:
    for function in FUNCTIONS:
        own = f"functions.{function}"
        parts = [f"{own}.{path.stem}" for path in description_files() if function in path.parts]
        known = ("__future__", "collections.abc", "shared.edge.operation", f"{own}.schemas",
                 f"{own}.query_table", f"{own}.examples", *parts)  # fmt: skip
        for path in operation_files():
            if function in path.parts:
                foreign = {m for m in imports_of(path) if not any(is_under(m, k) for k in known)}
                assert (named(path), foreign) == (named(path), set())


def test_nothing_that_runs_on_lambda_reads_the_descriptions() -> None:
    told = operation_files()
    for path in python_files("functions", "shared"):
        found = {m for m in imports_of(path) if is_under(m, "infra")}
        if path not in told:
            found |= {m for m in imports_of(path) if "operations" in m or ".examples" in m}
            found |= {m for m in imports_of(path) if is_under(m, "shared.edge.operation")}
        assert (named(path), found) == (named(path), set())
