"""What the demo leaves behind: report, agenda, and every mail as it was sent."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template

from infra.cli.demo.checks import Check
from infra.cli.demo.mailbox import Mail
from infra.cli.demo.scene import Scene

FOLDER = Path("build/demo")
_UNSAFE = re.compile(r"[^a-z0-9]+")


def leave_files(scene: Scene, checks: Sequence[Check], folder: Path = FOLDER) -> None:
    """Write the folder anew: report.html, agenda.html, each mail as .eml and .html."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    mails = (*scene.mails, *scene.substitution.mails)
    names = name_mails(mails)
    for mail, name in zip(mails, names, strict=True):
        (folder / f"{name}.eml").write_bytes(mail.raw)
        (folder / f"{name}.html").write_text(mail.html, encoding="utf-8")
    (folder / "agenda.html").write_bytes(scene.agenda_page)
    (folder / "report.html").write_text(write_page(scene, checks, names), encoding="utf-8")


def name_mails(mails: Sequence[Mail]) -> tuple[str, ...]:
    """A file name per mail, in their order: number, kind, whose."""
    return tuple(
        f"{number:02d}-{mail.kind}-{_UNSAFE.sub('-', mail.to.partition('@')[0].lower())}"
        for number, mail in enumerate(mails, start=1)
    )


def write_page(scene: Scene, checks: Sequence[Check], names: Sequence[str]) -> str:
    """The report as one page that needs nothing else."""
    told: Mapping[str, object] = {
        "scene": scene,
        "checks": checks,
        "mails": list(zip((*scene.mails, *scene.substitution.mails), names, strict=True)),
        "title": scene.settings["title"],
    }
    return _template().render(told)


@cache
def _template() -> Template:
    page = files("infra.cli.demo").joinpath("report.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(
        page
    )
