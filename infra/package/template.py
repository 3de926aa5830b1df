"""One template out of what Chalice says of each function and what all of them share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from infra.package.errors import CannotPackage
from infra.package.references import TABLE, refer, rename
from infra.package.target import LAMBDA_PYTHON
from infra.resources.doorbell import doorbell_properties, doorbell_resources
from infra.resources.gateway import gateway_responses
from infra.resources.letters import letter_resources
from infra.resources.mail import mail_resources
from infra.resources.parameters import parameters
from infra.resources.table import table_resource

Template = dict[str, Any]
FUNCTION = "AWS::Serverless::Function"
API = "AWS::Serverless::Api"
LOGS_KEPT_DAYS = 30


def merge_templates(functions: Mapping[str, Template]) -> Template:
    """The stack of all functions; `functions` holds Chalice's template of each.

    Raises CannotPackage when a name is there twice, or a placeholder stands for nothing.
    """
    merged: Template = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Transform": "AWS::Serverless-2016-10-31",
        "Description": "secretariat: the serverless secretariat of a meeting",
        "Parameters": parameters(),
        "Resources": {
            TABLE: _encrypted(table_resource()),
            **mail_resources(),
            **doorbell_resources(),
            **letter_resources(),
        },
        "Outputs": {"TableName": {"Value": {"Ref": TABLE}}},
    }
    for function, template in functions.items():
        own = adapt(function, template)
        for part in ("Resources", "Outputs"):
            _join(merged[part], own.get(part, {}))
    return merged


def adapt(function: str, template: Template) -> Template:
    """One function's part of the stack: names of its own, real references, its zip, its logs."""
    resources: dict[str, Any] = {}
    for name, resource in template["Resources"].items():
        resources[name] = _adapt_resource(function, name, resource)
        if resource["Type"] == FUNCTION:
            resources |= _log_group(function, resource)
    names = {name: f"{function.capitalize()}{name}" for name in resources}
    return {
        "Resources": {names[name]: rename(one, names) for name, one in resources.items()},
        "Outputs": {
            f"{function.capitalize()}{name}": rename(one, names)
            for name, one in template["Outputs"].items()
        },
    }


def _adapt_resource(function: str, name: str, resource: Template) -> Template:
    logs = {"${LogGroupArn}": {"Fn::GetAtt": [_log_group_name(name), "Arn"]}}
    adapted: Template = refer(resource, logs)
    properties = adapted["Properties"]
    if adapted["Type"] == API:
        properties["GatewayResponses"] = gateway_responses()
    if adapted["Type"] == FUNCTION:
        properties["Runtime"] = f"python{LAMBDA_PYTHON}"
        properties["CodeUri"] = f"{function}.zip"
        properties["LoggingConfig"] = {"LogGroup": {"Ref": _log_group_name(_role_of(resource))}}
        _ring(properties.get("Events", {}))
    return adapted


def _ring(events: Mapping[str, Any]) -> None:
    for event in events.values():
        if event["Type"] == "DynamoDB":
            event["Properties"] |= doorbell_properties()


def _log_group(function: str, resource: Template) -> dict[str, Any]:
    """A handler's log group; its role may write there, so it cannot be named by the handler."""
    handler = _camel_to_words(_role_of(resource).removesuffix("Role"))
    path = f"/aws/lambda/${{AWS::StackName}}-{function}-{handler}"
    group = {
        "Type": "AWS::Logs::LogGroup",
        "DeletionPolicy": "Delete",
        "UpdateReplacePolicy": "Delete",
        "Properties": {"LogGroupName": {"Fn::Sub": path}, "RetentionInDays": LOGS_KEPT_DAYS},
    }
    return {_log_group_name(_role_of(resource)): group}


def _role_of(resource: Template) -> str:
    role: str = resource["Properties"]["Role"]["Fn::GetAtt"][0]
    return role


def _log_group_name(role: str) -> str:
    return f"{role.removesuffix('Role')}LogGroup"


def _camel_to_words(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def _encrypted(table: Template) -> Template:
    """The table under the account's own key for DynamoDB, whose use is logged."""
    encryption = {"SSESpecification": {"SSEEnabled": True}}
    return {**table, "Properties": {**table["Properties"], **encryption}}


def _join(whole: dict[str, Any], part: Mapping[str, Any]) -> None:
    twice = sorted(whole.keys() & part.keys())
    if twice:
        raise CannotPackage(f"the stack would have {', '.join(twice)} twice")
    whole |= part
