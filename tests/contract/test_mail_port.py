"""One contract for the Mail port: the fake of the tests, and SES by moto.

What moto cannot do (answers late, none, errors) is asked of a server on this machine.
"""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, cast

import pytest
from botocore.config import Config
from botocore.session import get_session
from moto import mock_aws
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.ses.models import ses_backends

from shared.adapters.ses import ONE_ATTEMPT, SesMail, make_ses_client
from shared.domain.allotment import SendLimits
from shared.domain.errors import MailFailed
from shared.domain.message import LEASE, MessageKind
from shared.mail_ports import Mail, OutgoingMail
from tests.fakes import FakeMail
from tests.unit.mail.reading import a_letter, write

if TYPE_CHECKING:
    from mypy_boto3_sesv2.client import SESV2Client

REGION = "eu-central-1"


def a_mail() -> OutgoingMail:
    """The link of Meret Aalders, written as the mailer writes it."""
    mail = write(a_letter(MessageKind.LINK))
    return OutgoingMail(mail.source, mail.to, mail.raw, mail.tags)


@dataclass(frozen=True)
class Provider:
    """A Mail, and the bytes that it took, in order."""

    mail: Mail
    taken: Callable[[], list[bytes]]


def fake() -> Iterator[Provider]:
    mail = FakeMail()
    yield Provider(mail, lambda: [one.raw for one in mail.sent])


def ses() -> Iterator[Provider]:
    with mock_aws():
        client = make_ses_client(REGION)
        client.create_email_identity(EmailIdentity="desk@example.org")
        backend = ses_backends[DEFAULT_ACCOUNT_ID][REGION]
        yield Provider(
            SesMail(client, None), lambda: [one.raw_data.encode() for one in backend.sent_messages]
        )
        client.close()


@pytest.fixture(params=[fake, ses])
def provider(request: pytest.FixtureRequest) -> Iterator[Provider]:
    yield from request.param()


def test_a_mail_is_taken_byte_for_byte(provider: Provider) -> None:
    provider.mail.send(a_mail())
    assert provider.taken() == [a_mail().raw]


def test_every_mail_gets_an_id_of_its_own(provider: Provider) -> None:
    ids = [provider.mail.send(a_mail()) for _ in range(3)]
    assert len({one for one in ids if one}) == 3


def test_ses_refuses_a_sender_it_does_not_know_for_good() -> None:
    with mock_aws():
        client = make_ses_client(REGION)
        with pytest.raises(MailFailed) as failed:
            SesMail(client, None).send(a_mail())
        client.close()
    assert failed.value == MailFailed("permanent", "MessageRejected")


def test_the_client_waits_less_than_the_lease_and_never_tries_again() -> None:
    client = make_ses_client(REGION)
    config: Any = client.meta.config
    client.close()
    assert config.retries == {"total_max_attempts": 1, "mode": "standard"}
    assert config.connect_timeout + config.read_timeout < LEASE.total_seconds()


@dataclass
class Answers:
    """What the server answers to each request, and the requests it saw."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b'{"MessageId": "ses-1"}'
    silent: bool = False
    hangs_up: bool = False
    requests: list[dict[str, object]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)


@contextmanager
def served(answers: Answers) -> Iterator[SESV2Client]:
    """A client of the real kind, short of patience, before a server that answers as told."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", "0"))
            answers.requests.append(json.loads(self.rfile.read(length) or b"{}"))
            if answers.silent:
                answers.released.wait(10)
            if answers.hangs_up or answers.silent:
                self.close_connection = True
                return
            self.send_response(answers.status)
            for name, value in answers.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answers.body)))
            self.end_headers()
            self.wfile.write(answers.body)

        do_GET = do_POST  # noqa: N815 -- the name that the server calls

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    client = a_client(f"http://127.0.0.1:{server.server_port}")
    try:
        yield client
    finally:
        answers.released.set()
        client.close()
        server.shutdown()
        thread.join()
        server.server_close()


def a_client(url: str) -> SESV2Client:
    """The adapter's own settings, but a third of a second of patience."""
    session = get_session()
    session.set_credentials("key", "secret")
    config = ONE_ATTEMPT.merge(Config(read_timeout=0.3, connect_timeout=0.3))
    client = session.create_client("sesv2", REGION, endpoint_url=url, config=config)
    return cast("SESV2Client", client)


def failure(answers: Answers) -> tuple[str, str, int]:
    """How a send fails, and how many requests it took."""
    with served(answers) as client, pytest.raises(MailFailed) as failed:
        SesMail(client, None).send(a_mail())
    return failed.value.outcome, failed.value.code, len(answers.requests)


def test_a_mail_goes_to_one_person_with_tags_and_configuration_set() -> None:
    answers = Answers()
    with served(answers) as client:
        assert SesMail(client, "events").send(a_mail()) == "ses-1"
    [request] = answers.requests
    assert request == {
        "FromEmailAddress": "desk@example.org",
        "Destination": {"ToAddresses": ["meret.aalders@example.org"]},
        "Content": {"Raw": {"Data": base64.b64encode(a_mail().raw).decode()}},
        "EmailTags": [{"Name": name, "Value": value} for name, value in a_mail().tags.items()],
        "ConfigurationSetName": "events",
    }


