"""What SES says of the account, the sender and the configuration set (API reference of SES v2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import botocore.session
from botocore.exceptions import BotoCoreError, ClientError

from infra.cli.doctor.check import Check
from infra.cli.doctor.dmarc import parents
from infra.resources.mail import EVENT_TYPES
from shared.adapters.ses import ONE_ATTEMPT

if TYPE_CHECKING:
    from mypy_boto3_sesv2.client import SESV2Client

GROUP = "ses"
WANTED = frozenset(re.sub("([A-Z])", r"_\1", one).upper() for one in EVENT_TYPES)
SPYING = frozenset({"OPEN", "CLICK"})


class Unsaid(Exception):
    """AWS did not say; holds the sentence."""


@dataclass(frozen=True)
class Identity:
    """A sender's identity as SES keeps it."""

    name: str
    told: Mapping[str, Any]

    @property
    def domain(self) -> str:
        """The domain that signs (DKIM's d=)."""
        return self.name.rpartition("@")[2]

    @property
    def signs(self) -> bool:
        """Whether mail is signed with keys of the sender's own domain."""
        dkim = self.told.get("DkimAttributes", {})
        return bool(dkim.get("SigningEnabled")) and dkim.get("Status") == "SUCCESS"

    @property
    def mail_from(self) -> str | None:
        """The MAIL FROM domain of its own, if it has one."""
        told = self.told.get("MailFromAttributes", {}).get("MailFromDomain")
        return str(told).lower() if told else None

    @property
    def selectors(self) -> list[str]:
        """The selectors of the keys that DNS must hold."""
        return list(self.told.get("DkimAttributes", {}).get("Tokens", []))


def make_client(region: str | None) -> SESV2Client:
    """A client on whatever credentials this machine's AWS set-up names. Raises BotoCoreError."""
    session = botocore.session.get_session()
    return cast("SESV2Client", session.create_client("sesv2", region, config=ONE_ATTEMPT))


