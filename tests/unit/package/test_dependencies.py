"""Which libraries come along, and which of their files."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from infra.package.dependencies import canonical, close_over, copy_library, files_of
from infra.package.errors import CannotPackage

LOCK = """
[[package]]
name = "jinja2"
dependencies = [{ name = "markupsafe" }]

[[package]]
name = "markupsafe"

[[package]]
name = "chalice"
dependencies = [{ name = "click" }]
"""
FILES = (
    "pydantic/__init__.py",
    "pydantic/main.pyi",
    "pydantic/v1/main.py",
    "pydantic/color.py",
    "pydantic/dates.cpython-311-aarch64-linux-gnu.so",
    "pydantic/tests/test_main.py",
    "pydantic/version.json",
    "pydantic-2.0.dist-info/RECORD",
    "pydantic-2.0.dist-info/METADATA",
    "../../bin/pydantic",
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with one library installed, its bytecode included."""
    site = tmp_path / "site"
    for name in FILES[:-1]:
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Name: pydantic\n" if name.endswith("METADATA") else "", "utf-8")
    record = "".join(f"{name},,\n" for name in FILES)
    (site / "pydantic-2.0.dist-info/RECORD").write_text(record, "utf-8")
    (site / "pydantic/__init__.pyc").write_bytes(b"bytecode")
    return site


def test_the_lock_tells_what_libraries_need(tmp_path: Path) -> None:
    (tmp_path / "uv.lock").write_text(LOCK, "utf-8")
    assert close_over(["jinja2"], tmp_path) == {"jinja2", "markupsafe"}


def test_a_library_that_is_not_locked_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "uv.lock").write_text(LOCK, "utf-8")
    with pytest.raises(CannotPackage, match="leftpad is imported but not in"):
        close_over(["leftpad"], tmp_path)


def test_tests_stubs_tools_and_old_parts_stay_behind(site: Path) -> None:
    needed = [str(path) for path in files_of("pydantic", site)]
    library = "pydantic/dates.cpython-311-aarch64-linux-gnu.so"
    assert needed == ["pydantic/__init__.py", library, "pydantic/version.json"]


def test_bytecode_comes_in_the_place_of_its_module(site: Path, tmp_path: Path) -> None:
    into = tmp_path / "code"
    copy_library("pydantic", site, into, lambda path: path == PurePosixPath("pydantic/__init__.py"))
    copied = sorted(str(path.relative_to(into)) for path in into.rglob("*") if path.is_file())
    assert copied == ["pydantic/__init__.pyc"]


def test_a_library_that_was_not_installed_is_named(site: Path) -> None:
    with pytest.raises(CannotPackage, match="jinja2 was not installed"):
        list(files_of("jinja2", site))


@pytest.mark.parametrize("name", ["Typing_Extensions", "typing.extensions", "typing-extensions"])
def test_names_have_one_spelling(name: str) -> None:
    assert canonical(name) == "typing-extensions"
