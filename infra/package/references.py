"""The placeholders in configuration, policies and apps, and what stands for each in the stack."""

from __future__ import annotations

import re
from typing import Any

from functions.feedback.app import TOPIC as TOPIC_NAME
from functions.mailer.app import STREAM
from infra.package.errors import CannotPackage
from infra.resources.doorbell import QUEUE
from infra.resources.letters import BUCKET
from infra.resources.mail import (
    CONFIGURATION_SET,
    TOPIC,
    configuration_set_arn,
    sender_address_arn,
    sender_domain_arn,
)
from shared.adapters.dynamodb.keys import DUE_INDEX

TABLE = "Table"
STREAM_ARN = {"Fn::GetAtt": [TABLE, "StreamArn"]}
REFERENCES: dict[str, dict[str, Any]] = {
    "${TableName}": {"Ref": TABLE},
    "${TableArn}": {"Fn::GetAtt": [TABLE, "Arn"]},
    "${DueIndexArn}": {"Fn::Sub": f"${{{TABLE}.Arn}}/index/{DUE_INDEX}"},
    "${StreamArn}": STREAM_ARN,
    STREAM: STREAM_ARN,
    "${DeadLetterQueueArn}": {"Fn::GetAtt": [QUEUE, "Arn"]},
    "${SenderIdentity}": {"Ref": "SenderIdentity"},
    "${SenderAddressArn}": sender_address_arn(),
    "${SenderDomainArn}": sender_domain_arn(),
    "${ConfigurationSetName}": {"Ref": CONFIGURATION_SET},
    "${ConfigurationSetArn}": configuration_set_arn(),
    "${PublicUrl}": {"Ref": "PublicUrl"},
    "${CalendarHost}": {"Ref": "CalendarHost"},
    "${LetterBucketName}": {"Ref": BUCKET},
    "${LetterBucketArn}": {"Fn::GetAtt": [BUCKET, "Arn"]},
    "${LettersArn}": {"Fn::Sub": f"${{{BUCKET}.Arn}}/letters/*"},
    "${AttachmentsArn}": {"Fn::Sub": f"${{{BUCKET}.Arn}}/attachments/*"},
}
_PLACEHOLDER = re.compile(r"\$\{\w+\}")
_TOPIC_BY_NAME = {
    "Fn::Sub": f"arn:${{AWS::Partition}}:sns:${{AWS::Region}}:${{AWS::AccountId}}:{TOPIC_NAME}"
}


def refer(node: Any, own: dict[str, dict[str, Any]]) -> Any:
    """The same with every placeholder put right; `own` holds those of one handler.

    Raises CannotPackage for a placeholder that stands for nothing.
    """
    if node == _TOPIC_BY_NAME:
        return {"Ref": TOPIC}
    if isinstance(node, dict):
        return {name: refer(inner, own) for name, inner in node.items()}
    if isinstance(node, list):
        return [refer(inner, own) for inner in node]
    if not isinstance(node, str):
        return node
    found = REFERENCES.get(node) or own.get(node)
    if found is None and _PLACEHOLDER.fullmatch(node):
        raise CannotPackage(f"{node} stands for nothing in the stack")
    return found or node


def rename(node: Any, names: dict[str, str]) -> Any:
    """The same with every reference to a resource of `names` under its new name."""
    if isinstance(node, dict):
        return {name: _rename_in(name, inner, names) for name, inner in node.items()}
    return [rename(inner, names) for inner in node] if isinstance(node, list) else node


def _rename_in(intrinsic: str, inner: Any, names: dict[str, str]) -> Any:
    if intrinsic == "Ref":
        return names.get(inner, inner)
    if intrinsic == "Fn::GetAtt":
        return [names.get(inner[0], inner[0]), *inner[1:]]
    if intrinsic == "Fn::Sub" and isinstance(inner, str):
        return _rename_text(inner, names)
    if intrinsic == "Fn::Sub":
        return [inner[0], rename(inner[1], names)]
    return rename(inner, names)


def _rename_text(text: str, names: dict[str, str]) -> str:
    return re.sub(r"\$\{(\w+)", lambda found: "${" + names.get(found[1], found[1]), text)
