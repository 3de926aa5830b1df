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
from infra.package.target import COMPILE, Target, compile_tree, run_tool
from infra.package.trim import LIGHT, lighten

NOT_RUN = frozenset({"tests", "test", "testing", "__pycache__", "bin"})
NOT_READ = frozenset({".c", ".h", ".pxd", ".pxi", ".pyi", ".pyx", ".typed"})
NOT_USED = frozenset(
    {
        "babel/languages.py",
        "babel/lists.py",
        "babel/messages",
        "babel/numbers.py",
        "babel/support.py",
        "babel/units.py",
        "dateutil/easter.py",
        "dateutil/zoneinfo/dateutil-zoneinfo.tar.gz",
        "docx/templates/default-docx-template",
        "jinja2/ext.py",
        "jinja2/nativetypes.py",
        "lxml/builder",
        "lxml/doctestcompare",
        "lxml/html",
        "lxml/includes",
        "lxml/isoschematron",
        "lxml/objectify",
        "lxml/sax",
        "pydantic/color.py",
        "pydantic/experimental",
        "pydantic/mypy.py",
        "pydantic/v1",
        "tzdata/zoneinfo/leapseconds",
        "tzdata/zoneinfo/tzdata.zi",
        "tzdata/zoneinfo/zone1970.tab",
        "tzdata/zoneinfo/zonenow.tab",
        "tzdata/zones",
        "urllib3/contrib",
    }
)
"""Parts of libraries that nothing here calls: translators' tools, lists and numbers in words, other
people's zones, other tables of zones, what older programs and type checkers need. Folders, files,
or modules without what comes after their dot.
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
    """A folder with the pinned wheels of the libraries for the target, as bytecode.

    The folder is made once for each lock and target. Raises CannotPackage.
    """
    pins = _pins(libraries, root)
    seal = hashlib.sha256(repr((pins, sorted(LIGHT.items()), COMPILE)).encode()).hexdigest()[:16]
    folder = cache / f"{target.python}-{target.platform}-{seal}"
    if folder.is_dir():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    wanted = cache / "requirements.txt"
    wanted.write_text(pins, "utf-8")
    _install(wanted, target, unfinished, root)
    lighten(unfinished)
    compile_tree(unfinished, target)
    unfinished.rename(folder)
    return folder


def borrow(libraries: Iterable[str], site: Path, target: Target, into: Path) -> Path:
    """A folder such as `fetch` makes, out of libraries that are installed here already.

    Raises CannotPackage.
    """
    shutil.rmtree(into, ignore_errors=True)
    for name in sorted(libraries):
        own = (PurePosixPath(path) for path in _installed(name, site).files or ())
        described = (path for path in own if path.parts[0].endswith(".dist-info"))
        for path in (*files_of(name, site), *described):
            _copy(site, path, into)
    lighten(into)
    compile_tree(into, target)
    return into


def copy_library(name: str, site: Path, into: Path, needs: Callable[[PurePosixPath], bool]) -> None:
    """Copy what one library needs to run, its modules as bytecode. Raises CannotPackage."""
    for path in filter(needs, files_of(name, site)):
        _copy(site, path.with_suffix(".pyc") if path.suffix == ".py" else path, into)


def files_of(name: str, site: Path) -> Iterator[PurePosixPath]:
    """The files of an installed library that are needed to run it. Raises CannotPackage."""
    for path in sorted(_installed(name, site).files or ()):
        parts = PurePosixPath(path).parts
        is_own = ".." not in parts and not parts[0].endswith(".dist-info")
        is_run = NOT_RUN.isdisjoint(parts) and path.suffix not in NOT_READ
        if is_own and is_run and NOT_USED.isdisjoint(_names_of(PurePosixPath(path))):
            yield PurePosixPath(path)


def _copy(site: Path, path: PurePosixPath, into: Path) -> None:
    (into / path).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(site / path, into / path)


def _names_of(path: PurePosixPath) -> Iterator[str]:
    """A file, each folder around it, and the module that it holds."""
    yield from accumulate(path.parts, "{}/{}".format)
    yield str(path.parent / path.name.partition(".")[0])


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
    kept.setdefault("UV_CACHE_DIR", str(Path(sys.prefix, "cache")))  # nothing outside the checkout
    return run_tool([uv, *arguments], what="uv failed", environment=kept)
