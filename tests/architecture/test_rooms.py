"""Who may import whom, where it depends on the file and not on the package alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from infra.package.imports import find_imports
from tests.architecture.sources import ROOT, imports_of, is_under, named, python_files

FUNCTIONS = ("agenda", "feedback", "mailer", "organiser", "registration", "timer")
VENDORS = ("boto3", "botocore", "moto", "mypy_boto3_dynamodb", "mypy_boto3_sesv2")
OUTSIDE = ("asyncio", "http", "io", "os", "pathlib", "random", "secrets", "shutil", "socket",
           "subprocess", "sys", "tempfile", "threading", "time", "urllib", "uuid")  # fmt: skip
"""Modules of the standard library that see a clock, chance, files or the network."""
EDGE = ("app.py", "operations.py", "_routes.py")
"""How the names of files end that only the edge of a function is made of."""
PORTS = ("shared.agenda_ports", "shared.mail_ports", "shared.ports")
KNOWN_TO_VERBS = ("calendar", "domain", "outline", "render", "senders", "verbs")


def verb_files(function: str) -> list[Path]:
    """What a function's folder holds beside its edge, told and done, and its schemas."""
    files = python_files(f"functions/{function}")
    verbs = [path for path in files if not path.name.endswith(EDGE)]
    return [path for path in verbs if "schemas" not in path.as_posix()]


def schema_files() -> list[Path]:
    return [path for path in python_files("functions") if "schemas" in path.as_posix()]


def strangers(path: Path, *, own: tuple[str, ...]) -> set[str]:
    """What a file imports of our own packages that is not under one of `own`."""
    ours = {
        one for one in imports_of(path) if one.split(".")[0] in ("functions", "infra", "shared")
    }
    return {one for one in ours if not any(is_under(one, roof) for roof in own)}


def outsiders(path: Path, banned: tuple[str, ...]) -> set[str]:
    """What a file imports that is under one of `banned`."""
    return {one for one in imports_of(path) if any(is_under(one, roof) for roof in banned)}


def test_the_import_contracts_are_kept() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run(
        [lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout


def test_nouns_are_made_of_the_pure_standard_library() -> None:
    for path in python_files("shared/domain"):
        foreign = {
            one
            for one in imports_of(path)
            if one.split(".")[0] not in sys.stdlib_module_names
            and not is_under(one, "shared.domain")
        }
        assert (named(path), foreign | outsiders(path, OUTSIDE)) == (named(path), set())


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_functions_verbs_know_nouns_ports_and_renderers(function: str) -> None:
    own = (f"functions.{function}", *PORTS, *(f"shared.{room}" for room in KNOWN_TO_VERBS))
    banned = (*VENDORS, "chalice", "pydantic", "os")
    for path in verb_files(function):
        wrong = strangers(path, own=own) | outsiders(path, banned)
        assert (named(path), wrong) == (named(path), set())


def test_schemas_know_nouns_and_no_port() -> None:
    for path in schema_files():
        own = (f"functions.{path.relative_to(ROOT).parts[1]}", "shared.domain")
        wrong = strangers(path, own=own) | outsiders(path, (*VENDORS, "chalice", "os"))
        assert (named(path), wrong) == (named(path), set())


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_functions_edge_knows_no_adapter_and_no_sibling(function: str) -> None:
    own = (f"functions.{function}", "shared.domain", "shared.edge", "shared.verbs", *PORTS)
    for path in python_files(f"functions/{function}"):
        if path.name.endswith(("app.py", "_routes.py")):
            wrong = strangers(path, own=own) | outsiders(path, VENDORS)
            assert (named(path), wrong) == (named(path), set())


def test_only_wiring_knows_the_adapters() -> None:
    shared = [path for path in python_files("shared") if "adapters" not in path.parts]
    who = {named(path) for path in shared if outsiders(path, ("shared.adapters",))}
    wiring = {"shared/edge/wiring.py", "shared/edge/agenda_wiring.py"}
    assert who <= {*wiring, "shared/edge/stream.py"}


def test_only_the_adapters_know_a_vendor() -> None:
    outside = [path for path in python_files("shared", "functions") if "adapters" not in path.parts]
    assert {named(path) for path in outside if outsiders(path, VENDORS)} == set()


def test_the_agenda_is_packaged_without_any_write() -> None:
    packaged = {named(path) for path in find_imports("agenda").modules}
    adapters = {Path(path).stem for path in packaged if path.startswith("shared/adapters/")}
    assert adapters.isdisjoint({"store", "transaction", "expressions", "items", "effects"})
    assert "shared/domain/writes.py" not in packaged


def test_every_package_folder_has_an_empty_init() -> None:
    for path in python_files("functions", "infra", "shared", "tests"):
        init = path.parent / "__init__.py"
        assert (named(init), init.exists() and init.stat().st_size) == (named(init), 0)
