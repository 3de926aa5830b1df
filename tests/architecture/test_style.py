"""House rules that a linter does not know."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import ROOT, imports_of, is_under, named, python_files, text_files

CODE = ("functions", "infra", "shared")
LONGEST_FILE = 350
LONGEST_FUNCTION = 40
JUNK_DRAWERS = re.compile(r"(^|_)(util|utils|helper|helpers|common|manager|misc)$")
LEFT_OVER = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
BARE_NOQA = re.compile(r"# noqa(?!: [A-Z0-9, ]+ -- \S)")
BARE_IGNORE = re.compile(r"# type: ignore(?!\[[a-z-]+(, [a-z-]+)*\])")
PATCHED = re.compile(r"monkeypatch\.set(attr|item)\((?!sys, \"stdin\")")
"""What somebody types is no behaviour: standard input may be given."""
FAKED = ("unittest.mock", "mock", "pytest_mock")


def functions_in(path: Path) -> Iterator[tuple[str, int]]:
    """Every function with its length in lines, decorators and docstring left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and node.body[1:] else node.body
            last = node.end_lineno or node.lineno
            yield node.name, last - body[0].lineno + 1


def test_no_file_is_too_long() -> None:
    lengths = {
        named(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in python_files(*CODE, "tests")
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    too_long = [
        f"{named(path)}: {name} has {length} lines"
        for path in python_files(*CODE)
        for name, length in functions_in(path)
        if length > LONGEST_FUNCTION
    ]
    assert too_long == []


def test_no_module_is_a_junk_drawer() -> None:
    stems = {named(path): path.stem for path in python_files(*CODE, "tests")}
    folders = {named(path.parent): path.parent.name for path in python_files(*CODE, "tests")}
    names = {**stems, **folders}
    assert [path for path, name in names.items() if JUNK_DRAWERS.search(name)] == []


def test_no_folder_is_called_email() -> None:
    assert [named(p) for p in python_files(*CODE) if p.parent.name == "email"] == []


def test_no_suppression_stands_without_a_code_and_a_reason() -> None:
    bare = [
        f"{named(path)}:{number}"
        for path in python_files(*CODE, "tests")
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if BARE_NOQA.search(line) or BARE_IGNORE.search(line)
    ]
    assert bare == []


def test_nothing_is_left_to_be_done() -> None:
    marked = [
        named(path) for path in text_files() if LEFT_OVER.search(path.read_text(encoding="utf-8"))
    ]
    assert marked == []


def test_tests_use_fakes_and_never_patch() -> None:
    patched = [
        named(path)
        for path in python_files("tests")
        if any(is_under(one, roof) for one in imports_of(path) for roof in FAKED)
        or PATCHED.search(_code(path))
    ]
    assert patched == []


def test_no_test_is_skipped() -> None:
    skipped = re.compile(r"pytest\.(mark\.(skip|skipif|xfail)|skip|xfail|importorskip)\b")
    assert [named(p) for p in python_files("tests") if skipped.search(_code(p))] == []


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    # A root such as /app would be found in texts that do not mean it.
    places = [f"{place}{os.sep}" for place in (ROOT, Path.home()) if len(place.parts) > 2]
    known = [
        named(path)
        for path in text_files()
        if any(place in path.read_text(encoding="utf-8") for place in places)
    ]
    assert known == []


def _code(path: Path) -> str:
    return "" if path == Path(__file__) else path.read_text(encoding="utf-8")
