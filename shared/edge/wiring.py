"""What a Lambda function runs on, built when it is first needed.

The only composition root, but for that of the agenda, which starts with less.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from shared.adapters.dynamodb.client import make_table_client
from shared.adapters.dynamodb.session import Session
from shared.adapters.dynamodb.store import DynamoStore
from shared.domain.errors import MailFailed
from shared.edge.cache import EventCache, LastAttachment, PointerCache
from shared.edge.clock import SystemClock
from shared.edge.ids import RandomIds
from shared.edge.settings import (
    LetterSettings,
    MailerSettings,
    OrganiserSettings,
    RegisteringSettings,
    RegistrationSettings,
    Settings,
    WebSettings,
    read_settings,
)
from shared.mail_ports import Attachments, Letters, Mail, OutgoingMail
from shared.ports import NO_ATTACHMENTS, NO_LETTERS, Ports

if TYPE_CHECKING:  # nouns stand in annotations alone, so that wiring loads none
    from shared.domain.allotment import SendLimits


class NoMail:
    """The Mail of functions that never send: they have no right to."""

    def send(self, mail: OutgoingMail) -> str:  # noqa: ARG002 -- the port's parameter
        """Refuse for good. Raises MailFailed."""
        raise MailFailed("permanent", "NoMail")

    def message_id(self, provider_id: str) -> str:
        """The id as it is: nothing ever answers a mail that was not sent."""
        return provider_id

    def limits(self) -> SendLimits | None:
        """Nobody knows."""
        return None


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
        sender_identity=_sender_identity(settings),
        calendar_host=_calendar_host(settings),
        letters=_letters(settings),
        patience=clock,
        attachments=_attachments(settings),
    )


def _sender_identity(settings: Settings) -> str:
    """Empty for functions that write neither mails nor entries."""
    if isinstance(settings, MailerSettings | RegistrationSettings):
        return settings.sender_identity
    return ""


def _calendar_host(settings: Settings) -> str:
    """Empty for functions that register nobody."""
    return settings.calendar_host if isinstance(settings, RegisteringSettings) else ""


def _letters(settings: Settings) -> Letters:
    bucket = settings.letter_bucket if isinstance(settings, LetterSettings) else None
    if bucket is None:
        return NO_LETTERS
    # Loaded here: most functions have nothing to do with letters.
    from shared.adapters.letters import S3Letters, make_letter_client

    return S3Letters(partial(make_letter_client, settings.aws_region), bucket)


def _attachments(settings: Settings) -> Attachments:
    """Only organisers bring files, and only the mailer sends them."""
    kinds = (OrganiserSettings, MailerSettings)
    bucket = settings.letter_bucket if isinstance(settings, kinds) else None
    if bucket is None:
        return NO_ATTACHMENTS
    from shared.adapters.attachments import S3Attachments, make_attachment_client

    make_client = partial(make_attachment_client, settings.aws_region)
    return LastAttachment(S3Attachments(make_client, bucket))


def _mail(settings: Settings) -> Mail:
    if not isinstance(settings, MailerSettings):
        return NoMail()
    # Loaded here: the mailer alone sends.
    from shared.adapters.ses import SesMail, make_ses_client

    return SesMail(make_ses_client(settings.aws_region), settings.configuration_set)
