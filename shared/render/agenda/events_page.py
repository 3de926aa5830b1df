"""The list of public events as a page; it is made when read, and needs no template engine."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from shared.domain.agenda import Listing
from shared.domain.place import place_line
from shared.render.agenda.dates import date_range
from shared.render.agenda.words import words_for

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Meetings</title>
<style>
body {{ margin: 0 auto; padding: 1.5rem 1.1rem 3rem; max-width: 50rem;
  font: 1.0625rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  background: #fdfcfa; color: #1d2327; overflow-wrap: break-word; }}
h1 {{ font-size: 1.8rem; line-height: 1.2; }}
ul {{ list-style: none; margin: 0; padding: 0; }}
li {{ padding: .7rem 0; border-bottom: 1px solid #dcd8d0; }}
a {{ color: #0b5a70; display: inline-block; padding: .2rem 0; font-weight: 600; }}
p {{ margin: 0; color: #5a646b; }}
@media (prefers-color-scheme: dark) {{
  body {{ background: #14181b; color: #e8e6e1; }}
  li {{ border-color: #323a40; }} a {{ color: #7cc7dc; }} p {{ color: #a3adb3; }}
}}
</style>
</head>
<body>
<main>
<h1>Meetings</h1>
{rows}
{further}
</main>
</body>
</html>
"""


def render_events(events: Sequence[Listing], cursor: str | None) -> bytes:
    """The page, UTF-8; `cursor` (None: that was all) is where the next page goes on."""
    rows = "".join(_row(one) for one in events)
    further = f'<p><a href="/agenda?cursor={cursor}">Further meetings</a></p>' if cursor else ""
    listed = f"<ul>\n{rows}</ul>" if rows else "<p>No meeting is announced here.</p>"
    return _PAGE.format(rows=listed, further=further).encode()


def _row(listing: Listing) -> str:
    days = [day.isoformat() for day in listing.dates]
    where = (date_range(days, words_for("en")), place_line(listing.location))
    state = (
        f" ({words_for('en')[f'status.{listing.status}']})" if listing.status != "scheduled" else ""
    )
    path = f"/agenda/{listing.event}/agenda.html"
    link = f'<a href="{path}" lang="{listing.locale}">{escape(listing.title)}</a>'
    return f"<li>{link}{state}<p>{escape(', '.join(part for part in where if part))}</p></li>\n"
