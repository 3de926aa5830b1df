"""Files that go out with messages, in Amazon S3."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, NoReturn, Protocol, cast
from urllib.parse import quote, unquote

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import get_session

from shared.domain.attachment import PDF, Attachment, AttachmentNote, attachment_key
from shared.domain.errors import StoreUnavailable

ATTACHMENT_CONFIG = Config(
    connect_timeout=1,
    read_timeout=5,
    retries={"total_max_attempts": 2, "mode": "standard"},
)
NAME = "name"
"""User-defined metadata (S3 user guide): ASCII only, hence percent-encoded."""


class AttachmentClient(Protocol):
    """What is asked of botocore's S3 client."""

    def put_object(self, **asked: Any) -> Mapping[str, Any]:
        """Keep an object."""

    def head_object(self, **asked: Any) -> Mapping[str, Any]:
        """What is known of an object."""

    def get_object(self, **asked: Any) -> Mapping[str, Any]:
        """An object."""


def make_attachment_client(region: str) -> AttachmentClient:
    """An S3 client; making it takes 100 ms, so it is made when the first file is asked for."""
    made = get_session().create_client("s3", region, config=ATTACHMENT_CONFIG)
    return cast("AttachmentClient", made)


class S3Attachments:
    """The Attachments port on a private bucket."""

    def __init__(self, make_client: Callable[[], AttachmentClient], bucket: str) -> None:
        self._make_client = make_client
        self._bucket = bucket

    def keep(self, event_id: str, attachment: Attachment) -> None:
        """Keep a file, there or not. Raises StoreUnavailable."""
        asked = self._object(event_id, attachment.id)
        told = {NAME: quote(attachment.name)}
        try:
            self._client.put_object(**asked, Body=attachment.body, ContentType=PDF, Metadata=told)
        except ClientError as refused:
            _pass_on(refused)
        except BotoCoreError as lost:
            raise StoreUnavailable from lost

    def look_up(self, event_id: str, attachment_id: str) -> AttachmentNote | None:
        """What is known of a file. Raises StoreUnavailable."""
        try:
            head = self._client.head_object(**self._object(event_id, attachment_id))
        except ClientError as refused:
            _pass_on_unless_missing(refused)
            return None
        except BotoCoreError as lost:
            raise StoreUnavailable from lost
        return AttachmentNote(attachment_id, _name(head), head["ContentLength"])

    def fetch(self, event_id: str, attachment_id: str) -> Attachment | None:
        """A file with its bytes. Raises StoreUnavailable."""
        try:
            found = self._client.get_object(**self._object(event_id, attachment_id))
            body: bytes = found["Body"].read()
        except ClientError as refused:
            _pass_on_unless_missing(refused)
            return None
        except BotoCoreError as lost:
            raise StoreUnavailable from lost
        return Attachment(attachment_id, _name(found), body)

    @cached_property
    def _client(self) -> AttachmentClient:
        return self._make_client()

    def _object(self, event_id: str, attachment_id: str) -> dict[str, str]:
        return {"Bucket": self._bucket, "Key": attachment_key(event_id, attachment_id)}


def _name(found: Mapping[str, Any]) -> str:
    return unquote(found["Metadata"][NAME])


def _pass_on_unless_missing(refused: ClientError) -> None:
    if refused.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
        _pass_on(refused)


def _pass_on(refused: ClientError) -> NoReturn:
    """What S3 could not do passes; what it would not do is a fault of the set-up."""
    if refused.response["ResponseMetadata"]["HTTPStatusCode"] < 500:
        raise refused
    raise StoreUnavailable from refused
