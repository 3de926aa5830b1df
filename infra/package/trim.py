"""What libraries bring along and no function uses, left out of its package."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

GENERAL_LOCALE = "root"
ASIDES = ("examples", "waiters", "paginators")
MODEL_DEPTH = 3
"""botocore/data/<service>/<version>/<file>; what lies higher is about all services."""
NAMED_BY_ARN = "operationContextParams"
"""Where in a request an operation's resources stand; botocore looks for ARNs there each time."""
CHOICES = "clientContextParams"
"""What a client may be told of itself: botocore reads these words for people, too."""
_LANGUAGE_FILE = re.compile(r"([a-z]{2,3}(?:-[A-Z][a-z]{3})?)\.txt")


NO_DOCSTRINGS = """def no_docstring(*asked, **named):
    return ""


ClientMethodDocstring = PaginatorDocstring = WaiterDocstring = no_docstring
"""
LIGHT: Mapping[str, str] = {
    "botocore/docs/__init__.py": "",
    "botocore/docs/docstring.py": NO_DOCSTRINGS,
    "botocore/retries/adaptive.py": "",
    "urllib3/http2/__init__.py": "",
}
"""Modules that botocore loads at every start and that only write manuals, speak HTTP/2, or slow
clients down whose retries are `adaptive`: ours are `standard`.
"""


@dataclass(frozen=True)
class Used:
    """What a function uses of its libraries' data: AWS operations by service, and languages."""

    operations: Mapping[str, Collection[str]]
    languages: Collection[str]

    def needs(self, path: PurePosixPath) -> bool:
        """Whether a library's file is one of these, or no such data at all."""
        parts = path.parts
        if parts[:2] == ("botocore", "data") and len(parts) > MODEL_DEPTH:
            return parts[2] in self.operations and not path.name.startswith(ASIDES)
        if parts[:2] == ("babel", "locale-data") and path.suffix == ".dat":
            return path.stem in {GENERAL_LOCALE, *self.languages}
        return True


def lighten(site: Path) -> None:
    """Put next to nothing in the place of what only makes libraries slow to load.

    They load some thirty modules of their own and of the standard library.
    """
    for name, text in LIGHT.items():
        (site / name).write_text(text, "utf-8")


def trim_botocore(data: Path, operations: Mapping[str, Collection[str]]) -> None:
    """Cut botocore's data down to the named operations of each service.

    Reading the models is the larger part of what making a client costs: they are left without the
    operations that no role allows and without words for people, and are not compressed
    (botocore.loaders reads both).
    """
    for service, kept in operations.items():
        _trim_service(data / service, kept)
    _trim_endpoints(data / "endpoints.json", operations)


def languages_of(files: Iterable[Path]) -> frozenset[str]:
    """The languages that templates are written in, such as `en` for `link/en.txt`, spelled as
    babel does: `sr_Latn` for `link/sr-Latn.txt`.
    """
    matches = (_LANGUAGE_FILE.fullmatch(path.name) for path in files)
    return frozenset(match[1].replace("-", "_") for match in matches if match)


def cut_model(model: dict[str, Any], operations: Collection[str]) -> dict[str, Any]:
    """A service model with only these operations, the shapes that they reach, and no prose.

    Tables are called by their names here, so that no endpoint has to be told out of their ARNs.
    """
    kept = {
        name: {trait: value for trait, value in one.items() if trait != NAMED_BY_ARN}
        for name, one in model["operations"].items()
        if name in operations
    }
    shapes = _reach(kept, model["shapes"])
    cut: dict[str, Any] = _plain({**model, "operations": kept, "shapes": shapes})
    return {**cut, CHOICES: model[CHOICES]} if CHOICES in model else cut


def _trim_service(folder: Path, operations: Collection[str]) -> None:
    *older, newest = sorted(folder.iterdir())
    for old in older:
        shutil.rmtree(old)
    packed = newest / "service-2.json.gz"
    model = json.loads(gzip.decompress(packed.read_bytes()))
    packed.with_suffix("").write_bytes(_compact(cut_model(model, operations)))
    packed.unlink()


def _trim_endpoints(path: Path, services: Collection[str]) -> None:
    """Keep the endpoints of the services; botocore names sesv2's after `email`."""
    known = json.loads(path.read_bytes())
    prefixes = {"sesv2": "email"}
    kept = {prefixes.get(service, service) for service in services}
    for partition in known["partitions"]:
        found = partition["services"].items()
        partition["services"] = {name: one for name, one in found if name in kept}
    path.write_bytes(_compact(known))


def _reach(operations: Any, shapes: Mapping[str, Any]) -> dict[str, Any]:
    reached: dict[str, Any] = {}
    todo: list[Any] = [operations]
    while todo:
        for name in _shape_names(todo.pop()):
            if name in shapes and name not in reached:
                reached[name] = shapes[name]
                todo.append(shapes[name])
    return {name: reached[name] for name in sorted(reached)}


def _shape_names(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("shape"), str):
            yield node["shape"]
        for inner in node.values():
            yield from _shape_names(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _shape_names(inner)


def _plain(node: Any) -> Any:
    """The same without the texts that explain it."""
    if isinstance(node, dict):
        kept = {n: i for n, i in node.items() if n != "documentation" or not isinstance(i, str)}
        return {name: _plain(inner) for name, inner in kept.items()}
    return [_plain(inner) for inner in node] if isinstance(node, list) else node


def _compact(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
