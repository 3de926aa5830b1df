"""Pictures of every kind of mail in every language, as a phone and a computer show it.

    python -m infra.local.gallery

The pictures stand in build/mail, and an index.html beside them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from playwright.sync_api import Browser, sync_playwright

from infra.local.examples.letters import write_example
from infra.local.mailbox import open_mail, subject_of
from shared.domain.message import MessageKind
from shared.render.mail.templates import languages_of

GALLERY = Path(__file__).parents[2] / "build" / "mail"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
WIDTHS = (600, 360)
HEIGHT = 700
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@dataclass(frozen=True)
class Letter:
    """An example as it is read."""

    kind: MessageKind
    language: str
    subject: str
    html: str

    def picture(self, width: int, scheme: Scheme) -> str:
        """The name of the file of one picture."""
        return f"{self.kind}-{self.language}-{width}-{scheme}.png"


def write_letters() -> Iterator[Letter]:
    """The example of every kind in every language that it is written in."""
    for kind in MessageKind:
        for language in languages_of(kind):
            raw = write_example(kind, language).raw
            yield Letter(kind, language, subject_of(raw), open_mail(raw).html or "")


def take_pictures(browser: Browser, letters: list[Letter], folder: Path) -> None:
    """Show each letter in each width and colour scheme, and keep what is seen."""
    for width in WIDTHS:
        for scheme in SCHEMES:
            context = browser.new_context(
                viewport={"width": width, "height": HEIGHT},
                color_scheme=scheme,
                java_script_enabled=False,
            )
            page = context.new_page()
            for letter in letters:
                page.set_content(letter.html)
                page.screenshot(path=folder / letter.picture(width, scheme), full_page=True)
            context.close()


def write_index(letters: list[Letter], folder: Path) -> Path:
    """One page with all the pictures; its path."""
    pages = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
    )
    written = pages.get_template("gallery.html").render(
        letters=letters, widths=WIDTHS, schemes=SCHEMES
    )
    index = folder / "index.html"
    index.write_text(written, "utf-8")
    return index


def main() -> None:
    """Make all of it, and say where it is."""
    GALLERY.mkdir(parents=True, exist_ok=True)
    for old in GALLERY.glob("*.png"):
        old.unlink()
    letters = list(write_letters())
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        take_pictures(browser, letters, GALLERY)
        browser.close()
    print(f"{len(letters)} letters: {write_index(letters, GALLERY)}")


if __name__ == "__main__":
    main()
