"""What AWS hands to Lambda: the payloads of a gateway, a stream, a schedule and a topic."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs

from infra.local.exchange import Inbound

REGION = "eu-west-1"
ACCOUNT = "123456789012"
API = "local00000"
STAGE = "api"
TABLE_STREAM = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/secretariat/stream/local"

Payload = dict[str, Any]


class Context:
    """The part of Lambda's context object that handlers may look at."""

    def __init__(self, function_name: str) -> None:
        self.function_name = function_name
        self.aws_request_id = str(uuid.uuid4())

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds left; nothing is cut off here."""
        return 60_000


def proxy_payload(
    inbound: Inbound,
    resource: str,
    parts: Mapping[str, str],
    principal: Mapping[str, str] | None,
    now: datetime,
) -> Payload:
    """The REST proxy payload (version 1.0) of a request, with binary_types `*/*`.

    API Gateway decodes the query and leaves the path and its parameters percent-encoded
    (aws/aws-sam-cli issues 771 and 3524); the plain maps hold the last of repeated values.
    """
    query = parse_qs(inbound.query, keep_blank_values=True)
    headers: dict[str, list[str]] = {}
    for name, value in inbound.headers:
        headers.setdefault(name, []).append(value)
    return {
        "resource": resource,
        "path": inbound.path,
        "httpMethod": inbound.method,
        "headers": {name: values[-1] for name, values in headers.items()} or None,
        "multiValueHeaders": headers or None,
        "queryStringParameters": {name: values[-1] for name, values in query.items()} or None,
        "multiValueQueryStringParameters": query or None,
        "pathParameters": dict(parts) or None,
        "stageVariables": None,
        "requestContext": _request_context(inbound, resource, principal, now),
        "body": base64.b64encode(inbound.body).decode() if inbound.body else None,
        "isBase64Encoded": bool(inbound.body),
    }


def _request_context(
    inbound: Inbound, resource: str, principal: Mapping[str, str] | None, now: datetime
) -> Payload:
    context: Payload = {
        "accountId": ACCOUNT,
        "apiId": API,
        "httpMethod": inbound.method,
        "identity": {"sourceIp": inbound.source, "userAgent": inbound.header("user-agent")},
        "path": f"/{STAGE}{inbound.path}",
        "protocol": "HTTP/1.1",
        "requestId": str(uuid.uuid4()),
        "requestTimeEpoch": int(now.timestamp() * 1000),
        "resourcePath": resource,
        "stage": STAGE,
    }
    return context if principal is None else {**context, "authorizer": dict(principal)}


def method_arn(inbound: Inbound) -> str:
    """The ARN by which an authorizer's policy names a request."""
    base = f"arn:aws:execute-api:{REGION}:{ACCOUNT}:{API}/{STAGE}"
    return f"{base}/{inbound.method}/{inbound.path.lstrip('/')}"


def authorizer_payload(inbound: Inbound, token: str) -> Payload:
    """The payload of a TOKEN authorizer."""
    return {"type": "TOKEN", "authorizationToken": token, "methodArn": method_arn(inbound)}


def stream_record(number: str, name: str, keys: Payload, image: Payload, at: datetime) -> Payload:
    """One record of the table's stream as Lambda gets it: times as numbers, bytes as base64."""
    change = {
        "ApproximateCreationDateTime": at.timestamp(),
        "Keys": keys,
        "NewImage": image,
        "SequenceNumber": number,
        "SizeBytes": 0,
        "StreamViewType": "NEW_IMAGE",
    }
    return {
        "eventID": uuid.uuid4().hex,
        "eventName": name,
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": REGION,
        "dynamodb": _plain(change),
        "eventSourceARN": TABLE_STREAM,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(one) for one in value]
    return value


def schedule_payload(now: datetime) -> Payload:
    """The payload of a schedule's tick (EventBridge, "Scheduled Event")."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": ACCOUNT,
        "time": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": REGION,
        "resources": [f"arn:aws:events:{REGION}:{ACCOUNT}:rule/secretariat-tick"],
        "detail": {},
    }


def bus_payload(detail: Mapping[str, object], name: str, now: datetime) -> Payload:
    """The payload of an event of SES's on the default bus (EventBridge, "Events" reference)."""
    return {
        **schedule_payload(now),
        "detail-type": name,
        "source": "aws.ses",
        "resources": [f"arn:aws:ses:{REGION}:{ACCOUNT}:configuration-set/secretariat"],
        "detail": dict(detail),
    }


def topic_payload(message: str, now: datetime) -> Payload:
    """The payload of an SNS topic that carries SES's events."""
    topic = f"arn:aws:sns:{REGION}:{ACCOUNT}:secretariat-feedback"
    notification: Payload = {
        "Type": "Notification",
        "MessageId": str(uuid.uuid4()),
        "TopicArn": topic,
        "Subject": None,
        "Message": message,
        "Timestamp": now.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "MessageAttributes": {},
    }
    record = {
        "EventVersion": "1.0",
        "EventSubscriptionArn": f"{topic}:local",
        "EventSource": "aws:sns",
        "Sns": notification,
    }
    return {"Records": [record]}
