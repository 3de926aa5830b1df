"""Digests as mails: what was summed up, and how a reader leaves."""

from __future__ import annotations

import re
from dataclasses import replace

from shared.domain.message import Message, MessageKind, Recipient
from tests.unit.mail.reading import a_letter, html_of, read, text_of, write


def test_a_digest_is_mailed_as_it_was_summed_up() -> None:
    mail = read(write(a_digest()))
    assert (mail["Subject"], text_of(mail)) == ("3 confirmed", "3 confirmed.\n")
    assert html_of(mail) == "<p>3 confirmed.</p>\n"


def test_only_a_digest_can_be_left_by_one_click() -> None:
    left = {}
    for kind in (MessageKind.DIGEST, MessageKind.CONFIRMATION, MessageKind.LINK):
        mail = read(write(a_digest() if kind is MessageKind.DIGEST else a_letter(kind)))
        left[kind] = (mail["List-Unsubscribe"], mail["List-Unsubscribe-Post"])
    link, post = left.pop(MessageKind.DIGEST)
    assert re.fullmatch(r"<https://meeting\.example\.org/registration/digest/[\w.-]+>", link)
    assert post == "List-Unsubscribe=One-Click"
    assert set(left.values()) == {(None, None)}


def test_the_link_to_leave_stands_in_the_header_alone_since_digests_are_forwarded() -> None:
    mail = read(write(a_digest()))
    token = mail["List-Unsubscribe"].strip("<>").rpartition("/")[2]
    assert token not in text_of(mail) + html_of(mail)


def a_digest() -> Message:
    return replace(
        a_letter(MessageKind.DIGEST),
        registration=None,
        to=Recipient("organiser@example.org"),
        facts={"subject": "3 confirmed", "text": "3 confirmed.\n", "html": "<p>3 confirmed.</p>\n"},
    )
