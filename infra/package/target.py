"""What a package is made for: a Python and a platform."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from infra.package.errors import CannotPackage

LAMBDA_PYTHON = "3.11"
LAMBDA_PLATFORM = "aarch64-manylinux2014"
COMPILE = ("-m", "compileall", "-q", "-f", "-b", "--invalidation-mode", "unchecked-hash")
"""Bytecode beside its module, never compared with it: dates in a zip say nothing (PEP 552)."""
LAMBDA_FOLDER = "/var/task"
"""Where Lambda unpacks a function's code ("Working directory", Lambda developer guide)."""


@dataclass(frozen=True)
class Target:
    """A Python version, its interpreter on this machine, and uv's name of the platform."""

    python: str
    interpreter: str
    platform: str


def lambda_target() -> Target:
    """What the functions run on in AWS. Raises CannotPackage without that Python here."""
    return Target(LAMBDA_PYTHON, find_interpreter(LAMBDA_PYTHON), LAMBDA_PLATFORM)


def find_interpreter(version: str) -> str:
    """This interpreter if it is of that version, else the one on PATH. Raises CannotPackage."""
    if sys.version.startswith(f"{version}."):
        return sys.executable
    found = shutil.which(f"python{version}")
    if found is None or not _is_version(found, version):
        raise CannotPackage(
            f"python{version} is needed: the functions' bytecode is made by the Python that they "
            "run on; install it, or make .venv with it"
        )
    return found


def compile_tree(folder: Path, target: Target) -> None:
    """Put bytecode in the place of every module of a folder. Raises CannotPackage.

    Python loads it as it does a module (PEP 3147, "Case 4: legacy pyc files and source-less
    imports"), and it takes half the room that both take. A traceback names file and line; what
    stands there, the sources tell. One process and a fixed hash seed: the same sources, the same
    bytes.
    """
    places = ["-s", str(folder), "-p", LAMBDA_FOLDER, str(folder)]
    command = [target.interpreter, *COMPILE, *places]
    environment = {"PYTHONHASHSEED": "0"}
    run_tool(command, environment=environment, what="the functions' Python could not compile")
    for source in folder.rglob("*.py"):
        source.unlink()


def run_tool(
    command: list[str], *, what: str, environment: dict[str, str], folder: Path | None = None
) -> str:
    """Run a program and answer its output. Raises CannotPackage with its last words."""
    done = subprocess.run(  # noqa: S603 -- programs of this project, found by us
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        words = (done.stderr or done.stdout).strip().splitlines()
        raise CannotPackage(f"{what}: {words[-1] if words else done.returncode}")
    return done.stdout


def _is_version(interpreter: str, version: str) -> bool:
    asked = [interpreter, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    done = subprocess.run(  # noqa: S603 -- a python found on PATH
        asked, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() == version
