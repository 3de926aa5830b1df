"""Pictures of mails: as wide as a phone or a window, by day and by night."""

from __future__ import annotations

import struct
from pathlib import Path

from playwright.sync_api import Browser

from infra.local.gallery import take_pictures, write_index, write_letters
from shared.domain.message import MessageKind


def width_of(picture: Path) -> int:
    """The width that a PNG says it has (its first chunk is IHDR)."""
    width: int = struct.unpack(">I", picture.read_bytes()[16:20])[0]
    return width


def test_a_letter_is_pictured_in_each_width_and_colour_scheme(
    browser: Browser, tmp_path: Path
) -> None:
    letters = [one for one in write_letters() if one.kind is MessageKind.CHANGED][:1]
    take_pictures(browser, letters, tmp_path)
    assert {one.name: width_of(one) for one in tmp_path.iterdir()} == {
        "changed-de-600-light.png": 600,
        "changed-de-600-dark.png": 600,
        "changed-de-360-light.png": 360,
        "changed-de-360-dark.png": 360,
    }
    by_day, by_night = (tmp_path / f"changed-de-600-{one}.png" for one in ("light", "dark"))
    assert by_day.read_bytes() != by_night.read_bytes()


def test_no_letter_is_wider_than_a_phone(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 700})
    too_wide = []
    for letter in write_letters():
        page.set_content(letter.html)
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            too_wide.append(f"{letter.kind} in {letter.language}")
    page.close()
    assert too_wide == []


def test_the_index_shows_every_letter_with_its_subject(tmp_path: Path) -> None:
    letters = list(write_letters())
    index = write_index(letters, tmp_path).read_text("utf-8")
    assert [one.subject for one in letters if f"<p>{one.subject}</p>" not in index] == []
    assert index.count("<img ") == 4 * len(letters)