def ask(call: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """What SES answers; None: there is no such thing. Raises Unsaid."""
    try:
        return call()
    except ClientError as refused:
        code = refused.response["Error"]["Code"]
        if code == "NotFoundException":
            return None
        raise Unsaid(f"AWS does not say ({code} to {refused.operation_name})") from refused
    except BotoCoreError as lost:
        raise Unsaid(f"AWS cannot be asked: {lost}") from lost


def check_account(client: SESV2Client) -> Iterator[Check]:
    """Sandbox, sending, quota and standing of the account."""
    try:
        told = ask(client.get_account) or {}
    except Unsaid as silence:
        yield Check("sandbox", None, str(silence), GROUP)
        return
    yield _check_sandbox(bool(told.get("ProductionAccessEnabled")))
    sends = bool(told.get("SendingEnabled"))
    detail = "the account may send" if sends else "SES has paused all sending of the account"
    remedy = None if sends else "Read SES's case in the AWS Support Center and answer it."
    yield Check("sending", sends, detail, GROUP, remedy)
    yield _check_quota(told.get("SendQuota", {}))
    standing = str(told.get("EnforcementStatus", "unknown"))
    well = standing == "HEALTHY"
    remedy = None if well else "Look at bounces and complaints in SES's reputation metrics."
    yield Check("standing", well, f"SES calls the account {standing}", GROUP, remedy)


def _check_sandbox(production: bool) -> Check:
    if production:
        return Check("sandbox", True, "the account has left the sandbox", GROUP)
    detail = "the account is in the sandbox: mail reaches verified addresses alone"
    remedy = "Ask for production access: SES console, Account dashboard, in this region."
    return Check("sandbox", False, detail, GROUP, remedy)


def _check_quota(quota: Mapping[str, float]) -> Check:
    most, sent = quota.get("Max24HourSend", 0), quota.get("SentLast24Hours", 0)
    rate = f"{quota.get('MaxSendRate', 0):g} a second at most"
    if most < 0:
        return Check("quota", True, f"no limit a day, {rate}", GROUP)
    left = max(0, most - sent)
    detail = f"{left:g} of {most:g} mails are left in these 24 hours, {rate}"
    remedy = None if left >= 1 else "Wait, or ask for more: Service Quotas, Amazon SES."
    return Check("quota", left >= 1, detail, GROUP, remedy)


def find_identity(client: SESV2Client, sender: str) -> Identity | None:
    """The identity that SES goes by: the address, else its domain, else a parent. Raises Unsaid."""
    domain = sender.rpartition("@")[2]
    for name in (sender, *parents(domain)):
        told = ask(partial(client.get_email_identity, EmailIdentity=name))
        if told is not None:
            return Identity(name, told)
    return None


def check_identity(identity: Identity | None, sender: str) -> Iterator[Check]:
    """Whether SES has verified the sender and signs its mail."""
    domain = sender.rpartition("@")[2]
    if identity is None:
        remedy = f"aws sesv2 create-email-identity --email-identity {domain}"
        detail = f"SES knows neither {sender} nor {domain} in this region"
        yield Check("identity", False, detail, GROUP, remedy)
        return
    told, name = identity.told, identity.name
    verified = bool(told.get("VerifiedForSendingStatus"))
    how = "the link in the mail that SES sent there" if "@" in name else "its DKIM records below"
    detail = f"{name} is verified" if verified else f"{name} is not verified"
    yield Check("identity", verified, detail, GROUP, None if verified else f"Verify it by {how}.")
    status = told.get("DkimAttributes", {}).get("Status", "unknown")
    detail = f"SES signs as {identity.domain}" if identity.signs else f"not signed: {status}"
    mend = None if identity.signs else f"Verify {identity.domain} with Easy DKIM and turn it on."
    yield Check("signing", identity.signs, detail, GROUP, mend)
    yield _check_mail_from(identity)


def _check_mail_from(identity: Identity) -> Check:
    mail_from = identity.mail_from
    if mail_from is None:
        return Check("mail from", None, "SES's own; DKIM alone carries DMARC", GROUP)
    status = identity.told["MailFromAttributes"].get("MailFromDomainStatus", "unknown")
    well = status == "SUCCESS"
    remedy = None if well else f"Add the MX and the SPF record of {mail_from} named below."
    return Check("mail from", well, f"{mail_from}: {status}", GROUP, remedy)


def check_configuration_set(client: SESV2Client, name: str | None) -> Iterator[Check]:
    """Whether it is there, sends, tells what became of mails, and spies on nobody."""
    label = "configuration set"
    if name is None:
        yield Check(label, None, "not looked at (--configuration-set NAME)", GROUP)
        return
    try:
        told = ask(lambda: client.get_configuration_set(ConfigurationSetName=name))
        roads = ask(
            lambda: client.get_configuration_set_event_destinations(ConfigurationSetName=name)
        )
    except Unsaid as silence:
        yield Check(label, None, str(silence), GROUP)
        return
    if told is None or roads is None:
        yield Check(label, False, f"there is no {name} in this region", GROUP, "Deploy the stack.")
        return
    sends = bool(told.get("SendingOptions", {}).get("SendingEnabled", True))
    remedy = None if sends else "Turn its sending on again."
    yield Check(label, sends, f"{name} {'sends' if sends else 'is paused'}", GROUP, remedy)
    yield from _check_roads([one for one in roads.get("EventDestinations", []) if one["Enabled"]])


def _check_roads(roads: list[Mapping[str, Any]]) -> Iterator[Check]:
    for label, kind in (("topic", "SnsDestination"), ("bus", "EventBridgeDestination")):
        told = {one for road in roads if road.get(kind) for one in road["MatchingEventTypes"]}
        missing = ", ".join(sorted(WANTED - told))
        detail = f"not told: {missing}" if missing else "all that is wanted is told"
        remedy = "Deploy the stack again: it makes this destination." if missing else None
        yield Check(f"events by {label}", not missing, detail, GROUP, remedy)
    spied = sorted(SPYING & {one for road in roads for one in road["MatchingEventTypes"]})
    detail = f"asked for: {', '.join(spied)}" if spied else "neither opening nor clicks"
    remedy = "Take these event types off the destination." if spied else None
    yield Check("tracking", not spied, detail, GROUP, remedy)