@pytest.mark.parametrize(
    ("status", "code", "outcome"),
    [
        (429, "TooManyRequestsException", "limited"),
        (400, "LimitExceededException", "limited"),
        (400, "SendingPausedException", "limited"),
        (400, "Throttling", "limited"),
        (400, "ThrottlingException", "limited"),
        (403, "AccessDeniedException", "transient"),
        (500, "InternalFailure", "transient"),
        (503, "ServiceUnavailable", "transient"),
        (400, "MessageRejected", "permanent"),
        (400, "MailFromDomainNotVerifiedException", "permanent"),
        (400, "BadRequestException", "permanent"),
        (400, "AccountSuspendedException", "permanent"),
        (404, "NotFoundException", "permanent"),
    ],
)
def test_what_ses_answers_is_told_apart(status: int, code: str, outcome: str) -> None:
    body = b'{"message": "no"}'
    answers = Answers(status, {"x-amzn-ErrorType": code}, body)
    assert failure(answers) == (outcome, code, 1)


@pytest.mark.parametrize(
    "words",
    [
        "Maximum sending rate exceeded.",
        "Daily message quota exceeded.",
        "Daily sending quota exceeded for the account.",
    ],
)
def test_a_limit_is_one_whatever_its_code(words: str) -> None:
    body = json.dumps({"message": words}).encode()
    answers = Answers(400, {"x-amzn-ErrorType": "MessageRejected"}, body)
    assert failure(answers) == ("limited", "MessageRejected", 1)


def quota_of(answers: Answers) -> SendLimits | None:
    with served(answers) as client:
        return SesMail(client, None).limits()


@pytest.mark.parametrize(
    ("told", "limits"),
    [
        ({"Max24HourSend": 200.0, "MaxSendRate": 1.0}, SendLimits(1, 200)),
        (
            {"Max24HourSend": 50000.0, "MaxSendRate": 14.0, "SentLast24Hours": 27.0},
            SendLimits(14, 50_000, 27),
        ),
        ({"Max24HourSend": -1.0, "MaxSendRate": 0.5}, SendLimits(1, None)),
        ({"Max24HourSend": 200.0}, None),
        (None, None),
    ],
)
def test_the_accounts_limits_are_learnt(
    told: dict[str, float] | None, limits: SendLimits | None
) -> None:
    answer = {} if told is None else {"SendQuota": told}
    assert quota_of(Answers(body=json.dumps(answer).encode())) == limits


def test_limits_that_cannot_be_learnt_are_none_at_all() -> None:
    denied = Answers(403, {"x-amzn-ErrorType": "AccessDeniedException"}, b'{"message": "no"}')
    assert [quota_of(denied), quota_of(Answers(hangs_up=True))] == [None, None]


@pytest.mark.parametrize(
    ("region", "host"),
    [("us-east-1", "email.amazonses.com"), (REGION, f"{REGION}.amazonses.com")],
)
def test_a_mail_is_known_to_its_reader_by_a_host_of_the_region(region: str, host: str) -> None:
    client = make_ses_client(region)
    assert SesMail(client, None).message_id("0100-abc") == f"<0100-abc@{host}>"
    client.close()


def test_an_answer_that_does_not_come_leaves_it_unknown_and_is_not_asked_again() -> None:
    assert failure(Answers(silent=True)) == ("unknown", "ReadTimeoutError", 1)


def test_a_connection_that_breaks_after_sending_leaves_it_unknown() -> None:
    assert failure(Answers(hangs_up=True)) == ("unknown", "ConnectionClosedError", 1)


def test_an_answer_that_cannot_be_read_leaves_it_unknown() -> None:
    assert failure(Answers(body=b"<html>")) == ("unknown", "NoMessageId", 1)


def test_a_gateway_that_answers_with_a_page_may_be_asked_again() -> None:
    outcome, _, requests = failure(Answers(502, body=b"<html>Bad gateway</html>"))
    assert (outcome, requests) == ("transient", 1)


def test_a_server_that_is_not_there_was_not_reached() -> None:
    with served(Answers()) as gone:
        url = gone.meta.endpoint_url
    client = a_client(url)
    with pytest.raises(MailFailed) as failed:
        SesMail(client, None).send(a_mail())
    client.close()
    assert failed.value == MailFailed("transient", "EndpointConnectionError")


def test_a_mail_that_ses_could_not_even_be_asked_to_send_is_refused_for_good() -> None:
    client = a_client("http://127.0.0.1:9")
    with pytest.raises(MailFailed) as failed:
        SesMail(client, None).send(replace(a_mail(), tags={"event": cast("str", 7)}))
    client.close()
    assert failed.value == MailFailed("permanent", "ParamValidationError")
