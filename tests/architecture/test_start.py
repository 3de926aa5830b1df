"""What a function loads when it starts: nothing is read, built or asked, and nothing slow comes."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT

ALWAYS_SLOW = ("boto3", "icalendar", "moto", "werkzeug")
SLOW: dict[str, tuple[str, ...]] = {
    "agenda": ("pydantic", "jinja2", "babel"),
    "registration": ("jinja2", "babel"),
    "organiser": (),
    "mailer": (),
    "timer": (),
    "feedback": (),
}


def loaded_by(function: str) -> set[str]:
    """The modules in a fresh interpreter without any environment after importing the app."""
    program = (
        "import sys; started = set(sys.modules);"
        f"import functions.{function}.app;"
        "print('\\n'.join(set(sys.modules) - started))"
    )
    ran = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {program}"],
        capture_output=True,
        text=True,
        check=True,
        env={},
    )
    return set(ran.stdout.split())


@pytest.mark.parametrize("function", sorted(SLOW))
def test_a_function_starts_without_environment_and_slow_modules(function: str) -> None:
    loaded = {module.split(".")[0] for module in loaded_by(function)}
    assert loaded & {*ALWAYS_SLOW, *SLOW[function]} == set()
    assert "chalice" in loaded


def test_a_function_loads_no_sibling() -> None:
    for function in SLOW:
        others = {f"functions.{other}" for other in SLOW if other != function}
        assert loaded_by(function) & others == set()
