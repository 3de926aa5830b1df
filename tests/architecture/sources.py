"""The repository's own files, and what a Python file imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("functions", "infra", "shared", "tests")
TEXTS = (".py", ".md", ".html", ".txt", ".json", ".toml", ".yml", ".yaml", "")
HIDDEN = {".git", ".venv", ".venv-template", "build", "__pycache__"}


def python_files(*folders: str) -> list[Path]:
    """All Python files under these folders of the repository."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def text_files() -> Iterator[Path]:
    """All texts that people or programs read, but for the lock file, which a tool writes."""
    for path in sorted(ROOT.iterdir()):
        if path.is_file() and path.suffix in TEXTS and path.name != "uv.lock":
            yield path
    for folder in (*PACKAGES, ".chalice", ".ci"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix in TEXTS and not HIDDEN & set(path.parts):
                yield path


def imports_of(path: Path) -> set[str]:
    """The modules that a file imports anywhere, but for what only the type checker sees.

    `from a.b import c` counts as `a.b.c`, so that a module and a name in it look the same.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    unseen = {id(node) for block in ast.walk(tree) if _is_typing(block) for node in ast.walk(block)}
    found: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in unseen:
            continue
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{one.name}" for one in node.names}
    return found


def _is_typing(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.If)
        and isinstance(node.test, ast.Name)
        and node.test.id == "TYPE_CHECKING"
    )


def is_under(module: str, roof: str) -> bool:
    """Whether a module is that one or inside it."""
    return module == roof or module.startswith(f"{roof}.")


def named(path: Path) -> str:
    """A file as the repository names it."""
    return str(path.relative_to(ROOT))
