"""Programmes out of invented words, and every way in which people write one down."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import docx
from babel.dates import format_date
from hypothesis import strategies as st

BREAKS = {
    "en": "Coffee break", "fr": "Pause café", "es": "Pausa", "pt": "Intervalo", "it": "Pausa caffè",
    "de": "Kaffeepause", "nl": "Koffiepauze", "pl": "Przerwa", "cs": "Přestávka", "ro": "Pauză",
    "sr_Cyrl": "Пауза", "sr_Latn": "Pauza", "hr": "Stanka", "tr": "Kahve molası", "ru": "Перерыв",
    "uk": "Перерва", "el": "Διάλειμμα", "hu": "Szünet", "sv": "Kaffepaus", "he": "הפסקה",
    "ar": "استراحة",
}  # fmt: skip
LABELS = {
    "en": "Speaker", "fr": "Intervenant", "es": "Ponente", "pt": "Orador", "it": "Relatore",
    "de": "Referent", "nl": "Spreker", "pl": "Prelegent", "cs": "Přednášející", "ro": "Vorbitor",
    "sr_Cyrl": "Говорник", "sr_Latn": "Govornik", "hr": "Predavač", "tr": "Konuşmacı",
    "ru": "Докладчик", "uk": "Доповідач", "el": "Ομιλητής", "hu": "Előadó", "sv": "Talare",
    "he": "דובר", "ar": "المتحدث",
}  # fmt: skip
SYLLABLES = {
    "Latn": ("ka", "lo", "mi", "ru", "ve", "do", "ni", "sa", "te", "gu"),
    "Cyrl": ("ка", "ло", "ми", "ру", "ве", "до", "ни", "са", "те", "гу"),
    "Grek": ("κα", "λο", "μι", "ρου", "βε", "δο", "νι", "σα", "τε", "γυ"),
    "Hebr": ("קא", "לו", "מי", "רו", "וה", "דו", "ני", "סא", "טה", "גו"),
    "Arab": ("كا", "لو", "مي", "رو", "في", "دو", "ني", "سا", "تي", "غو"),
}
PEOPLE = {
    "Latn": ("Ida Ferm", "Anna Lind", "Nela Brandt", "Ivo Kos"),
    "Cyrl": ("Анна Ферм", "Иван Линд", "Мария Брандт", "Ивана Кос"),
    "Grek": ("Άννα Φερμ", "Μαρία Μπραντ", "Νίκος Κος", "Γιώργος Λιντ"),
    "Hebr": ("דוד פרם", "יוסף לינד", "שרה ברנט"),
    "Arab": ("محمد فيرم", "أحمد ليند", "فاطمة براندت"),
}
BODIES = {
    "Latn": ("Institut Kelmora", "Universitet Toravi"),
    "Cyrl": ("Институт Келмора", "Университет Торави"),
    "Grek": ("Ινστιτούτο Κελμόρα",),
    "Hebr": ("מכון קלמורה",),
    "Arab": ("معهد كلمورا",),
}
SCRIPTS = {"sr_Cyrl": "Cyrl", "ru": "Cyrl", "uk": "Cyrl", "el": "Grek", "he": "Hebr", "ar": "Arab"}
NOTATIONS = (
    "{a:%H:%M} - {b:%H:%M}", "{a:%H:%M}–{b:%H:%M}", "{a:%H.%M} - {b:%H.%M}",
    "{a:%Hh%M} - {b:%Hh%M}",
    "{a.hour}:{a.minute:02} – {b.hour}:{b.minute:02}", "{a:%I:%M %p} - {b:%I:%M %p}",
)  # fmt: skip
Person = tuple[str, str | None]


@dataclass(frozen=True)
class Entry:
    """One session: its day, its times, its title, whether it is a break, and who speaks."""

    day: date
    start: time
    end: time
    title: str
    is_break: bool
    people: tuple[Person, ...] = ()


@dataclass(frozen=True)
class Written:
    """A programme, in which language and in which notation of times it is written."""

    language: str
    notation: str
    entries: tuple[Entry, ...]

    def times(self, entry: Entry) -> str:
        """The range of an entry."""
        return self.notation.format(a=entry.start, b=entry.end)

    def days(self) -> Iterator[tuple[str, list[Entry]]]:
        """Each day as it is written in full, with its entries."""
        for day in sorted({one.day for one in self.entries}):
            told = format_date(day, "full", self.language)
            yield told, [one for one in self.entries if one.day == day]


def _words(script: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(SYLLABLES[script]), min_size=3, max_size=4).map("".join)


@st.composite
def _titles(draw: st.DrawFn, script: str) -> str:
    words = draw(st.lists(_words(script), min_size=3, max_size=5))
    return " ".join([words[0].capitalize(), *words[1:]])


@st.composite
def programmes(draw: st.DrawFn, languages: Sequence[str] = tuple(BREAKS)) -> Written:
    """Two to four entries a day on one to three days, one after another."""
    language = draw(st.sampled_from(languages))
    script = SCRIPTS.get(language, "Latn")
    first = draw(st.dates(date(2024, 1, 1), date(2030, 12, 28)))
    entries: list[Entry] = []
    for offset in range(draw(st.integers(1, 3))):
        day = first + timedelta(days=offset)
        at = datetime.combine(day, time(draw(st.integers(8, 10))))
        for number in range(draw(st.integers(2, 4))):
            end = at + timedelta(minutes=draw(st.sampled_from([15, 20, 30, 45, 60, 90])))
            is_break = number > 0 and draw(st.booleans())
            title = BREAKS[language] if is_break else draw(_titles(script))
            people = () if is_break else draw(_people(script))
            entries.append(Entry(day, at.time(), end.time(), title, is_break, people))
            at = end
    return Written(language, draw(st.sampled_from(NOTATIONS)), tuple(entries))


def _people(script: str) -> st.SearchStrategy[tuple[Person, ...]]:
    bodies = st.none() | st.sampled_from(BODIES[script])
    one = st.tuples(st.sampled_from(PEOPLE[script]), bodies)
    return st.lists(one, max_size=2, unique_by=lambda person: person[0]).map(tuple)


def _person(person: Person) -> str:
    name, body = person
    return f"{name}, {body}" if body else name


def _bracketed(person: Person) -> str:
    name, body = person
    return f"{name} ({body})" if body else name


def _listed(entry: Entry) -> str:
    return "; ".join(_bracketed(one) for one in entry.people)


def _by_lines(written: Written, told: Callable[[Entry], Sequence[str]]) -> str:
    lines: list[str] = []
    for day, entries in written.days():
        lines += [day, ""]
        for one in entries:
            first, *more = told(one)
            lines += [f"{written.times(one)} {first}", *more]
        lines += [""]
    return "\n".join(lines)


def labelled(written: Written) -> str:
    """Speakers below their session, each on a line of their own behind a label."""
    label = LABELS[written.language]
    return _by_lines(
        written, lambda one: [one.title, *(f"{label}: {_person(two)}" for two in one.people)]
    )


def own_lines(written: Written) -> str:
    """Speakers below their session, on lines of their own."""
    return _by_lines(written, lambda one: [one.title, *map(_person, one.people)])


def brackets(written: Written) -> str:
    """The speaker in brackets behind the title."""
    return _by_lines(
        written,
        lambda one: [
            f"{one.title} ({'; '.join(map(_person, one.people))})" if one.people else one.title
        ],
    )


def dashed(written: Written) -> str:
    """A dash between times and title."""
    return _by_lines(written, lambda one: [f"– {one.title}", *map(_person, one.people)])


def spread(written: Written) -> str:
    """Times on a line of their own, a blank line between entries."""
    blocks = []
    for day, entries in written.days():
        blocks.append(day)
        blocks += ["\n".join([written.times(e), e.title, *map(_person, e.people)]) for e in entries]
    return "\n\n".join(blocks)


def tabs(written: Written) -> str:
    """Three columns with tabs between them."""
    return _columns(written, "\t".join)


def pipes(written: Written) -> str:
    """Three columns with strokes between them."""
    return _columns(written, " | ".join)


def _columns(written: Written, join: Callable[[Sequence[str]], str]) -> str:
    lines: list[str] = []
    for day, entries in written.days():
        lines += [day, *(join((written.times(e), e.title, _listed(e))) for e in entries), ""]
    return "\n".join(lines)


def markdown(written: Written) -> str:
    """A heading and a table for each day."""
    lines: list[str] = []
    for day, entries in written.days():
        lines += [f"## {day}", "", "| Time | Title | Speakers |", "|---|---|---|"]
        lines += [f"| {written.times(e)} | {e.title} | {_listed(e)} |" for e in entries]
        lines += [""]
    return "\n".join(lines)


def bullets(written: Written) -> str:
    """Markdown: bold times in a list, speakers as a list inside."""
    lines: list[str] = []
    for day, entries in written.days():
        lines += [f"## {day}", ""]
        for one in entries:
            lines += [f"* **{written.times(one)}** {one.title}"]
            lines += [f"  * {_person(two)}" for two in one.people]
        lines += [""]
    return "\n".join(lines)


def hypertext(written: Written) -> str:
    """A web page with a heading and a table for each day."""
    parts = ["<!doctype html><html><head><meta charset=utf-8><title></title></head><body>"]
    for day, entries in written.days():
        parts.append(f"<h2>{html.escape(day)}</h2><table>")
        for one in entries:
            cells = (written.times(one), one.title, _listed(one))
            parts.append(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in cells)}</tr>")
        parts.append("</table>")
    return "\n".join([*parts, "</body></html>"])


def word(written: Written) -> bytes:
    """A .docx file with a heading and a table for each day."""
    document, saved = docx.Document(), io.BytesIO()
    for day, entries in written.days():
        document.add_heading(day, 2)
        table = document.add_table(0, 3)
        for one in entries:
            texts = (written.times(one), one.title, _listed(one))
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                cell.text = text
    document.save(saved)
    return saved.getvalue()


def separated(written: Written) -> str:
    """A table as text, every cell told by its header."""
    told = io.StringIO()
    table = csv.writer(told)
    table.writerow(["date", "start", "end", "title", "speakers"])
    for one in written.entries:
        hours = (f"{one.start:%H:%M}", f"{one.end:%H:%M}")
        table.writerow([one.day.isoformat(), *hours, one.title, _listed(one)])
    return told.getvalue()


LAYOUTS: Mapping[str, Callable[[Written], str | bytes]] = {
    one.__name__: one
    for one in (
        labelled, own_lines, brackets, dashed, spread, tabs, pipes, markdown, bullets, hypertext,
        word, separated,
    )
}  # fmt: skip
