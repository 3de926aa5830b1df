import subprocess
import sys

KEPT_OUT = ("jinja2", "babel", "icalendar", "pydantic")


def test_the_function_starts_without_what_only_publishing_needs() -> None:
    program = "import sys, functions.agenda.app; print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    modules = loaded.stdout.decode()
    assert [name for name in KEPT_OUT if f"'{name}'" in modules] == []
