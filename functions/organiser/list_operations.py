"""What openapi.json tells of lists, papers, counts and attendance."""

from __future__ import annotations

from collections.abc import Mapping

from functions.organiser.schemas.answers import RegistrationAnswer, WantedState
from functions.organiser.schemas.lists import (
    Attend,
    AttendanceAnswer,
    AttendanceList,
    ListAnswer,
    ListBody,
    ListsAnswer,
    RunNumber,
    StatisticsAnswer,
)
from shared.edge.operation import JSON, Operation, Parameter, Reply

Operations = dict[tuple[str, str], Operation]
CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SAVED_AS = {"Content-Disposition": "The file's name."}
NUMBERED = {**SAVED_AS, "List-Run": "The number of this run."}
STATE = Parameter("state", "query", "Those in one state; everyone if not given.", WantedState)
SINCE = Parameter(
    "since_list",
    "query",
    "The number of an earlier run: only what was added, removed or changed since.",
    RunNumber,
)
RUN = "Each run has a number; those of one state are numbered apart. HEAD makes no run."
PAPERS = {
    "participants": "Those who have a seat, by institution in the order of precedence.",
    "signatures": "A sheet to sign for those who have a seat.",
    "plates": "A table plate for everybody who has a seat.",
}


def describe_lists(event: str, scoped: Mapping[int, Reply], invalid: Reply) -> Operations:
    """The operations below an event's path; `scoped` befalls every caller who names an event."""
    too_long = Reply("This is longer than can be sent at once.", scoped[404].content)
    long = {**scoped, 413: too_long}
    return {
        **_describe_runs(event, {**long, 400: invalid}),
        **{
            ("GET", f"{event}/{paper}.docx"): Operation(
                f"print{paper.capitalize()}",
                summary,
                {200: Reply(summary, {DOCX: None}, SAVED_AS), **long},
            )
            for paper, summary in PAPERS.items()
        },
        ("GET", f"{event}/statistics"): Operation(
            "countPeople",
            "People by institution and state, and who came.",
            {200: Reply("The counts.", {JSON: StatisticsAnswer}), **scoped},
        ),
        **_describe_attendance(event, scoped, invalid),
    }


def _describe_attendance(event: str, scoped: Mapping[int, Reply], invalid: Reply) -> Operations:
    refused = Reply("Who has no seat cannot have come.", scoped[404].content)
    return {
        ("POST", f"{event}/registrations/{{registration}}/attend"): Operation(
            "noteAttendance",
            "Note that somebody came, or did not after all.",
            {
                200: Reply("Noted, now or before.", {JSON: RegistrationAnswer}),
                400: invalid,
                409: refused,
                **scoped,
            },
            body={JSON: Attend},
        ),
        ("POST", f"{event}/attendance"): Operation(
            "noteAttendanceList",
            "Note everybody on a list of ids or addresses.",
            {
                200: Reply("What each line came to.", {JSON: AttendanceAnswer}),
                400: invalid,
                **scoped,
            },
            body={JSON: AttendanceList},
        ),
    }


def _describe_runs(event: str, befalls: Mapping[int, Reply]) -> Operations:
    everybody = {
        ("GET", f"{event}/registrations.{form}"): Operation(
            f"list{form.capitalize()}",
            f"Who registered, as {form.upper()}.",
            {200: Reply("The table.", {media_type: None}, NUMBERED), **befalls},
            meaning=RUN,
            parameters=(STATE, SINCE),
        )
        for form, media_type in (("csv", CSV), ("xlsx", XLSX))
    }
    return everybody | _describe_saved(event, befalls)


def _describe_saved(event: str, befalls: Mapping[int, Reply]) -> Operations:
    plain = {status: reply for status, reply in befalls.items() if status != 413}
    return {
        ("GET", f"{event}/lists"): Operation(
            "readLists",
            "The lists that were saved.",
            {
                200: Reply("The lists.", {JSON: ListsAnswer}),
                **{status: one for status, one in plain.items() if status != 400},
            },
        ),
        ("GET", f"{event}/lists/{{list_name}}"): Operation(
            "runList",
            "A list: as a table by its ending .csv or .xlsx, without one what it is.",
            {
                200: Reply(
                    "The table, or the list.", {CSV: None, XLSX: None, JSON: ListAnswer}, NUMBERED
                ),
                **befalls,
            },
            meaning="Each run has a number. HEAD makes no run.",
            parameters=(SINCE,),
        ),
        ("PUT", f"{event}/lists/{{list_name}}"): Operation(
            "saveList",
            "Save which columns of whom a list has; its runs are counted on.",
            {
                200: Reply("The list as it is now.", {JSON: ListAnswer}),
                201: Reply("The new list.", {JSON: ListAnswer}),
                **plain,
            },
            body={JSON: ListBody},
        ),
    }
