"""The agenda in the basement: opened once with a network, and then again without."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.agenda import Agenda, ask_again, titles, wait_for, wait_until_kept
from tests.browser.conftest import OpenPage

MORNING = datetime(2027, 4, 13, 6, 5, tzinfo=UTC)
TODAY = ["Registration", "Opening", "Žáby v potrubí", "Small utilities", "Coffee break"]


def visit(page: Page, agenda: Agenda, query: str = "") -> None:
    """Open the page, and stay until the phone has kept it."""
    page.clock.install(time=MORNING)
    page.goto(f"{agenda.url}{query}")
    wait_until_kept(page, f"{agenda.path}/agenda.ics{query}", f"{agenda.path}/agenda.html{query}")


def go_down(context: BrowserContext) -> None:
    """No network, for pages and for service workers."""
    context.set_offline(True)


def test_what_was_opened_once_opens_without_a_network_and_says_how_old_it_is(
    agenda: Agenda, open_phone: OpenPage
) -> None:
    page = open_phone()
    visit(page, agenda)
    expect(page.locator("#_age")).to_be_hidden()
    go_down(page.context)
    page.clock.pause_at(MORNING + timedelta(hours=3, minutes=1))
    page.goto(agenda.url)
    expect(page.locator("#_age")).to_have_text(
        "No connection. This agenda is as of \u206608:05\u2069, 3 hours ago."
    )
    assert titles(page)[:5] == TODAY
    page.clock.run_for(60 * 60 * 1000)
    expect(page.locator("#_age")).to_contain_text("4 hours ago")
    page.context.set_offline(False)
    ask_again(page)
    expect(page.locator("#_age")).to_be_hidden()


def test_a_start_without_a_network_shows_the_newest_that_was_known(
    agenda: Agenda, open_phone: OpenPage
) -> None:
    page = open_phone()
    visit(page, agenda)
    rename_one_and_take_one_off(agenda)
    ask_again(page)
    expect(page.get_by_role("status")).to_have_text("2 sessions have changed.")
    wait_for(page, HAS_TEA, f"{agenda.path}/agenda.ics")
    go_down(page.context)
    page.goto(agenda.url)
    assert titles(page)[:2] == ["Registration and tea", "Žáby v potrubí"]
    expect(page.locator("#_age")).to_contain_text("as of \u206608:05\u2069")


def test_an_older_page_is_brought_up_to_what_was_known_before_anybody_is_asked(
    agenda: Agenda, open_phone: OpenPage
) -> None:
    page = open_phone(service_workers="block")
    page.clock.install(time=MORNING)
    opened = page.goto(agenda.url)
    assert opened is not None
    older = opened.text()
    rename_one_and_take_one_off(agenda)
    ask_again(page)
    expect(page.get_by_role("status")).to_have_text("2 sessions have changed.")
    page.route("**/agenda.html", lambda route: route.fulfill(body=older, content_type=HTML))
    page.route("**/agenda.json?*", lambda route: route.abort("internetdisconnected"))
    page.goto(agenda.url)
    assert "Registration and tea" not in older
    assert titles(page)[:2] == ["Registration and tea", "Žáby v potrubí"]
    expect(page.get_by_role("status")).to_have_text("")
    expect(page.locator("#_age")).to_contain_text("as of \u206608:05\u2069")


def rename_one_and_take_one_off(agenda: Agenda) -> None:
    first, _, *others = agenda.sessions()
    agenda.publish([first | {"title": "Registration and tea"}, *others])


KEYS = "async () => (await (await caches.open('agenda-1')).keys()).map((one) => one.url)"
HAS_TEA = "async (url) => (await (await caches.match(url)).text()).includes('and tea')"
HTML = "text/html; charset=utf-8"


def test_what_advertisers_add_makes_no_other_page(agenda: Agenda, open_phone: OpenPage) -> None:
    page = open_phone()
    visit(page, agenda)
    go_down(page.context)
    page.goto(f"{agenda.url}?utm_source=poster&fbclid=1")
    assert page.locator("h1").inner_text().startswith("Keeping drinking water safe")
    keys = page.evaluate(KEYS)
    assert [one for one in keys if "utm" in one] == []


def test_every_language_that_was_opened_is_there(agenda: Agenda, open_phone: OpenPage) -> None:
    page = open_phone()
    visit(page, agenda, "?lang=ar")
    go_down(page.context)
    page.goto(f"{agenda.url}?lang=ar")
    expect(page.locator("h1")).to_have_text("ورشة عمل حول مياه الشرب")
    expect(page.locator("#_age")).to_contain_text("لا")


def test_the_installed_app_opens_without_a_network(agenda: Agenda, open_phone: OpenPage) -> None:
    page = open_phone()
    visit(page, agenda)
    start = f"{agenda.path}/agenda.html?lang=en"
    wait_until_kept(page, start)
    go_down(page.context)
    page.goto(f"{agenda.stack.url}{start}")
    assert titles(page)[:5] == TODAY


def test_the_short_address_opens_without_a_network(agenda: Agenda, open_phone: OpenPage) -> None:
    page = open_phone()
    page.goto(f"{agenda.stack.url}{agenda.path}?utm_source=badge")
    wait_until_kept(page, f"{agenda.path}/agenda.html")
    go_down(page.context)
    page.goto(f"{agenda.stack.url}{agenda.path}")
    assert titles(page)[:5] == TODAY


def test_a_failing_server_is_no_reason_to_show_nothing(
    agenda: Agenda, open_phone: OpenPage
) -> None:
    page = open_phone()
    visit(page, agenda)
    page.context.route("**/agenda*", lambda route: route.fulfill(status=503, body="Sorry"))
    page.goto(agenda.url)
    assert titles(page)[:5] == TODAY
    expect(page.locator("#_age")).to_contain_text("This agenda is as of")


def test_a_network_that_keeps_one_waiting_is_not_waited_for(
    agenda: Agenda, open_phone: OpenPage
) -> None:
    page = open_phone()
    visit(page, agenda)
    page.context.route("**/agenda.html*", lambda route: None)
    page.goto(agenda.url)
    assert titles(page)[:5] == TODAY


def test_nothing_but_agendas_is_kept(agenda: Agenda, open_phone: OpenPage) -> None:
    page = open_phone()
    visit(page, agenda)
    page.evaluate("(url) => fetch(url)", f"{agenda.path}/agenda.json")
    page.goto(f"{agenda.stack.url}/registration/{agenda.event}")
    page.goto(agenda.url)
    keys = page.evaluate(KEYS)
    kinds = {re.sub(r".*/agenda/([^/]*/)?|\?.*", "", one) for one in keys}
    assert kinds == {
        "agenda.html",
        "agenda.ics",
        "manifest.webmanifest",
        "icon.svg",
        "icon-192.png",
        "icon-512.png",
    }


def test_an_agenda_that_is_gone_is_let_go_of(agenda: Agenda, open_phone: OpenPage) -> None:
    page = open_phone()
    visit(page, agenda)
    page.context.route("**/agenda.html*", lambda route: route.fulfill(status=410, body="Gone"))
    page.goto(agenda.url)
    wait_for(page, "async (url) => !(await caches.match(url))", f"{agenda.path}/agenda.html")


def test_copies_of_an_older_worker_are_thrown_away(agenda: Agenda, open_phone: OpenPage) -> None:
    page = open_phone()
    page.goto(f"{agenda.stack.url}{agenda.path}/agenda.txt")
    page.evaluate("Promise.all([caches.open('agenda-0'), caches.open('another')])")
    page.goto(agenda.url)
    wait_until_kept(page, f"{agenda.path}/agenda.ics")
    assert sorted(page.evaluate("caches.keys()")) == ["agenda-1", "another"]
