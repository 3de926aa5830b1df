"""The local stack as tests open it: every mail that it sent is judged when it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from infra.local.stack import Stack, open_stack
from tests.mail_checks import check_mail


@contextmanager
def open_checked_stack(engine: str = "moto", **how: Any) -> Iterator[Stack]:
    """What `open_stack` opens."""
    with open_stack(engine, **how) as stack:
        yield stack
        for mail in stack.mailbox.mails():
            check_mail(mail.to, mail.raw)
