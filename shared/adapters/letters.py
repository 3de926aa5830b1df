"""Letters of nomination in Amazon S3: browsers send and fetch them there, signed by us."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any, NoReturn, Protocol, cast

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import get_session

from shared.domain.errors import StoreUnavailable
from shared.domain.letter import (
    LARGEST_LETTER,
    LETTER_LIFE,
    LetterForm,
    attach_letter,
    letter_key,
)

LETTER_CONFIG = Config(
    connect_timeout=1,
    read_timeout=5,
    retries={"total_max_attempts": 2, "mode": "standard"},
    signature_version="s3v4",
    s3={"addressing_style": "virtual"},  # the bucket's own regional host: a form is not redirected
)
LIFE_S = int(LETTER_LIFE.total_seconds())


class LetterClient(Protocol):
    """What is asked of botocore's S3 client."""

    def generate_presigned_post(self, **asked: Any) -> Mapping[str, Any]:
        """Sign a form; nothing is sent."""

    def generate_presigned_url(self, operation: str, **asked: Any) -> str:
        """Sign an address; nothing is sent."""

    def head_object(self, **asked: Any) -> Mapping[str, Any]:
        """What is known of an object."""

    def delete_object(self, **asked: Any) -> Mapping[str, Any]:
        """Remove an object, there or not."""


def make_letter_client(region: str) -> LetterClient:
    """An S3 client; making it takes 100 ms, so it is made when the first letter is asked for."""
    return cast("LetterClient", get_session().create_client("s3", region, config=LETTER_CONFIG))


class S3Letters:
    """The Letters port on a private bucket."""

    def __init__(self, make_client: Callable[[], LetterClient], bucket: str) -> None:
        self._make_client = make_client
        self._bucket = bucket

    def presign(
        self, event_id: str, registration_id: str, media_type: str, back: str
    ) -> LetterForm:
        """A form under a policy ("Creating a POST policy", Amazon S3 API reference)."""
        fixed = {"Content-Type": media_type, "success_action_redirect": back}
        conditions: list[object] = [{name: value} for name, value in fixed.items()]
        signed = self._client.generate_presigned_post(
            Bucket=self._bucket,
            Key=letter_key(event_id, registration_id),
            Fields=fixed,
            Conditions=[*conditions, ["content-length-range", 1, LARGEST_LETTER]],
            ExpiresIn=LIFE_S,
        )
        return LetterForm(signed["url"], media_type, signed["fields"])

    def received(self, event_id: str, registration_id: str) -> datetime | None:
        """When the letter came. Raises StoreUnavailable."""
        head = self._head(event_id, registration_id)
        return head["LastModified"] if head else None

    def address(self, event_id: str, registration_id: str) -> str | None:
        """Where the letter can be fetched for a while. Raises StoreUnavailable."""
        head = self._head(event_id, registration_id)
        if head is None:
            return None
        saved_as = attach_letter(registration_id, head["ContentType"])
        asked = {**self._object(event_id, registration_id), "ResponseContentDisposition": saved_as}
        return self._client.generate_presigned_url("get_object", Params=asked, ExpiresIn=LIFE_S)

    def forget(self, event_id: str, registration_id: str) -> None:
        """Remove the letter, there or not. Raises StoreUnavailable."""
        try:
            self._client.delete_object(**self._object(event_id, registration_id))
        except ClientError as refused:
            _pass_on(refused)
        except BotoCoreError as lost:
            raise StoreUnavailable from lost

    @cached_property
    def _client(self) -> LetterClient:
        return self._make_client()

    def _head(self, event_id: str, registration_id: str) -> Mapping[str, Any] | None:
        try:
            return self._client.head_object(**self._object(event_id, registration_id))
        except ClientError as refused:
            if _status(refused) == 404:
                return None
            _pass_on(refused)
        except BotoCoreError as lost:
            raise StoreUnavailable from lost

    def _object(self, event_id: str, registration_id: str) -> dict[str, str]:
        return {"Bucket": self._bucket, "Key": letter_key(event_id, registration_id)}


def _status(refused: ClientError) -> int:
    return refused.response["ResponseMetadata"]["HTTPStatusCode"]


def _pass_on(refused: ClientError) -> NoReturn:
    """What S3 could not do passes; what it would not do is a fault of the set-up."""
    if _status(refused) < 500:
        raise refused
    raise StoreUnavailable from refused
