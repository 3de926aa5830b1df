"""How mail leaves, and how SES tells what became of it: a configuration set and two roads."""

from __future__ import annotations

from typing import Any

CONFIGURATION_SET = "MailConfigurationSet"
TOPIC = "MailFeedbackTopic"
EVENT_TYPES = (
    "send",
    "delivery",
    "deliveryDelay",
    "bounce",
    "complaint",
    "reject",
    "renderingFailure",
)
"""What SES is asked to tell. Who opens a mail or clicks in it is never asked for: then SES puts
neither a picture nor its own links into what we send.
"""
_DEFAULT_BUS = "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/default"
_CONFIGURATION_SET_ARN = (
    "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}"
    f":configuration-set/${{{CONFIGURATION_SET}}}"
)
_IDENTITY_ARN = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/"


def mail_resources() -> dict[str, Any]:
    """The resources by name. The topic is the sure road; the bus, on which SES promises its best
    and no more, brings what the topic might lose, and twice is once.
    """
    return {
        CONFIGURATION_SET: {"Type": "AWS::SES::ConfigurationSet", "Properties": {}},
        TOPIC: {"Type": "AWS::SNS::Topic", "Properties": {}},
        f"{TOPIC}Policy": {
            "Type": "AWS::SNS::TopicPolicy",
            "Properties": {"Topics": [{"Ref": TOPIC}], "PolicyDocument": _let_ses_publish()},
        },
        "MailFeedback": {
            "Type": "AWS::SES::ConfigurationSetEventDestination",
            "DependsOn": f"{TOPIC}Policy",  # SES tries to publish when this is made
            "Properties": _tell({"SnsDestination": {"TopicARN": {"Ref": TOPIC}}}),
        },
        "MailFeedbackBus": {
            "Type": "AWS::SES::ConfigurationSetEventDestination",
            "Properties": _tell(
                {"EventBridgeDestination": {"EventBusArn": {"Fn::Sub": _DEFAULT_BUS}}}
            ),
        },
    }


def _tell(destination: dict[str, Any]) -> dict[str, Any]:
    return {
        "ConfigurationSetName": {"Ref": CONFIGURATION_SET},
        "EventDestination": {
            "Enabled": True,
            "MatchingEventTypes": list(EVENT_TYPES),
            **destination,
        },
    }


def configuration_set_arn() -> dict[str, Any]:
    """The configuration set as IAM names it."""
    return {"Fn::Sub": _CONFIGURATION_SET_ARN}


def sender_address_arn() -> dict[str, Any]:
    """The sender as an identity of its own."""
    return {"Fn::Sub": f"{_IDENTITY_ARN}${{SenderIdentity}}"}


def sender_domain_arn() -> dict[str, Any]:
    """The sender's domain, for accounts in which only that is verified."""
    domain = {"Fn::Select": [1, {"Fn::Split": ["@", {"Ref": "SenderIdentity"}]}]}
    return {"Fn::Sub": [f"{_IDENTITY_ARN}${{Domain}}", {"Domain": domain}]}


def _let_ses_publish() -> dict[str, Any]:
    """SES alone, and for our configuration set alone, may publish to the topic."""
    ours = {
        "AWS:SourceAccount": {"Ref": "AWS::AccountId"},
        "AWS:SourceArn": configuration_set_arn(),
    }
    statement = {
        "Sid": "LetSesPublish",
        "Effect": "Allow",
        "Principal": {"Service": "ses.amazonaws.com"},
        "Action": ["sns:Publish"],
        "Resource": [{"Ref": TOPIC}],
        "Condition": {"StringEquals": ours},
    }
    return {"Version": "2012-10-17", "Statement": [statement]}
