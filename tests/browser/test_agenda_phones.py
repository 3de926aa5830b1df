"""The agenda on phones that can do little, on paper, and under axe."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Error, Page, expect

from tests.browser.agenda import Agenda, ask_again, titles, wait_until_kept
from tests.browser.conftest import OpenPage
from tests.browser.test_every_page import find_serious

ALL = 10
MISSING = {
    "storage": "for (const one of ['localStorage', 'sessionStorage']) delete window[one];"
    "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no'); }});",
    "worker": "delete Navigator.prototype.serviceWorker; delete window.caches;",
    "words": "delete Intl.RelativeTimeFormat; delete Intl.PluralRules;",
    "zones": "Intl.DateTimeFormat = function () { throw new RangeError('no zones'); };",
    "intl": "delete window.Intl;",
    "files": "delete window.Blob;",
    "fetch": "delete window.fetch;",
    "patience": "delete window.AbortController;",
}
NARROW, WIDE = 360, 1280


def complaints(page: Page) -> list[str]:
    """What lands in the console from now on."""
    found: list[str] = []

    def note(message: ConsoleMessage) -> None:
        found.append(message.text)

    def note_error(error: Error) -> None:
        found.append(error.message)

    page.on("console", note)
    page.on("pageerror", note_error)
    return found


def test_without_scripts_the_page_is_whole_and_shows_no_dead_button(
    agenda: Agenda, open_phone: OpenPage
) -> None:
    page = open_phone(java_script_enabled=False)
    page.goto(agenda.url)
    assert len(titles(page)) == ALL
    assert [one for one in page.get_by_role("button").all() if one.is_visible()] == []
    expect(page.get_by_role("searchbox")).to_be_hidden()
    page.get_by_role("link", name="Thursday, 15 April 2027").click()
    expect(page.get_by_role("heading", name="Thursday, 15 April 2027")).to_be_in_viewport()


@pytest.mark.parametrize("missing", MISSING)
def test_a_phone_that_lacks_something_is_told_of_nothing(
    agenda: Agenda, open_phone: OpenPage, missing: str
) -> None:
    page = open_phone(timezone_id="Asia/Tokyo")
    page.add_init_script(MISSING[missing])
    found = complaints(page)
    page.goto(agenda.url)
    page.get_by_label("In my sessions: Opening").click()
    page.get_by_role("button", name="My sessions (1)").click()
    assert titles(page) == ["Opening"]
    page.get_by_role("button", name="My time").click()
    expect(page.locator(".session:not([hidden]) .time")).to_have_text("16:00–16:30")
    page.get_by_role("button", name="My sessions (1)").click()
    agenda.publish(agenda.sessions()[1:])
    ask_again(page)
    if missing != "fetch":
        expect(page.get_by_role("status")).to_contain_text("changed")
        assert len(titles(page)) == ALL - 1
    page.reload()
    expect(page.locator("#_age")).to_be_hidden()
    expect(page.get_by_role("status")).to_have_text("")
    assert found == []


def test_a_phone_that_has_everything_has_no_complaint_either(
    agenda: Agenda, open_phone: OpenPage
) -> None:
    page = open_phone()
    found = complaints(page)
    page.goto(agenda.url)
    wait_until_kept(page, f"{agenda.path}/agenda.ics")
    page.reload()
    assert len(titles(page)) == ALL
    assert found == []


def test_nothing_of_the_script_is_seen_outside_of_it(agenda: Agenda, open_phone: OpenPage) -> None:
    page = open_phone()
    page.goto(agenda.url.replace(".html", ".txt"))
    before = page.evaluate("Object.keys(window)")
    page.goto(agenda.url)
    assert page.evaluate("Object.keys(window)") == before


def test_no_other_script_runs_on_the_page(agenda: Agenda, open_phone: OpenPage) -> None:
    page = open_phone()
    page.goto(agenda.url)
    page.evaluate(
        """() => {
          const script = document.createElement('script');
          script.textContent = 'window.ran = true';
          document.body.append(script);
        }"""
    )
    assert page.evaluate("window.ran") is None


def test_the_agenda_can_be_installed(agenda: Agenda, open_phone: OpenPage) -> None:
    page = open_phone()
    page.goto(agenda.url)
    wait_until_kept(page, f"{agenda.path}/agenda.ics")
    devtools = page.context.new_cdp_session(page)
    manifest = devtools.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"] == f"{agenda.stack.url}{agenda.path}/manifest.webmanifest"
    # Chromium installs nothing in a context that forgets everything; nothing else is in the way.
    hindrances = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [one["errorId"] for one in hindrances] in ([], ["in-incognito"])


def test_the_page_of_the_founding_is_light(agenda: Agenda, open_phone: OpenPage) -> None:
    page = open_phone()
    opened = page.goto(agenda.url)
    assert opened is not None
    assert len(gzip.compress(opened.body(), mtime=0)) < 20_000


def test_on_paper_there_is_the_programme_and_nothing_to_press(
    agenda: Agenda, open_phone: OpenPage
) -> None:
    page = open_phone()
    page.goto(agenda.url)
    page.get_by_role("tab", name="Tuesday 13").click()
    page.emulate_media(media="print")
    assert len(titles(page)) == ALL
    for control in page.locator("button, input, nav, .tabs, .formats").all():
        expect(control).to_be_hidden()
    expect(page.locator("#_release")).to_be_visible()
    expect(page.locator(".paper")).to_have_text(f"The newest agenda is at \u2066{agenda.url}\u2069")
    assert page.pdf(format="A4").startswith(b"%PDF")


def everything_shown(page: Page) -> None:
    page.get_by_label("In my sessions: Opening").click()


def mine_shown(page: Page) -> None:
    page.get_by_label("In my sessions: Opening").click()
    page.locator("#_mine").click()
    page.locator("#_myzone").click()


def nothing_found(page: Page) -> None:
    page.get_by_role("searchbox").fill("nothing of this kind")


def no_network(page: Page) -> None:
    page.evaluate("dispatchEvent(new Event('offline'))")


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("do", [everything_shown, mine_shown, nothing_found, no_network])
def test_axe_finds_nothing_serious_in_any_state(
    agenda: Agenda, open_phone: OpenPage, do: Callable[[Page], None], scheme: str, width: int
) -> None:
    size = {"width": width, "height": 740}
    page = open_phone(color_scheme=scheme, viewport=size, timezone_id="Asia/Tokyo")
    page.clock.set_fixed_time("2027-04-13T08:05:00Z")
    page.goto(agenda.url)
    do(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert find_serious(page) == []


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_where_writing_goes_left(
    agenda: Agenda, open_phone: OpenPage, scheme: str, width: int
) -> None:
    page = open_phone(color_scheme=scheme, viewport={"width": width, "height": 740})
    page.clock.set_fixed_time("2027-04-13T08:05:00Z")
    page.goto(f"{agenda.url}?lang=ar")
    assert page.evaluate("[document.dir, document.documentElement.lang]") == ["rtl", "ar"]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert find_serious(page) == []


def test_everything_to_press_is_large_enough(agenda: Agenda, open_phone: OpenPage) -> None:
    page = open_phone(timezone_id="Asia/Tokyo")
    page.goto(agenda.url)
    boxes: list[dict[str, Any]] = page.evaluate(
        """() => [...document.querySelectorAll('button, input, main a, footer a, nav a')]
          .filter((one) => one.offsetParent)
          .map((one) => [one.textContent, one.getBoundingClientRect()])
          .filter(([, box]) => box.width < 24 || box.height < 24)"""
    )
    assert boxes == []
    assert page.locator("button:visible").count() > ALL


def test_with_forced_colours_what_is_chosen_is_told_apart(
    agenda: Agenda, open_phone: OpenPage
) -> None:
    page = open_phone(forced_colors="active")
    page.goto(agenda.url)
    tabs = page.locator("[role=tab]")
    colour = "(one) => getComputedStyle(one).color"
    assert tabs.nth(0).evaluate(colour) != tabs.nth(1).evaluate(colour)
