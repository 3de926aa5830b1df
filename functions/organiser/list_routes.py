"""The edge of lists: runs, papers, counts, attendance. `app.py` puts it behind its token."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from functions.organiser.count_people import count_people
from functions.organiser.identify import hand_of
from functions.organiser.keep_lists import WantedList, save_list, show_list, show_lists
from functions.organiser.list_registrations import show_registration
from functions.organiser.note_attendance import note_attendance, note_many
from functions.organiser.print_people import print_people
from functions.organiser.run_list import File, judge_parameters, run_everybody, run_list
from functions.organiser.running_list import TooLong, find_list
from functions.organiser.schemas.lists import Attend, AttendanceList, ListBody, read_list_key
from functions.organiser.schemas.reading import read
from shared.domain.errors import Missing
from shared.edge.http import Answer, HttpError, HttpRequest, answer_json
from shared.ports import Ports

View = Callable[..., Answer]
FORMS = ("csv", "xlsx")


def read_everybody(ports: Ports, request: HttpRequest, event: str, form: str) -> Answer:
    """Everyone, or those in one state, as a file."""
    with judged_long():
        keep = request.method == "GET"
        return answer_file(run_everybody(ports, event, form, request.parameters(), keep))


def read_lists(ports: Ports, _request: HttpRequest, event: str) -> Answer:
    """The lists that were saved."""
    return answer_json(show_lists(ports, event))


def read_list(ports: Ports, request: HttpRequest, event: str, list_name: str) -> Answer:
    """A list as a file, by its ending; without one, what it is."""
    key, _, form = list_name.partition(".")
    parameters = request.parameters()
    if form not in FORMS:
        judge_parameters(parameters)
        return describe_list(ports, event, list_name)
    with judged_long():
        keep = request.method == "GET"
        return answer_file(run_list(ports, event, key, form, parameters, keep))


def put_list(ports: Ports, request: HttpRequest, event: str, list_name: str) -> Answer:
    """Save a list."""
    key, body = read_list_key(list_name), read(ListBody, request.json())
    wanted = WantedList(body.title, tuple(body.columns), tuple(body.states))
    saved, new = save_list(ports, event, key, wanted, hand_of(request.principal))
    return answer_json(show_list(saved), 201 if new else 200)


def read_paper(ports: Ports, _request: HttpRequest, event: str, paper: str) -> Answer:
    """Those who have a seat, on paper."""
    with judged_long():
        body, media_type = print_people(ports, event, paper)
    return Answer(200, body, download_headers(f"{event}-{paper}.docx", media_type))


def read_statistics(ports: Ports, _request: HttpRequest, event: str) -> Answer:
    """The people by institution and state."""
    return answer_json(count_people(ports, event))


def post_attend(ports: Ports, request: HttpRequest, event: str, registration: str) -> Answer:
    """Note that somebody came, or did not after all."""
    attended = read(Attend, request.json()).attended
    noted = note_attendance(ports, event, registration, attended, hand_of(request.principal))
    return answer_json(show_registration(ports, noted))


def post_attendance(ports: Ports, request: HttpRequest, event: str) -> Answer:
    """Note everybody on a list."""
    people = read(AttendanceList, request.json()).people
    return answer_json(note_many(ports, event, people, hand_of(request.principal)))


def describe_list(ports: Ports, event: str, key: str) -> Answer:
    """What a saved list is."""
    definition = find_list(ports, event, key)
    if definition is None:
        raise Missing("list")
    return answer_json(show_list(definition))


def answer_file(file: File) -> Answer:
    """A run of a list with its number."""
    headers = download_headers(file.name, file.type)
    return Answer(200, file.body, {**headers, "List-Run": str(file.number)})


def download_headers(name: str, media_type: str) -> dict[str, str]:
    """What makes a browser save the body; nobody on the way keeps it."""
    disposition = f'attachment; filename="{name}"'
    return {
        "Content-Type": media_type,
        "Content-Disposition": disposition,
        "Cache-Control": "no-store",
    }


@contextmanager
def judged_long() -> Iterator[None]:
    """Answer 413 for what is longer than one answer can be."""
    try:
        yield
    except TooLong as too_long:
        how = "Please ask for one state, or save a list of fewer columns or states."
        raise HttpError(413, f"This is longer than can be sent at once. {how}") from too_long


READ = ("GET", "HEAD")
ROUTES: Mapping[tuple[str, tuple[str, ...]], View] = {
    ("/registrations.csv", READ): partial(read_everybody, form="csv"),
    ("/registrations.xlsx", READ): partial(read_everybody, form="xlsx"),
    ("/registrations/{registration}/attend", ("POST",)): post_attend,
    ("/attendance", ("POST",)): post_attendance,
    ("/lists", READ): read_lists,
    ("/lists/{list_name}", READ): read_list,
    ("/lists/{list_name}", ("PUT",)): put_list,
    ("/participants.docx", READ): partial(read_paper, paper="participants"),
    ("/signatures.docx", READ): partial(read_paper, paper="signatures"),
    ("/plates.docx", READ): partial(read_paper, paper="plates"),
    ("/statistics", READ): read_statistics,
}
"""The views by what follows an event's path, and by method."""
