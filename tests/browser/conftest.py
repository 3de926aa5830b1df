"""A meeting that is served, and the machine's own Chromium to look at it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from infra.local.founding import Founding
from infra.local.stack import Stack, open_stack
from tests.browser.agenda import Agenda, publish_three_days
from tests.browser.meeting import OUTLINE, Meeting, prepare

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE: ViewportSize = {"width": 360, "height": 740}
TWO_WEEKS_BEFORE = datetime.fromisoformat("2027-03-30T09:00:00+02:00")
OpenPage = Callable[..., Page]
Scheme = Literal["light", "dark"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; it is never downloaded."""
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def stack() -> Iterator[Stack]:
    """A stack of the test's own, in RAM."""
    founding = Founding(OUTLINE, "Europe/Ljubljana")
    with open_stack("memory", port=0, founding=founding, now=TWO_WEEKS_BEFORE) as served:
        yield served


@pytest.fixture
def meeting(stack: Stack) -> Meeting:
    """The meeting with a form that asks something of every kind."""
    return prepare(stack)


@pytest.fixture
def agenda(stack: Stack) -> Agenda:
    """The agenda of three days."""
    return publish_three_days(stack)


@pytest.fixture
def open_phone(browser: Browser) -> Iterator[OpenPage]:
    """Opens a page on a phone of its own; what the phone is like is told as for a context."""
    contexts: list[BrowserContext] = []

    def open_one(**options: Any) -> Page:
        told = {"viewport": PHONE, "locale": "en", "timezone_id": "Europe/Ljubljana", **options}
        context = browser.new_context(**told)
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens a phone's page, with scripts or without, in the light or in the dark."""
    contexts: list[BrowserContext] = []

    def open_one(scripts: bool = True, scheme: Scheme = "light") -> Page:
        context = browser.new_context(
            viewport=PHONE, java_script_enabled=scripts, color_scheme=scheme, locale="en"
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
