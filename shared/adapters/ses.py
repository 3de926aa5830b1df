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

from shared.domain.errors import MailFailed
from shared.mail_ports import OutgoingMail

if TYPE_CHECKING:
    from mypy_boto3_sesv2.client import SESV2Client
    from mypy_boto3_sesv2.type_defs import SendEmailRequestTypeDef

TRANSIENT = "transient"
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
SES answers passes: throttling, a paused account, a fault of its own, rights being set right.
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
    raise MailFailed(PERMANENT if code in NEVER_TAKEN else TRANSIENT, code) from refused
