"""The only composition root: what a Lambda function runs on, built when it is first needed."""

from __future__ import annotations

import os
from typing import cast

from botocore.config import Config
from botocore.session import get_session

from shared.adapters.dynamodb.session import Session, TableClient
from shared.adapters.dynamodb.store import DynamoStore
from shared.adapters.ses import SesMail, make_ses_client
from shared.domain.errors import MailFailed
from shared.edge.cache import EventCache, PointerCache
from shared.edge.clock import SystemClock
from shared.edge.ids import RandomIds
from shared.edge.settings import MailerSettings, Settings, WebSettings, read_settings
from shared.ports import Mail, OutgoingMail, Ports

TABLE_CONFIG = Config(
    connect_timeout=1,
    read_timeout=5,
    retries={"total_max_attempts": 2, "mode": "standard"},
    # Both halve what a call costs on the client: our own code makes the parameters, and the
    # long user agent is worked out anew for every call.
    parameter_validation=False,
    user_agent="secretariat",
)
"""The store waits and tries again by itself; botocore only mends a broken connection."""


class NoMail:
    """The Mail of functions that never send: they have no right to."""

    def send(self, mail: OutgoingMail) -> str:  # noqa: ARG002 -- the port's parameter
        """Refuse for good. Raises MailFailed."""
        raise MailFailed("permanent", "NoMail")


def wire(function: str) -> Ports:
    """What one function runs on, as its environment says. Raises SettingsMissing."""
    settings = read_settings(function, os.environ)
    clock = SystemClock()
    store = DynamoStore(Session(make_table_client(settings.aws_region), settings.table_name))
    return Ports(
        store=store,
        events=EventCache(store, clock),
        pointers=PointerCache(store, clock),
        clock=clock,
        ids=RandomIds(),
        mail=_mail(settings),
        public_url=settings.public_url if isinstance(settings, WebSettings) else "",
        sender_identity=settings.sender_identity if isinstance(settings, MailerSettings) else "",
    )


def make_table_client(region: str) -> TableClient:
    """A DynamoDB client with short timeouts; making it takes 50 ms."""
    client = get_session().create_client("dynamodb", region, config=TABLE_CONFIG)
    return cast("TableClient", client)


def _mail(settings: Settings) -> Mail:
    if not isinstance(settings, MailerSettings):
        return NoMail()
    return SesMail(make_ses_client(settings.aws_region), settings.configuration_set)
