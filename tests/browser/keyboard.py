"""A person at the keyboard: no mouse, and no look into the page but at what has the focus."""

from __future__ import annotations

from playwright.sync_api import Page

MOST_STEPS = 80
FOCUSED = r"""() => {
  const one = document.activeElement;
  return one.name || one.innerText.trim().replace(/\s+/g, ' ') || one.tagName;
}"""


def focused(page: Page) -> str:
    """What has the focus: the field's key, else the words of the button, summary or link."""
    return str(page.evaluate(FOCUSED))


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the focus is there; it must come by within a page's round."""
    passed: list[str] = []
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        passed.append(focused(page))
        if passed[-1] == wanted:
            return
    raise AssertionError(f"{wanted!r} is not reached by Tab, only {list(dict.fromkeys(passed))}")


def fill(page: Page, key: str, text: str) -> None:
    """Go to a field and type over what is in it."""
    tab_to(page, key)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def tick(page: Page, key: str) -> None:
    """Go to a box and change it."""
    tab_to(page, key)
    page.keyboard.press("Space")


def press(page: Page, words: str) -> None:
    """Go to a button and press it; the page that answers is there when this returns."""
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def unfold(page: Page, words: str) -> None:
    """Go to what is folded up and open it."""
    tab_to(page, words)
    page.keyboard.press("Enter")
