"""One contract for the Attachments port: the local stack's, S3 by moto, and the last one kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from botocore.session import get_session
from moto import mock_aws

from infra.local.attachments import LocalAttachments
from shared.adapters.attachments import S3Attachments, make_attachment_client
from shared.domain.attachment import Attachment, AttachmentNote, make_attachment
from shared.domain.errors import Refused, StoreUnavailable
from shared.edge.cache import LastAttachment
from shared.mail_ports import Attachments
from shared.ports import NO_ATTACHMENTS
from tests.builders import EVENT

REGION = "eu-central-1"
BUCKET = "attachments-of-the-tests"
FILE = make_attachment("Đường đến “Übersee” 100%.pdf", b"%PDF-1.7\r\n\x00\xff the way\r\n")


def local() -> Iterator[Attachments]:
    yield LocalAttachments()


def kept_last() -> Iterator[Attachments]:
    yield LastAttachment(LocalAttachments())


def s3() -> Iterator[Attachments]:
    with mock_aws():
        made: Any = get_session().create_client("s3", region_name=REGION)
        made.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
        yield S3Attachments(lambda: make_attachment_client(REGION), BUCKET)
        made.close()


@pytest.fixture(params=[local, kept_last, s3])
def attachments(request: pytest.FixtureRequest) -> Iterator[Attachments]:
    yield from request.param()


def test_a_file_that_nobody_kept_is_not_there(attachments: Attachments) -> None:
    assert attachments.look_up(EVENT, FILE.id) is None
    assert attachments.fetch(EVENT, FILE.id) is None


def test_a_file_comes_back_byte_for_byte_under_its_name(attachments: Attachments) -> None:
    attachments.keep(EVENT, FILE)
    attachments.keep(EVENT, FILE)
    assert attachments.fetch(EVENT, FILE.id) == FILE
    assert attachments.fetch(EVENT, FILE.id) == FILE
    note = AttachmentNote(FILE.id, FILE.name, len(FILE.body))
    assert attachments.look_up(EVENT, FILE.id) == note


def test_a_file_belongs_to_one_event(attachments: Attachments) -> None:
    attachments.keep(EVENT, FILE)
    assert attachments.fetch(EVENT, FILE.id) == FILE
    assert attachments.fetch("another-event", FILE.id) is None


class Broken:
    """An S3 client whose every call fails in one way."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def head_object(self, **_asked: Any) -> Mapping[str, Any]:
        raise self._error

    get_object = head_object
    put_object = head_object


def refusal(status: int) -> ClientError:
    told: Any = {"Error": {"Code": str(status)}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(told, "GetObject")


def ask_all(error: Exception, raised: type[Exception]) -> None:
    attachments = S3Attachments(lambda: Broken(error), BUCKET)
    with pytest.raises(raised):
        attachments.keep(EVENT, FILE)
    for ask in (attachments.look_up, attachments.fetch):
        with pytest.raises(raised):
            ask(EVENT, FILE.id)


@pytest.mark.parametrize("error", [refusal(503), EndpointConnectionError(endpoint_url="s3")])
def test_an_s3_that_does_not_answer_may_be_asked_again(error: Exception) -> None:
    ask_all(error, StoreUnavailable)


def test_a_right_that_lacks_is_no_passing_fault() -> None:
    ask_all(refusal(403), ClientError)


def test_where_there_is_no_bucket_none_is_kept_and_it_is_said() -> None:
    nowhere: Attachments = NO_ATTACHMENTS
    with pytest.raises(Refused) as refused:
        nowhere.keep(EVENT, FILE)
    assert refused.value.reason == "no_attachments"
    assert nowhere.look_up(EVENT, FILE.id) is None
    assert nowhere.fetch(EVENT, FILE.id) is None


@dataclass
class Counting(LocalAttachments):
    """Files that count how often they were fetched."""

    fetched: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def fetch(self, event_id: str, attachment_id: str) -> Attachment | None:
        self.fetched.append(attachment_id)
        return super().fetch(event_id, attachment_id)


def test_of_one_file_in_a_row_only_the_first_is_fetched_and_one_is_kept() -> None:
    store, other = Counting(), make_attachment("other", b"%PDF-1.4 other")
    last = LastAttachment(store)
    for one in (FILE, other):
        last.keep(EVENT, one)
    for one in (FILE, FILE, other, other, FILE):
        assert last.fetch(EVENT, one.id) == one
    assert store.fetched == [FILE.id, other.id, FILE.id]
