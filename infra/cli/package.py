"""`secretariat package`: the template and a zip for each function, under build/."""

from __future__ import annotations

import json

from infra.cli.exits import SaidNo
from infra.cli.options import AsJson


def package(as_json: AsJson = False) -> None:
    """Package every function for AWS Lambda; no account is needed."""
    from infra.package.build import as_document, build_package
    from infra.package.errors import CannotPackage
    from infra.package.printing import say_report

    try:
        report = build_package(_quiet if as_json else _tell)
    except CannotPackage as lacking:
        raise SaidNo(str(lacking)) from lacking
    print(json.dumps(as_document(report)) if as_json else say_report(report))


def _tell(doing: str) -> None:
    print(f"{doing} …", flush=True)


def _quiet(_: str) -> None:
    """Say nothing."""
