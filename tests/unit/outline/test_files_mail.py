from email.message import EmailMessage

from shared.outline.document import FileKind, read_document
from tests.unit.outline.file_builders import cells_of, word_table


def mail(text: str, encoding: str = "8bit") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "ada@example.org", "desk@example.org"
    message["Subject"] = "Sémences"
    message["Date"] = "Mon, 01 Jun 2026 09:00:00 +0200"
    message.set_content(text, cte=encoding)
    return message


def test_the_text_of_a_mail_is_read_without_its_fields() -> None:
    message = mail("9:00 Café\n10:00 Peas\n", "quoted-printable")
    found = read_document(message.as_bytes())
    assert (found.kind, found.margins) == (FileKind.MAIL, ("Sémences",))
    assert cells_of(message.as_string()) == [("9:00 Café",), ("10:00 Peas",)]


def test_a_page_is_taken_where_the_text_tells_no_time() -> None:
    message = mail("See the page.", "base64")
    message.add_alternative("<table><tr><td>9:00<td>Beans<tr><td>10:00<td>Peas</table>", "html")
    assert cells_of(message.as_bytes()) == [("9:00", "Beans"), ("10:00", "Peas")]


def test_an_attached_file_is_taken_where_the_text_tells_no_time() -> None:
    message = mail("The programme is attached.")
    message.add_attachment(
        word_table([("9:00", "Beans"), ("10:00", "Peas")]), "application", "octet-stream"
    )
    assert cells_of(message.as_bytes()) == [("9:00", "Beans"), ("10:00", "Peas")]


def test_lines_that_flow_are_joined() -> None:
    source = (
        "From: ada@example.org\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n"
        "9:00 Beans and \r\npeas\r\n10:00 Tea\r\n"
    )
    assert cells_of(source) == [("9:00 Beans and peas",), ("10:00 Tea",)]


def test_an_outline_that_begins_with_labels_is_no_mail() -> None:
    found = read_document("Subject: Seed swap\nDate: 31 May 2026\nVenue: Hall A\n\n9:00 Beans\n")
    assert (found.kind, len(found.rows)) == (FileKind.TEXT, 6)


def test_a_subject_that_cannot_be_decoded_stays_as_it_is() -> None:
    source = b"Subject: =?utf-8?B?A?=\nFrom: a@example.org\nMIME-Version: 1.0\n\n09:00 Peas\n"
    found = read_document(source)
    assert (found.kind, [row.text for row in found.rows if row.cells]) == (
        FileKind.MAIL,
        ["09:00 Peas"],
    )
