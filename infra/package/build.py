"""Package everything: a zip for each function and one template, under build/."""

from __future__ import annotations

import fcntl
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from infra.package.archive import packed_bytes, write_zip
from infra.package.dependencies import close_over, copy_library, fetch
from infra.package.imports import ROOT, Imports, find_imports
from infra.package.project import CODE, describe, stage
from infra.package.roles import Handler, operations_of, read_handlers
from infra.package.target import LAMBDA_PLATFORM, Target, compile_tree, lambda_target
from infra.package.template import Template, merge_templates
from infra.package.trim import Used, languages_of, trim_botocore
from infra.package.trim_babel import trim_babel

BUILD = ROOT / "build"
CACHE = "dependencies"
BOTOCORE = frozenset({"botocore", "dateutil", "jmespath", "six", "urllib3"})
"""What botocore brings along; every function needs it, so that sizes are told without it, too."""
Progress = Callable[[str], None]


@dataclass(frozen=True)
class PackagedFunction:
    """One zip. Sizes are in bytes."""

    function: str
    zip: str
    sha256: str
    bytes: int
    bytes_before_botocore: int
    modules: int
    libraries: tuple[str, ...]
    handlers: tuple[str, ...]


@dataclass(frozen=True)
class PackageReport:
    """What was packaged, for what, and where the template is; paths are below the checkout."""

    template: str
    python: str
    platform: str
    functions: tuple[PackagedFunction, ...]


@dataclass(frozen=True)
class Plan:
    """What goes into one function's package."""

    function: str
    imports: Imports
    libraries: frozenset[str]
    handlers: tuple[Handler, ...]


def build_package(progress: Progress, build: Path = BUILD) -> PackageReport:
    """Stage, describe and pack every function. Raises CannotPackage.

    `progress` hears what is being done. No AWS credentials are needed, and the network only for
    libraries that are not there yet.
    """
    with alone_in(build):
        return _build(progress, build)


def _build(progress: Progress, build: Path) -> PackageReport:
    target = lambda_target()
    plans = make_plans()
    progress(f"Fetching libraries for Python {target.python} on {target.platform}")
    site = fetch_libraries(plans, target, build)
    described: dict[str, Template] = {}
    packaged = []
    for plan in plans:
        progress(f"Packaging {plan.function}")
        described[plan.function] = lay_out(plan, site, target, build)
        packaged.append(_pack(plan, build))
    template = build / "template.json"
    template.write_text(json.dumps(merge_templates(described), indent=1) + "\n", "utf-8")
    return PackageReport(_shown(template), target.python, LAMBDA_PLATFORM, tuple(packaged))


@contextmanager
def alone_in(build: Path) -> Iterator[None]:
    """Wait until nobody else packages into a folder, and keep it meanwhile."""
    build.mkdir(parents=True, exist_ok=True)
    with (build / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make_plans() -> list[Plan]:
    """What each function needs: one for each function that has a role. Raises CannotPackage."""
    by_function = groupby(read_handlers(), key=attrgetter("function"))
    return [_plan(function, tuple(handlers)) for function, handlers in by_function]


def fetch_libraries(plans: Iterable[Plan], target: Target, build: Path) -> Path:
    """One folder with the libraries that any of the functions needs. Raises CannotPackage."""
    needed = frozenset().union(*(plan.libraries for plan in plans))
    return fetch(needed, target, build / CACHE)


def lay_out(plan: Plan, site: Path, target: Target, build: Path) -> Template:
    """Lay out a function's project and its code; what Chalice says of it. Raises CannotPackage."""
    project = build / plan.function
    stage(plan.function, plan.imports, plan.handlers, project)
    template = describe(project)
    code = project / CODE
    compile_tree(code, target)
    used = Used(operations_of(plan.handlers), languages_of(plan.imports.files))
    for library in sorted(plan.libraries):
        copy_library(library, site, code, used.needs)
    trim_botocore(code / "botocore" / "data", used.operations)
    trim_babel(code / "babel", used.languages)
    return template


def as_document(report: PackageReport) -> Mapping[str, object]:
    """The report as JSON takes it."""
    functions: Sequence[Mapping[str, object]] = [vars(one) for one in report.functions]
    return {**vars(report), "functions": functions}


def _plan(function: str, handlers: tuple[Handler, ...]) -> Plan:
    imports = find_imports(function)
    return Plan(function, imports, close_over(imports.libraries), handlers)


def _pack(plan: Plan, build: Path) -> PackagedFunction:
    archive = build / f"{plan.function}.zip"
    write_zip(build / plan.function / CODE, archive)
    return PackagedFunction(
        function=plan.function,
        zip=_shown(archive),
        sha256=hashlib.sha256(archive.read_bytes()).hexdigest(),
        bytes=archive.stat().st_size,
        bytes_before_botocore=packed_bytes(archive, BOTOCORE),
        modules=len(plan.imports.modules),
        libraries=tuple(sorted(plan.libraries)),
        handlers=tuple(handler.name for handler in plan.handlers),
    )


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
