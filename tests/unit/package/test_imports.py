"""What a function imports is found in its source, and nothing else of the rooms is taken along."""

from __future__ import annotations

from pathlib import Path

from infra.package.imports import Imports, find_imports, read_imports


def write(root: Path, **texts: str) -> None:
    """Files of a checkout; `__` in a name stands for a folder."""
    for name, text in texts.items():
        path = root.joinpath(*name.split("__")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        for folder in path.relative_to(root).parents:
            (root / folder / "__init__.py").touch()
        path.write_text(text, "utf-8")


def modules_of(found: Imports, root: Path) -> set[str]:
    return {str(path.relative_to(root)) for path in found.modules if path.stat().st_size}


def test_imports_are_followed_through_the_rooms(tmp_path: Path) -> None:
    write(
        tmp_path,
        functions__desk__app="from functions.desk import greet\nimport chalice\n",
        functions__desk__greet="from shared.words import kind\nimport json\n",
        functions__other__app="import shared.far\n",
        shared__words__kind="def a():\n    import jinja2.nodes\n    from shared.near import x\n",
        shared__words__rude="x = 1\n",
        shared__near="from zoneinfo import ZoneInfo\nx = 1\n",
        shared__far="x = 1\n",
    )
    found = find_imports("desk", tmp_path)
    assert modules_of(found, tmp_path) == {
        "functions/desk/app.py",
        "functions/desk/greet.py",
        "shared/words/kind.py",
        "shared/near.py",
    }
    assert found.libraries == {"jinja2", "tzdata"}


def test_a_library_is_named_as_it_is_installed(tmp_path: Path) -> None:
    write(tmp_path, functions__desk__app="from docx.shared import Cm\nimport xlsxwriter\n")
    assert find_imports("desk", tmp_path).libraries == {"python-docx", "xlsxwriter"}


def test_packages_around_a_module_come_along(tmp_path: Path) -> None:
    write(tmp_path, functions__desk__app="import shared.a.b\n", shared__a__b="x = 1\n")
    found = {str(path.relative_to(tmp_path)) for path in find_imports("desk", tmp_path).modules}
    assert {"shared/__init__.py", "shared/a/__init__.py", "functions/__init__.py"} <= found


def test_templates_come_with_their_package_and_readmes_stay(tmp_path: Path) -> None:
    write(tmp_path, functions__desk__app="import shared.mail.fill\n", shared__mail__fill="x = 1\n")
    write(tmp_path, shared__post__stamp="x = 1\n")
    for name in ("mail/link/en.txt", "mail/README.md", "mail/style.css", "post/stamp.svg"):
        path = tmp_path / "shared" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("words", "utf-8")
    files = {str(path.relative_to(tmp_path)) for path in find_imports("desk", tmp_path).files}
    assert files == {"shared/mail/link/en.txt", "shared/mail/style.css"}


def test_what_only_the_type_checker_sees_is_no_import(tmp_path: Path) -> None:
    path = tmp_path / "one.py"
    path.write_text(
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import mypy_boto3\nimport a.b\n",
        "utf-8",
    )
    assert set(read_imports(path)) == {"typing", "typing.TYPE_CHECKING", "a.b"}


def test_functions_take_no_sibling_along() -> None:
    for function in ("agenda", "feedback", "mailer", "organiser", "registration", "timer"):
        folders = {path.parent.name for path in find_imports(function).modules}
        parents = {
            path.parents[1].name: path.parent.name for path in find_imports(function).modules
        }
        assert function in folders
        assert parents["functions"] in (function, "schemas")


def test_the_agenda_needs_no_validation_library_and_no_mail_template() -> None:
    found = find_imports("agenda")
    assert found.libraries == {"botocore", "tzdata"}
    assert not any("mail" in path.parts for path in found.files)
