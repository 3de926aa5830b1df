"""What openapi.json tells of messages that organisers write to participants."""

from __future__ import annotations

from collections.abc import Mapping

from functions.organiser.schemas.writing import (
    AttachmentAnswer,
    FileName,
    MessageBody,
    OwnCopyAnswer,
    PreviewAnswer,
    SendBody,
    SentPage,
    SentTold,
)
from shared.edge.operation import JSON, Operation, Parameter, Reply

PDF = "application/pdf"
Operations = dict[tuple[str, str], Operation]
NAME = Parameter("name", "query", "The name that the file is to have.", FileName, required=True)


def describe_writing(
    event: str, scoped: Mapping[int, Reply], invalid: Reply, paged: tuple[Parameter, ...]
) -> Operations:
    """The operations below an event's path; `scoped` befalls every caller who names an event."""
    told = {**scoped, 400: invalid}
    return {
        **_describe_sending(f"{event}/messages", told),
        **_describe_sent(f"{event}/messages/sent", scoped, invalid, paged),
        ("POST", f"{event}/messages/attachments"): Operation(
            "keepAttachment",
            "Keep a PDF that is to go out with messages.",
            {
                201: Reply("The file.", {JSON: AttachmentAnswer}),
                409: Reply("There is no place for files.", scoped[404].content),
                413: Reply("The file has more than 4 MB.", scoped[404].content),
                **told,
            },
            meaning="The same file of the same name is the same, however often it is sent.",
            parameters=(NAME,),
            body={PDF: None},
        ),
    }


def _describe_sending(path: str, told: Mapping[int, Reply]) -> Operations:
    refusal = told[404].content
    nobody = Reply("Nobody is in the audience, or the id is another message's.", refusal)
    return {
        ("POST", path): Operation(
            "sendMessage",
            "Send a message to those who registered, or to the silent.",
            {
                200: Reply("It was sent before; nobody gets it twice.", {JSON: SentTold}),
                201: Reply("It goes out within minutes.", {JSON: SentTold}),
                409: nobody,
                **told,
            },
            meaning="The id makes it one: the same message under the same id is sent once.",
            body={JSON: SendBody},
        ),
        ("POST", f"{path}/preview"): Operation(
            "previewMessage",
            "Whom a message would reach, and how it would look; nothing is written.",
            {200: Reply("The preview.", {JSON: PreviewAnswer}), **told},
            body={JSON: MessageBody},
        ),
        ("POST", f"{path}/test"): Operation(
            "testMessage",
            "Mail a message to the address of the token, and to nobody else.",
            {
                202: Reply("On its way.", {JSON: OwnCopyAnswer}),
                409: Reply("The token has no address.", refusal),
                **told,
            },
            body={JSON: MessageBody},
        ),
    }


def _describe_sent(
    path: str, scoped: Mapping[int, Reply], invalid: Reply, paged: tuple[Parameter, ...]
) -> Operations:
    return {
        ("GET", path): Operation(
            "listSent",
            "The messages that were sent, and how far each has come.",
            {200: Reply("One page, by id.", {JSON: SentPage}), 400: invalid, **scoped},
            parameters=paged,
        ),
        ("GET", f"{path}/{{sent}}"): Operation(
            "readSent",
            "A message that was sent, with what it says and to whom.",
            {200: Reply("The message.", {JSON: SentTold}), **scoped},
        ),
    }
