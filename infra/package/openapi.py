"""Write each HTTP function's openapi.json; with --check, say which one is not up to date, or takes
away what the last release promised; with --release, make them what that release promises.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

from infra.package.openapi_changes import breaking_changes
from infra.package.openapi_document import Project, Undescribed, build_document
from infra.package.openapi_examples import Json

ROOT = Path(__file__).parents[2]
FUNCTIONS = ("agenda", "registration", "organiser")


def describe(function: str) -> Json:
    """The OpenAPI document of a function. Raises Undescribed."""
    app = import_module(f"functions.{function}.app").app
    interface = import_module(f"functions.{function}.operations").INTERFACE
    return build_document(app, interface, read_project(ROOT))


def read_project(root: Path) -> Project:
    """Version and licence, out of pyproject.toml."""
    told = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    return Project(told["version"], told["license"])


def encode(document: Json) -> str:
    """The document as it stands in the file: the same document is the same text."""
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def file_of(function: str, root: Path) -> Path:
    """Where a function's document stands."""
    return root / "functions" / function / "openapi.json"


def released_file_of(function: str, root: Path) -> Path:
    """Where a function's document of the last release stands."""
    return root / "infra" / "package" / "released" / f"{function}.json"


def write_all(root: Path, file: Callable[[str, Path], Path] = file_of) -> None:
    """Write every document to its file."""
    for function in FUNCTIONS:
        file(function, root).write_text(encode(describe(function)), encoding="utf-8")


def differing(root: Path) -> Iterator[Path]:
    """The files that do not say what the code says."""
    for function in FUNCTIONS:
        path = file_of(function, root)
        if not path.exists() or path.read_text(encoding="utf-8") != encode(describe(function)):
            yield path.relative_to(root)


def broken(root: Path) -> Iterator[str]:
    """What the documents take away of the last release's."""
    for function in FUNCTIONS:
        before = json.loads(released_file_of(function, root).read_text(encoding="utf-8"))
        yield from breaking_changes(before, describe(function))


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Write, or with --check compare; 1 when something differs, breaks or is not described."""
    parser = argparse.ArgumentParser(prog="python -m infra.package.openapi", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if a file differs")
    parser.add_argument("--release", action="store_true", help="write the last release's files")
    wanted = parser.parse_args(arguments)
    try:
        if wanted.check:
            stale = (f"{path} is out of date; make openapi" for path in differing(root))
            return complain((*stale, *broken(root)))
        write_all(root, released_file_of if wanted.release else file_of)
    except Undescribed as undescribed:
        return complain(f"{one} is served or described, not both" for one in undescribed.operations)
    return 0


def complain(sentences: Iterable[str]) -> int:
    """Print what is wrong; 1 if anything is, else 0."""
    told = list(sentences)
    for sentence in told:
        print(sentence, file=sys.stderr)
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
