"""`secretariat doctor [EVENT]`: is this machine ready, does the server answer, can mail leave?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from infra.cli.doctor.check import Check, say_checks
from infra.cli.doctor.server import check_machine, check_server, reply_address
from infra.cli.exits import ANSWER_IS_NO
from infra.cli.options import DEFAULT_URL, AsJson, Token, Url
from shared.domain.address import wire_address
from shared.domain.errors import Invalid

if TYPE_CHECKING:
    from infra.cli.doctor.mail import Asked

REGIONS = ["AWS_REGION", "AWS_DEFAULT_REGION"]


def judge_address(address: str | None) -> str | None:
    """An address as headers carry it. Raises BadParameter."""
    try:
        return wire_address(address) if address else address
    except Invalid as wrong:
        raise typer.BadParameter(wrong.errors[0][1]) from wrong


def doctor(
    event: Annotated[
        str | None, typer.Argument(metavar="[EVENT]", help="An event that should be there.")
    ] = None,
    url: Url = DEFAULT_URL,
    token: Token = "",
    mail: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", callback=judge_address, help="The sender; look at mail."),
    ] = None,
    region: Annotated[
        str | None, typer.Option(envvar=REGIONS, metavar="REGION", help="Where SES sends.")
    ] = None,
    configuration_set: Annotated[
        str | None, typer.Option(metavar="NAME", help="The stack's configuration set.")
    ] = None,
    reply_to: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", callback=judge_address, help="Who is answered; else the event's."
        ),
    ] = None,
    dns: Annotated[
        str | None, typer.Option(metavar="IP[:PORT]", help="The name server to ask.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Look at this machine, the server, the event and, with --mail, SES and the sender's DNS.

    Exit 1 if one is not well.
    """
    from infra.cli.client import Client

    if mail is None and (configuration_set or reply_to or dns):
        raise typer.BadParameter("--configuration-set, --reply-to and --dns go with --mail")
    client = Client(url, token)
    asked = _asked(mail, configuration_set, reply_to or reply_address(client, token, event))
    checks = [
        *check_machine(),
        *check_server(client, token, event),
        *_check_mail(asked, region, dns),
    ]
    if as_json:
        print(json.dumps({"checks": [asdict(check) for check in checks]}, ensure_ascii=False))
    else:
        print(say_checks(checks))
    if any(check.ok is False for check in checks):
        raise typer.Exit(ANSWER_IS_NO)


def _asked(sender: str | None, configuration_set: str | None, answers: str | None) -> Asked | None:
    from infra.cli.doctor.mail import Asked

    return Asked(sender, configuration_set, answers) if sender else None


def _check_mail(asked: Asked | None, region: str | None, server: str | None) -> Iterator[Check]:
    if asked is None:
        yield Check("mail", None, "not looked at (--mail ADDRESS names the sender)")
        return
    from infra.cli.doctor.mail import check_mail
    from infra.cli.doctor.names import Names, make_resolver
    from infra.cli.doctor.ses import make_client

    names = Names(make_resolver(server))
    yield from check_mail(lambda: make_client(region), names, asked)
