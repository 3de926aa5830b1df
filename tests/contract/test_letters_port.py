"""One contract for the Letters port: the local stack's, and S3 by moto."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import pytest
import requests
from botocore.exceptions import ClientError, EndpointConnectionError
from botocore.session import get_session
from moto import mock_aws

from infra.local.desk import PREFIX
from infra.local.letters import LocalLetters
from shared.adapters.letters import LETTER_CONFIG, LetterClient, S3Letters, make_letter_client
from shared.domain.errors import StoreUnavailable
from shared.domain.letter import LetterForm
from shared.mail_ports import Letters
from tests.builders import EVENT, an_id
from tests.edge.letters import post_letter
from tests.fakes import FakeClock

REGION = "eu-central-1"
BUCKET = "letters-of-the-tests"
WHO, OTHER = an_id(1), an_id(2)
BACK = "https://meeting.example.org/registration/self/token"
PDF = b"%PDF-1.7\r\n\x00\xff a letter \r\n"


@dataclass(frozen=True)
class Place:
    """Where letters are kept, posted to and fetched from, as a browser does it."""

    letters: Letters
    post: Callable[[LetterForm, bytes], int]
    fetch: Callable[[str], tuple[bytes, Mapping[str, str]]]


def local() -> Iterator[Place]:
    letters = LocalLetters(f"http://127.0.0.1{PREFIX}/letters", FakeClock())

    def fetch(address: str) -> tuple[bytes, Mapping[str, str]]:
        shown = letters.show(address.rsplit("/", 1)[1])
        return shown.body, shown.headers

    yield Place(letters, lambda form, body: post_letter(letters, form, body).status, fetch)


def s3() -> Iterator[Place]:
    with mock_aws():
        made: Any = get_session().create_client("s3", region_name=REGION)
        made.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
        yield Place(S3Letters(lambda: make_letter_client(REGION), BUCKET), post_to_s3, fetch)
        made.close()


def post_to_s3(form: LetterForm, body: bytes) -> int:
    sent = requests.post(
        form.url,
        data=dict(form.fields),
        files={"file": ("letter.pdf", body)},
        allow_redirects=False,
        timeout=5,
    )
    return sent.status_code


def fetch(address: str) -> tuple[bytes, Mapping[str, str]]:
    answer = requests.get(address, timeout=5)
    return answer.content, answer.headers


@pytest.fixture(params=[local, s3])
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    yield from request.param()


def sign(letters: Letters, who: str = WHO, media_type: str = "application/pdf") -> LetterForm:
    return letters.presign(EVENT, who, media_type, BACK)


def test_a_letter_that_nobody_sent_is_not_there(place: Place) -> None:
    assert place.letters.received(EVENT, WHO) is None
    assert place.letters.address(EVENT, WHO) is None


def test_a_letter_comes_by_its_form_and_is_fetched_byte_for_byte(place: Place) -> None:
    assert place.post(sign(place.letters), PDF) == 303
    assert isinstance(place.letters.received(EVENT, WHO), datetime)
    assert place.letters.received(EVENT, OTHER) is None
    body, headers = place.fetch(place.letters.address(EVENT, WHO) or "")
    assert (body, headers["Content-Type"]) == (PDF, "application/pdf")


def test_a_second_letter_takes_the_place_of_the_first(place: Place) -> None:
    place.post(sign(place.letters), PDF)
    place.post(sign(place.letters, media_type="image/jpeg"), b"\xff\xd8 a scan")
    body, headers = place.fetch(place.letters.address(EVENT, WHO) or "")
    assert (body, headers["Content-Type"]) == (b"\xff\xd8 a scan", "image/jpeg")


def test_a_letter_is_forgotten_and_forgetting_it_again_is_nothing(place: Place) -> None:
    place.post(sign(place.letters), PDF)
    place.letters.forget(EVENT, WHO)
    place.letters.forget(EVENT, WHO)
    assert place.letters.received(EVENT, WHO) is None


def test_a_form_names_the_letter_its_kind_and_the_way_back(place: Place) -> None:
    form = sign(place.letters)
    said = {name: form.fields[name] for name in ("key", "Content-Type", "success_action_redirect")}
    assert said == {
        "key": f"letters/{EVENT}/{WHO}",
        "Content-Type": "application/pdf",
        "success_action_redirect": BACK,
    }


@pytest.fixture
def signing() -> S3Letters:
    """S3 that is only asked to sign, which needs nobody else."""
    session = get_session()
    session.set_credentials("an-id", "a-secret")
    client = session.create_client("s3", region_name=REGION, config=LETTER_CONFIG)
    return S3Letters(lambda: cast("LetterClient", client), BUCKET)


def test_what_is_signed_binds_bucket_key_kind_way_back_and_size(signing: S3Letters) -> None:
    form = sign(signing)
    policy: dict[str, Any] = json.loads(base64.b64decode(form.fields["policy"]))
    wanted: list[object] = [
        {"Content-Type": "application/pdf"},
        {"success_action_redirect": BACK},
        ["content-length-range", 1, 10_000_000],
        {"bucket": BUCKET},
        {"key": f"letters/{EVENT}/{WHO}"},
    ]
    assert policy["conditions"][:5] == wanted


def test_a_browser_posts_to_the_buckets_own_regional_host(signing: S3Letters) -> None:
    assert sign(signing).url == f"https://{BUCKET}.s3.{REGION}.amazonaws.com/"


class Broken:
    """An S3 client whose every call fails in one way."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def head_object(self, **_asked: Any) -> Mapping[str, Any]:
        raise self._error

    delete_object = head_object
    generate_presigned_post = head_object

    def generate_presigned_url(self, operation: str, **_asked: Any) -> str:
        raise self._error


def refusal(status: int) -> ClientError:
    told: Any = {"Error": {"Code": str(status)}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(told, "HeadObject")


@pytest.mark.parametrize("error", [refusal(503), EndpointConnectionError(endpoint_url="s3")])
def test_an_s3_that_does_not_answer_may_be_asked_again(error: Exception) -> None:
    letters = S3Letters(lambda: Broken(error), BUCKET)
    for ask in (letters.received, letters.address, letters.forget):
        with pytest.raises(StoreUnavailable):
            ask(EVENT, WHO)


def test_a_right_that_lacks_is_no_passing_fault() -> None:
    letters = S3Letters(lambda: Broken(refusal(403)), BUCKET)
    for ask in (letters.received, letters.address, letters.forget):
        with pytest.raises(ClientError):
            ask(EVENT, WHO)
