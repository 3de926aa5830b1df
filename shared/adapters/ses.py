"""Mail by Amazon SES, version 2 of its API: one attempt a call, errors told apart by outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn, cast

from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
    ProxyConnectionError,
    SSLError,
)
from botocore.session import get_session

from shared.domain.allotment import SendLimits
from shared.domain.errors import MailFailed
from shared.mail_ports import OutgoingMail

if TYPE_CHECKING:
    from mypy_boto3_sesv2.client import SESV2Client
    from mypy_boto3_sesv2.type_defs import SendEmailRequestTypeDef

TRANSIENT = "transient"
LIMITED = "limited"
PERMANENT = "permanent"
UNKNOWN = "unknown"

NEVER_TAKEN = frozenset(
    {
        "AccountSuspendedException",
        "BadRequestException",
        "MailFromDomainNotVerifiedException",
        "MessageRejected",
        "NotFoundException",
    }
)
"""Codes after which the same mail fails again (SendEmail, API reference of SES v2). What else
SES answers passes: a fault of its own, rights being set right.
"""
OUT_OF_SENDS = frozenset(
    {
        "LimitExceededException",
        "SendingPausedException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
    }
)
"""Codes of limits: of the rate, of the day's quota, of an account or a set that is paused."""
WORDS_OF_LIMITS = (
    "Daily message quota exceeded",
    "Daily sending quota exceeded",
    "Maximum sending rate exceeded",
)
"""How SES words them, under whatever code (developer guide, "Errors related to the sending quotas
for your Amazon SES account").
"""
NEVER_ARRIVED = (
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ProxyConnectionError,
    SSLError,
)
"""Faults before the first byte of a request was sent."""

ONE_ATTEMPT = Config(
    connect_timeout=5,
    read_timeout=20,
    retries={"total_max_attempts": 1, "mode": "standard"},
)
"""botocore by itself would send a mail again whose answer came late; the lease is longer."""


def make_ses_client(region: str) -> SESV2Client:
    """A client that never sends twice by itself; made on first use, it takes 50 ms and more."""
    session = get_session()
    return cast("SESV2Client", session.create_client("sesv2", region, config=ONE_ATTEMPT))


class SesMail:
    """The Mail port on a client of `make_ses_client`."""

    def __init__(self, client: SESV2Client, configuration_set: str | None) -> None:
        self._client = client
        self._configuration_set = configuration_set

    def send(self, mail: OutgoingMail) -> str:
        """Send once; SES's message id. Raises MailFailed."""
        try:
            answer = self._client.send_email(**self._request(mail))
        except ClientError as refused:
            _fail_as_answered(refused)
        except ParamValidationError as wrong:
            raise MailFailed(PERMANENT, type(wrong).__name__) from wrong
        except NEVER_ARRIVED as unreached:
            raise MailFailed(TRANSIENT, type(unreached).__name__) from unreached
        except BotoCoreError as lost:
            raise MailFailed(UNKNOWN, type(lost).__name__) from lost
        provider_id = answer.get("MessageId")
        if not provider_id:
            raise MailFailed(UNKNOWN, "NoMessageId")  # a 2xx that botocore could not read
        return provider_id

    def message_id(self, provider_id: str) -> str:
        """SES writes its own Message-ID: its id at a host that is named after the region."""
        region = self._client.meta.region_name
        host = "email" if region == "us-east-1" else region
        return f"<{provider_id}@{host}.amazonses.com>"

    def limits(self) -> SendLimits | None:
        """The account's quotas by GetAccount; -1 a day means none. None when SES does not say."""
        try:
            quota = self._client.get_account().get("SendQuota", {})
        except (BotoCoreError, ClientError):
            return None
        if "MaxSendRate" not in quota or "Max24HourSend" not in quota:
            return None
        per_day = int(quota["Max24HourSend"])
        return SendLimits(
            max(1, int(quota["MaxSendRate"])),
            None if per_day < 0 else per_day,
            int(quota.get("SentLast24Hours", 0)),
        )

    def _request(self, mail: OutgoingMail) -> SendEmailRequestTypeDef:
        request: dict[str, Any] = {
            "FromEmailAddress": mail.source,
            "Destination": {"ToAddresses": [mail.to]},
            "Content": {"Raw": {"Data": mail.raw}},
            "EmailTags": [{"Name": name, "Value": value} for name, value in mail.tags.items()],
        }
        if self._configuration_set is not None:
            request["ConfigurationSetName"] = self._configuration_set
        return cast("SendEmailRequestTypeDef", request)


def _fail_as_answered(refused: ClientError) -> NoReturn:
    code = refused.response["Error"]["Code"]
    raise MailFailed(_outcome_of(code, refused.response["Error"]["Message"]), code) from refused


def _outcome_of(code: str, words: str) -> str:
    if code in OUT_OF_SENDS or any(limit in words for limit in WORDS_OF_LIMITS):
        return LIMITED
    return PERMANENT if code in NEVER_TAKEN else TRANSIENT
