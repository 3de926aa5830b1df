"""One function as a Chalice project of its own, and what Chalice makes of it."""

from __future__ import annotations

import json
import os
import shutil
import sys
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from infra.package.errors import CannotPackage
from infra.package.imports import ROOT, Imports
from infra.package.roles import Handler
from infra.package.target import run_tool

STAGE = "api"
CODE = "code"
"""The folder with what the zip holds."""
_RUN_CHALICE = "import sys; from chalice.cli import main; sys.exit(main())"
_WRITTEN = "package"


def read_configuration(root: Path = ROOT) -> Mapping[str, Any]:
    """The one configuration of all functions. Raises CannotPackage."""
    path = root / ".chalice" / "config.json"
    try:
        read: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
    except ValueError as wrong:
        raise CannotPackage(f".chalice/config.json is not JSON: {wrong}") from wrong
    return read


def stage(function: str, imports: Imports, handlers: Sequence[Handler], into: Path) -> None:
    """Lay out a Chalice project: app.py, the rooms that it needs under vendor/, its roles."""
    shutil.rmtree(into, ignore_errors=True)
    settings = into / ".chalice"
    settings.mkdir(parents=True)
    app = ROOT / "functions" / function / "app.py"
    shutil.copyfile(app, into / "app.py")
    for path in sorted((imports.modules | imports.files) - {app}):
        _copy(path, into / "vendor" / path.relative_to(ROOT))
    for handler in handlers:
        (settings / _policy_file(handler)).write_text(json.dumps(handler.policy), "utf-8")
    computed = configuration_of(function, handlers, read_configuration())
    (settings / "config.json").write_text(json.dumps(computed, indent=2), "utf-8")


def configuration_of(
    function: str, handlers: Iterable[Handler], common: Mapping[str, Any]
) -> dict[str, Any]:
    """A function's own configuration out of the common one. Raises CannotPackage."""
    own = {handler.name: _settings_of(handler, common["handlers"]) for handler in handlers}
    shared = {name: value for name, value in common.items() if name != "handlers"}
    return {
        **shared,
        "app_name": function,
        "autogen_policy": False,
        "stages": {STAGE: {"api_gateway_stage": STAGE, "lambda_functions": own}},
    }


def describe(project: Path) -> dict[str, Any]:
    """The SAM template that Chalice makes of a project; its code is unpacked under code/.

    Chalice imports the app for this, on this machine: the libraries of the target come later.
    Raises CannotPackage.
    """
    command = [sys.executable, "-c", _RUN_CHALICE, "package", "--stage", STAGE, _WRITTEN]
    what = f"Chalice could not package {project.name}"
    run_tool(command, what=what, folder=project, environment=_environment(project))
    written = project / _WRITTEN
    with zipfile.ZipFile(written / "deployment.zip") as packed:
        packed.extractall(project / CODE)
    template: dict[str, Any] = json.loads((written / "sam.json").read_text("utf-8"))
    shutil.rmtree(written)
    shutil.rmtree(project / ".chalice" / "deployments", ignore_errors=True)
    return template


def _settings_of(handler: Handler, known: Mapping[str, Any]) -> dict[str, Any]:
    if handler.key not in known:
        raise CannotPackage(f".chalice/config.json says nothing about {handler.key}")
    return {**known[handler.key], "iam_policy_file": _policy_file(handler)}


def _policy_file(handler: Handler) -> str:
    return f"policy-{handler.name}.json"


def _environment(project: Path) -> dict[str, str]:
    """Without credentials, home and bytecode; Chalice only wants to hear of some region."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    own = {"HOME": str(project), "AWS_DEFAULT_REGION": "eu-central-1"}
    return {**kept, **own, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT)}


def _copy(source: Path, goal: Path) -> None:
    goal.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, goal)
