"""A function as a Chalice project, and the stack that Chalice's words about it become."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.package.errors import CannotPackage
from infra.package.imports import find_imports
from infra.package.project import CODE, configuration_of, describe, read_configuration, stage
from infra.package.references import refer, rename
from infra.package.roles import Handler, operations_of, read_handlers
from infra.package.target import find_interpreter
from infra.package.template import merge_templates
from shared.edge.problem import plain_problem
from shared.edge.stream import read_doorbells

FUNCTIONS = ("agenda", "feedback", "mailer", "timer")
Described = tuple[dict[str, Any], Path]


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Described:
    """The template of some functions, and the folder of their projects."""
    folder = tmp_path_factory.mktemp("build")
    described = {}
    for function in FUNCTIONS:
        mine = [one for one in read_handlers() if one.function == function]
        stage(function, find_imports(function), mine, folder / function)
        described[function] = describe(folder / function)
    return merge_templates(described), folder


def properties(stack: Described, name: str) -> dict[str, Any]:
    found: dict[str, Any] = stack[0]["Resources"][name]["Properties"]
    return found


def test_a_project_has_the_app_its_rooms_and_its_roles(stack: Described) -> None:
    project = stack[1] / "mailer"
    assert (project / "app.py").is_file()
    assert sorted(path.name for path in (project / "vendor" / "functions").iterdir()) == [
        "__init__.py",
        "mailer",
    ]
    assert (project / "vendor/shared/render/mail/link/en.txt").is_file()
    assert not (project / "vendor/shared/outline").exists()
    assert (project / ".chalice/policy-on_outbox.json").is_file()


def test_chalice_brings_its_runtime_and_unpacks_the_rooms(stack: Described) -> None:
    code = stack[1] / "timer" / CODE
    assert sorted(path.name for path in code.iterdir()) == [
        "app.py",
        "chalice",
        "functions",
        "shared",
    ]
    assert sorted(path.name for path in (code / "chalice").iterdir()) == ["__init__.py", "app.py"]


def test_no_placeholder_is_left_in_the_stack(stack: Described) -> None:
    text = json.dumps(stack[0])
    assert "region:account" not in text
    assert "secretariat-mail-feedback" not in text
    kept = ('"${LetterBucket.Arn}/letters/*"', '"${LetterBucket.Arn}/attachments/*"')
    for part in ('"${Table.Arn}/index/due"', *kept):
        text = text.replace(part, "")
    assert '"${' not in text


def test_every_reference_names_something_in_the_stack(stack: Described) -> None:
    template = stack[0]
    known = {*template["Resources"], *template["Parameters"]}
    named = set(references_in(template))
    assert {name for name in named if not name.startswith("AWS::")} <= known
    assert {"Table", "MailerOnOutboxRole", "AgendaAPIHandler", "MailFeedbackTopic"} <= named


def references_in(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (node[kind] for kind in ("Ref",) if kind in node)
        yield from (node[kind][0] for kind in ("Fn::GetAtt",) if kind in node)
        for inner in node.values():
            yield from references_in(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from references_in(inner)


def test_the_mailer_hears_pending_messages_alone(stack: Described) -> None:
    (event,) = properties(stack, "MailerOnOutbox")["Events"].values()
    source = event["Properties"]
    assert source["Stream"] == {"Fn::GetAtt": ["Table", "StreamArn"]}
    assert source["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert source["BisectBatchOnFunctionError"] is True
    assert source["MaximumRetryAttempts"] == 3
    destination = {"Type": "SQS", "Destination": {"Fn::GetAtt": ["DoorbellDeadLetters", "Arn"]}}
    assert source["DestinationConfig"] == {"OnFailure": destination}
    (pattern,) = source["FilterCriteria"]["Filters"]
    image = json.loads(pattern["Pattern"])["dynamodb"]["NewImage"]
    assert image == {"noun": {"S": ["Message"]}, "state": {"S": ["pending"]}}


def test_the_filter_passes_what_the_mailer_takes_for_a_doorbell(stack: Described) -> None:
    (event,) = properties(stack, "MailerOnOutbox")["Events"].values()
    (pattern,) = event["Properties"]["FilterCriteria"]["Filters"]
    wanted = json.loads(pattern["Pattern"])["dynamodb"]["NewImage"]
    image = {name: {kind: one for kind, (one,) in value.items()} for name, value in wanted.items()}
    image |= {"v": {"N": "1"}, "event": {"S": "event"}, "key": {"S": "key"}}
    record = {"dynamodb": {"SequenceNumber": "1", "NewImage": image}}
    assert [bell.message_key for bell in read_doorbells({"Records": [record]})] == ["key"]


def test_handlers_run_on_the_one_target_with_a_log_of_their_own(stack: Described) -> None:
    for name, function in (("MailerOnOutbox", "mailer"), ("AgendaAPIHandler", "agenda")):
        mine = properties(stack, name)
        assert (mine["Runtime"], mine["Architectures"]) == ("python3.11", ["arm64"])
        assert mine["CodeUri"] == f"{function}.zip"
        log = properties(stack, mine["LoggingConfig"]["LogGroup"]["Ref"])
        assert log["RetentionInDays"] == 30
    assert properties(stack, "MailerOnOutboxLogGroup")["LogGroupName"] == {
        "Fn::Sub": "/aws/lambda/${AWS::StackName}-mailer-on_outbox"
    }


def test_a_role_writes_to_the_log_of_its_handler(stack: Described) -> None:
    (policy,) = properties(stack, "TimerOnTickRole")["Policies"]
    written = [one["Resource"] for one in policy["PolicyDocument"]["Statement"]]
    assert [{"Fn::GetAtt": ["TimerOnTickLogGroup", "Arn"]}] in written
    assert [{"Fn::Sub": "${Table.Arn}/index/due"}] in written


def test_the_timer_ticks_once_a_minute_and_feedback_hears_the_topic(stack: Described) -> None:
    (tick,) = properties(stack, "TimerOnTick")["Events"].values()
    assert tick == {"Type": "Schedule", "Properties": {"Schedule": "rate(1 minute)"}}
    (heard,) = properties(stack, "FeedbackOnFeedback")["Events"].values()
    assert heard == {"Type": "SNS", "Properties": {"Topic": {"Ref": "MailFeedbackTopic"}}}


def test_news_comes_by_the_topic_and_by_the_bus_of_our_own_set_alone(stack: Described) -> None:
    roads = [properties(stack, name) for name in ("MailFeedback", "MailFeedbackBus")]
    told = [road["EventDestination"] for road in roads]
    assert [road["ConfigurationSetName"] for road in roads] == 2 * [{"Ref": "MailConfigurationSet"}]
    assert told[0]["SnsDestination"] == {"TopicARN": {"Ref": "MailFeedbackTopic"}}
    bus = "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/default"
    assert told[1]["EventBridgeDestination"] == {"EventBusArn": {"Fn::Sub": bus}}
    (heard,) = properties(stack, "FeedbackOnBus")["Events"].values()
    ours = {"mail": {"tags": {"ses:configuration-set": [{"Ref": "MailConfigurationSet"}]}}}
    assert heard == {
        "Type": "CloudWatchEvent",
        "Properties": {"Pattern": {"source": ["aws.ses"], "detail": ours}},
    }


def test_who_opens_or_clicks_is_never_asked_for(stack: Described) -> None:
    asked = [
        properties(stack, name)["EventDestination"]["MatchingEventTypes"]
        for name in ("MailFeedback", "MailFeedbackBus")
    ]
    wanted = {"send", "delivery", "deliveryDelay", "bounce", "complaint", "reject"}
    assert [set(one) for one in asked] == 2 * [wanted | {"renderingFailure"}]


def test_the_table_is_kept_encrypted_and_can_be_brought_back(stack: Described) -> None:
    table = stack[0]["Resources"]["Table"]
    assert (table["DeletionPolicy"], table["UpdateReplacePolicy"]) == ("Retain", "Retain")
    assert table["Properties"]["SSESpecification"] == {"SSEEnabled": True}
    recovery = table["Properties"]["PointInTimeRecoverySpecification"]
    assert recovery == {"PointInTimeRecoveryEnabled": True}
    assert table["Properties"]["StreamSpecification"] == {"StreamViewType": "NEW_IMAGE"}


def test_the_gateway_answers_problems_that_scripts_may_read(stack: Described) -> None:
    responses = properties(stack, "AgendaRestAPI")["GatewayResponses"]
    unknown = responses["MISSING_AUTHENTICATION_TOKEN"]
    assert unknown["StatusCode"] == "404"
    assert unknown["ResponseTemplates"] == {"application/json": plain_problem(404).body.decode()}
    headers = unknown["ResponseParameters"]["Headers"]
    assert headers["Content-Type"] == "'application/problem+json'"
    assert headers["Access-Control-Allow-Origin"] == "'*'"
    assert not any(
        "$" in one["ResponseTemplates"]["application/json"] for one in responses.values()
    )


def test_a_function_without_configuration_is_refused_by_name() -> None:
    stranger = Handler("agenda", "on_rain", {"Statement": []})
    with pytest.raises(CannotPackage, match="agenda-on_rain"):
        configuration_of("agenda", [stranger], read_configuration())


def test_two_functions_with_one_name_are_refused() -> None:
    one = {"Resources": {"Api": {"Type": "T", "Properties": {}}}, "Outputs": {}}
    with pytest.raises(CannotPackage, match="AgendaApi twice"):
        merge_templates({"agenda": one, "AGENDA": one})


def test_a_placeholder_that_stands_for_nothing_is_refused() -> None:
    with pytest.raises(CannotPackage, match="TabelArn"):
        refer({"Resource": ["${TabelArn}"]}, {})


def test_only_references_are_renamed() -> None:
    names = {"APIHandler": "AgendaAPIHandler"}
    node = {
        "Ref": "APIHandler",
        "Name": "APIHandler",
        "Uri": {"Fn::Sub": "${AWS::Region}/${APIHandler.Arn}/${APIHandlerId}"},
        "Other": [
            {"Fn::GetAtt": ["APIHandler", "Arn"]},
            {"Fn::Sub": ["${X}", {"X": {"Ref": "Y"}}]},
        ],
    }
    assert rename(node, names) == {
        "Ref": "AgendaAPIHandler",
        "Name": "APIHandler",
        "Uri": {"Fn::Sub": "${AWS::Region}/${AgendaAPIHandler.Arn}/${APIHandlerId}"},
        "Other": [
            {"Fn::GetAtt": ["AgendaAPIHandler", "Arn"]},
            {"Fn::Sub": ["${X}", {"X": {"Ref": "Y"}}]},
        ],
    }


def test_operations_follow_from_the_actions_of_roles() -> None:
    actions = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem", "logs:PutLogEvents"]
    role = Handler("x", "y", {"Statement": [{"Action": actions}, {"Action": ["ses:SendEmail"]}]})
    assert operations_of([role]) == {
        "dynamodb": {"GetItem", "TransactWriteItems"},
        "sesv2": {"SendEmail"},
    }


def test_a_form_for_letters_is_signed_by_the_model_of_another_call() -> None:
    actions = ["s3:PutObject", "s3:GetObject", "s3:ListBucket"]
    role = Handler("x", "y", {"Statement": [{"Action": actions}]})
    assert operations_of([role]) == {"s3": {"CreateBucket", "HeadObject", "GetObject"}}


def test_the_bucket_of_letters_is_private_encrypted_and_forgets(stack: Described) -> None:
    assert stack[0]["Resources"]["LetterBucket"]["DeletionPolicy"] == "Retain"
    bucket = properties(stack, "LetterBucket")
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert len(bucket["PublicAccessBlockConfiguration"]) == 4
    assert bucket["BucketEncryption"] == {
        "ServerSideEncryptionConfiguration": [
            {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
        ]
    }
    assert bucket["LifecycleConfiguration"] == {
        "Rules": [
            {"Id": "Forget", "Status": "Enabled", "ExpirationInDays": 400},
            {
                "Id": "ForgetAttachments",
                "Status": "Enabled",
                "Prefix": "attachments/",
                "ExpirationInDays": 365,
            },
        ]
    }


def test_a_python_that_is_not_there_is_named() -> None:
    with pytest.raises(CannotPackage, match=r"python3\.99 is needed"):
        find_interpreter("3.99")
