"""The report of a packaging, for people."""

from __future__ import annotations

from infra.package.build import PackagedFunction, PackageReport


def say_report(report: PackageReport) -> str:
    """A line for each zip, and what comes next."""
    return "\n".join(
        (
            f"For Python {report.python} on {report.platform}:",
            *map(_say, report.functions),
            f"{report.template} deploys them; infra/package/README.md tells how.",
        )
    )


def _say(one: PackagedFunction) -> str:
    whole, own = one.bytes / 1e6, one.bytes_before_botocore / 1e6
    return f"  {one.zip:<24} {whole:5.2f} MB, {own:.2f} MB of it not botocore's"
