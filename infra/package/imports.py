"""What a function imports, found by reading the source: its own modules, and whose else's."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("shared", "functions")
DISTRIBUTIONS = {"docx": "python-docx"}
"""Libraries that are installed under another name than they are imported by."""
RUNTIME = "chalice"
"""Chalice's own packager adds the part of Chalice that runs on Lambda."""


@dataclass(frozen=True)
class Imports:
    """What one function needs: paths of files below the root, and names of other libraries."""

    modules: frozenset[Path]
    files: frozenset[Path]
    libraries: frozenset[str]


def find_imports(function: str, root: Path = ROOT) -> Imports:
    """Follow the imports of a function's app.py, those inside of functions as well."""
    todo = with_parents(f"functions.{function}.app")
    seen: dict[str, Path] = {}
    outside: set[str] = set()
    while todo:
        name = todo.pop()
        path = None if name in seen else find_module(name, root)
        if path is None:
            continue
        seen[name] = path
        for imported in read_imports(path):
            top = imported.partition(".")[0]
            if top in ROOMS:
                todo += with_parents(imported)
            elif top not in sys.stdlib_module_names:
                outside.add(DISTRIBUTIONS.get(top, top))
            elif top == "zoneinfo":
                outside.add("tzdata")  # where zoneinfo looks on a machine without zones
    modules = frozenset(seen.values())
    return Imports(modules, frozenset(find_files(modules)), frozenset(outside - {RUNTIME}))


def find_module(name: str, root: Path = ROOT) -> Path | None:
    """The file of a module or package of ours; None when the name is something else in one."""
    base = root.joinpath(*name.split("."))
    choices = (base.with_suffix(".py"), base / "__init__.py")
    return next((path for path in choices if path.is_file()), None)


def with_parents(name: str) -> list[str]:
    """A dotted name and all the packages around it."""
    parts = name.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts) + 1)]


def read_imports(path: Path) -> Iterator[str]:
    """The dotted names that a file imports when it runs; of `from a import b` both a and a.b."""
    for node in _running(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def find_files(modules: frozenset[Path]) -> Iterator[Path]:
    """What lies beside the modules and is read at run time, such as templates."""
    for package in {path.parent for path in modules}:
        yield from _files_of(package)


def _files_of(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name != "__pycache__" and not (path / "__init__.py").exists():
            yield from _files_of(path)
        elif path.is_file() and path.suffix not in (".py", ".md"):
            yield path


def _running(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes but those under TYPE_CHECKING."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            continue
        yield child
        yield from _running(child)
