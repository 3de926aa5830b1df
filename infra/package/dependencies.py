"""The libraries of other people: which a function needs, and the pinned files of each."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import Distribution, distributions
from itertools import accumulate
from pathlib import Path, PurePosixPath

from infra.package.errors import CannotPackage
from infra.package.imports import ROOT, RUNTIME
from infra.package.target import Target, compile_tree, run_tool

NOT_RUN = frozenset({"tests", "test", "testing", "__pycache__", "bin"})
NOT_READ = frozenset({".c", ".h", ".pyi", ".pyx", ".typed"})
NOT_USED = frozenset(
    {
        "babel/messages",
        "babel/support.py",
        "dateutil/easter.py",
        "dateutil/zoneinfo/dateutil-zoneinfo.tar.gz",
        "jinja2/ext.py",
        "jinja2/nativetypes.py",
        "jinja2/sandbox.py",
        "pydantic/mypy.py",
        "pydantic/v1",
        "urllib3/contrib",
    }
)
"""Parts of libraries that nothing here calls: translators' tools, other people's zones, what
older programs and type checkers need.
"""


def close_over(libraries: Iterable[str], root: Path = ROOT) -> frozenset[str]:
    """The libraries and all that these need, by the lock file. Raises CannotPackage."""
    needs = _read_needs(root)
    todo, needed = list(libraries), set[str]()
    while todo:
        name = canonical(todo.pop())
        if name in needed:
            continue
        if name not in needs:
            raise CannotPackage(f"{name} is imported but not in uv.lock")
        needed.add(name)
        todo += needs[name]
    return frozenset(needed - {RUNTIME})


def canonical(name: str) -> str:
    """The one spelling of a distribution's name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def fetch(libraries: Iterable[str], target: Target, cache: Path, root: Path = ROOT) -> Path:
    """A folder with the pinned wheels of the libraries for the target, bytecode included.

    The folder is made once for each lock and target. Raises CannotPackage.
    """
    pins = _pins(libraries, root)
    seal = hashlib.sha256(f"{target.python} {target.platform}\n{pins}".encode()).hexdigest()[:16]
    folder = cache / f"{target.python}-{target.platform}-{seal}"
    if folder.is_dir():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    wanted = cache / "requirements.txt"
    wanted.write_text(pins, "utf-8")
    _install(wanted, target, unfinished, root)
    compile_tree(unfinished, target)
    unfinished.rename(folder)
    return folder


def copy_library(
    name: str, site: Path, into: Path, needs: Callable[[PurePosixPath], bool]
) -> None:
    """Copy what one library needs to run, bytecode included. Raises CannotPackage."""
    for path in filter(needs, files_of(name, site)):
        source = site / path
        for found in (source, *bytecode_of(source)):
            goal = into / found.relative_to(site)
            goal.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(found, goal)


def files_of(name: str, site: Path) -> Iterator[PurePosixPath]:
    """The files of an installed library that are needed to run it. Raises CannotPackage."""
    for path in sorted(_installed(name, site).files or ()):
        parts = PurePosixPath(path).parts
        is_own = ".." not in parts and not parts[0].endswith(".dist-info")
        if is_own and NOT_RUN.isdisjoint(parts) and path.suffix not in NOT_READ:
            if NOT_USED.isdisjoint(_beginnings(parts)):
                yield PurePosixPath(path)


def bytecode_of(source: Path) -> list[Path]:
    """The bytecode that lies beside a module."""
    if source.suffix != ".py":
        return []
    return sorted((source.parent / "__pycache__").glob(f"{source.stem}.cpython-*.pyc"))


def _beginnings(parts: tuple[str, ...]) -> Iterator[str]:
    return accumulate(parts, "{}/{}".format)


def _installed(name: str, site: Path) -> Distribution:
    found = [one for one in distributions(path=[str(site)]) if canonical(one.name) == name]
    if not found:
        raise CannotPackage(f"{name} was not installed")
    return found[0]


def _read_needs(root: Path) -> dict[str, list[str]]:
    lock = tomllib.loads((root / "uv.lock").read_text("utf-8"))
    return {
        one["name"]: [need["name"] for need in one.get("dependencies", ())]
        for one in lock["package"]
    }


def _pins(libraries: Iterable[str], root: Path) -> str:
    """The lines of the lock's export that pin these libraries, hashes included."""
    told = ["--frozen", "--no-dev", "--no-emit-project", "--no-header", "--no-annotate"]
    text = _uv("export", *told, "--project", str(root))
    blocks = {canonical(re.split("[=; ]", b, maxsplit=1)[0]): b for b in _blocks(text)}
    return "".join(f"{blocks[name]}\n" for name in sorted(libraries))


def _blocks(exported: str) -> list[str]:
    return re.sub(r"\\\n\s*", "", exported).splitlines()


def _install(wanted: Path, target: Target, into: Path, root: Path) -> None:
    platform = ["--python-platform", target.platform, "--python-version", target.python]
    how = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "--link-mode", "copy"]
    _uv("pip", "install", "--project", str(root), "--target", str(into), *platform, *how, "-r",
        str(wanted))  # fmt: skip


def _uv(*arguments: str) -> str:
    beside = Path(sys.executable).with_name("uv")
    uv = str(beside) if beside.is_file() else shutil.which("uv")
    if uv is None:
        raise CannotPackage("uv is needed; `make package` installs it")
    kept = {name: os.environ[name] for name in os.environ if not name.startswith("VIRTUAL_ENV")}
    return run_tool([uv, *arguments], what="uv failed", environment=kept)
