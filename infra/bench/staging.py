"""The functions as they are deployed, but for this machine's own platform and Python."""

from __future__ import annotations

import shutil
import sys
import sysconfig
from collections.abc import Collection, Sequence
from pathlib import Path

from infra.package.build import BUILD, Plan, alone_in, lay_out, make_plans
from infra.package.dependencies import borrow
from infra.package.project import CODE
from infra.package.target import Target, compile_tree

FOLDER = BUILD / "bench"
BARE = "bare"
BARE_APP = """from chalice import Chalice

app = Chalice(app_name="bare")


@app.route("/")
def nothing():
    return {}
"""


def stage_here(folder: Path = FOLDER, only: Collection[str] = ()) -> dict[str, Path]:
    """The code of each function (`only` these, where any is named) by its name, and of a Chalice
    app that calls nothing as BARE.

    The libraries are those of this environment. Raises CannotPackage.
    """
    with alone_in(folder):
        return _stage(folder, [one for one in make_plans() if not only or one.function in only])


def _stage(folder: Path, plans: Sequence[Plan]) -> dict[str, Path]:
    python = "{}.{}".format(*sys.version_info)
    here = Target(python, sys.executable, sysconfig.get_platform())
    needed = frozenset().union(*(plan.libraries for plan in plans))
    site = borrow(needed, Path(sysconfig.get_path("purelib")), here, folder / "libraries")
    for plan in plans:
        lay_out(plan, site, here, folder)
    code = {plan.function: folder / plan.function / CODE for plan in plans}
    return {**code, BARE: _stage_bare(next(iter(code.values())), here, folder / BARE)}


def _stage_bare(neighbour: Path, here: Target, into: Path) -> Path:
    shutil.rmtree(into, ignore_errors=True)
    shutil.copytree(neighbour / "chalice", into / "chalice")
    (into / "app.py").write_text(BARE_APP, "utf-8")
    compile_tree(into, here)
    return into
