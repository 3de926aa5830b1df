"""PDFs that go out with what an organiser writes."""

from __future__ import annotations

from typing import Any

import pytest

from shared.domain.message import Suppression
from shared.domain.registration import State
from shared.domain.writes import Add
from tests.builders import NOW
from tests.edge.organiser.conftest import Desk, errors_of
from tests.edge.organiser.test_messages import PATH, WORDS, deliver, fill, send, text_of

PDF = b"%PDF-1.7\r\n\x00\xff where the field is\r\n"


def test_a_lost_message_is_written_again_with_its_words_and_file(desk: Desk) -> None:
    fill(desk, State.CONFIRMED)
    suppressed = Suppression("ana@example.net", "bounced", NOW)
    desk.ports.store.commit([Add(suppressed)], "bounced")
    send(desk, attachment=attach(desk).json()["id"])
    assert deliver(desk) == []
    desk.ask("DELETE", "/suppressions/ana@example.net")
    (lost,) = desk.ask("GET", PATH).json()["messages"]
    assert desk.ask("POST", f"{PATH}/{lost['id']}/resend").status == 201
    (mail,) = deliver(desk)
    assert "The field is wet." in text_of(mail)
    assert [part.get_content() for part in mail.iter_attachments()] == [PDF]


def attach(desk: Desk, name: str = "field.pdf", body: bytes = PDF) -> Any:
    return desk.ask("POST", f"{PATH}/attachments?name={name}", body)


def test_a_pdf_goes_out_with_the_mail_under_its_name_in_any_script(desk: Desk) -> None:
    fill(desk, State.CONFIRMED)
    kept = attach(desk, "%D0%BF%D1%83%D1%82%20%E2%80%A6%20.PDF")
    assert (kept.status, kept.json()["name"], kept.json()["size"]) == (
        201,
        "пут ….pdf",
        len(PDF),
    )
    assert attach(desk, "%D0%BF%D1%83%D1%82%20%E2%80%A6%20.PDF").json() == kept.json()
    sent = send(desk, attachment=kept.json()["id"]).json()
    assert sent["attachment"] == {"id": kept.json()["id"], "name": "пут ….pdf"}
    (mail,) = deliver(desk)
    assert mail.get_content_type() == "multipart/mixed"
    assert [part.get_content_type() for part in mail.iter_parts()] == [
        "multipart/alternative",
        "application/pdf",
    ]
    (file,) = mail.iter_attachments()
    assert (file.get_filename(), file.get_content()) == ("пут ….pdf", PDF)
    assert file["Content-Transfer-Encoding"] == "base64"


def test_the_test_mail_carries_the_pdf_too_and_a_preview_names_it(desk: Desk) -> None:
    kept = attach(desk).json()
    body = {**WORDS, "attachment": kept["id"]}
    assert desk.ask("POST", f"{PATH}/preview", body).json()["attachment"] == kept
    desk.ask("POST", f"{PATH}/test", body)
    (mail,) = deliver(desk)
    assert [part.get_content() for part in mail.iter_attachments()] == [PDF]


@pytest.mark.parametrize(
    ("query", "body", "paths"),
    [("?name=x.pdf", b"GIF89a", [""]), ("?name=x.pdf", b"", [""]), ("", PDF, ["name"]),
     ("?name=%00", PDF, ["name"]), ("?name=x&size=1", PDF, ["size"])],
)  # fmt: skip
def test_what_is_no_pdf_or_has_no_name_is_400(
    desk: Desk, query: str, body: bytes, paths: list[str]
) -> None:
    assert errors_of(desk.ask("POST", f"{PATH}/attachments{query}", body)) == paths


def test_a_file_of_more_than_4_mb_is_413(desk: Desk) -> None:
    assert attach(desk, body=PDF + bytes(4 * 1024 * 1024)).status == 413
