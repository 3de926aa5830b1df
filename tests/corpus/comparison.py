"""How an answer is held to what a careful person reads, one group of fields after the other.

Each comparison gives a line for everything that is not as it should be; none is good.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tests.corpus.own_corpus import Answer, Reading, folded, folded_name, forms_of

HEARD = {"speaker", "panellist"}


def compare_sessions(reading: Reading) -> Iterator[str]:
    """Every entry once, with its printed start and end, in the order of the text."""
    for wanted, got in reading.pairs:
        if got is None:
            yield f"missing: {_named(wanted)}"
        elif not _end_is_right(wanted, got):
            yield f"end {got['end']} ({got['end_source']}): {_named(wanted)}"
    yield from (f"invented: {_named(got)}" for got in reading.invented)
    order = [reading.answer["sessions"].index(got) for _, got in reading.pairs if got]
    if order != sorted(order):
        yield f"not in the order of the text: {order}"


def compare_titles(reading: Reading) -> Iterator[str]:
    """Each entry's title as it is printed, without its time and its people."""
    for wanted, got in _both(reading):
        if folded(got["title"]) not in forms_of(wanted, "title"):
            yield f"{got['title']!r} is {wanted['title']!r}"


def compare_kinds(reading: Reading) -> Iterator[str]:
    """Each entry's kind."""
    for wanted, got in _both(reading):
        if got["kind"] not in [wanted["kind"], *wanted.get("kind_alt", [])]:
            yield f"{got['kind']} is {wanted['kind']}: {_named(wanted)}"


def compare_people(reading: Reading) -> Iterator[str]:
    """Everybody who is named, with affiliation and role, and nobody else."""
    for wanted, got in _both(reading):
        here = {folded_name(person["name"]): person for person in _people(got)}
        known = {folded_name(name) for name in wanted.get("speakers_optional", [])}
        for person in _people(wanted):
            forms = {folded_name(n) for n in [person["name"], *person.get("name_alt", [])]}
            known |= forms
            yield from _compare_person(person, next((here[f] for f in forms & set(here)), None))
        yield from (f"invented: {here[n]['name']}: {_named(wanted)}" for n in set(here) - known)
    yield from (f"invented: {p['name']}" for got in reading.invented for p in _people(got))


def compare_rooms(reading: Reading) -> Iterator[str]:
    """The room of each entry that prints one."""
    for wanted, got in _both(reading):
        if "room" in wanted and folded(got["room"]) != folded(wanted["room"]):
            yield f"{got['room']!r} is {wanted['room']!r}: {_named(wanted)}"


def compare_talks(reading: Reading) -> Iterator[str]:
    """The talks that have no time of their own, one by one in their session."""
    for wanted, got in _both(reading):
        printed = [folded(item["title"]) for item in got["items"]]
        talks = [forms_of(item, "title") for item in wanted.get("items", [])]
        if talks and (
            len(printed) != len(talks)
            or any(one not in forms for one, forms in zip(printed, talks, strict=True))
        ):
            yield f"{[item['title'] for item in got['items']]}: {_named(wanted)}"


def compare_days(reading: Reading) -> Iterator[str]:
    """The days of the event, and the day of every entry; no year that is nowhere printed."""
    dates = reading.answer["dates"]
    if dates not in [reading.gold["dates"], *reading.gold.get("dates_alt", [])]:
        yield f"days {dates} are {reading.gold['dates']}"
    for wanted, got in _both(reading):
        if got["date"] != wanted["date"]:
            yield f"date {got['date']} is {wanted['date']}: {_named(wanted)}"
        if got.get("month_day") != wanted.get("month_day"):
            yield f"day {got.get('month_day')} is {wanted.get('month_day')}: {_named(wanted)}"


def compare_head(reading: Reading) -> Iterator[str]:
    """The event's name and contact, and whatever else the gold says of its head."""
    gold, answer = reading.gold, reading.answer
    if folded(answer["title"]) not in forms_of(gold, "title"):
        yield f"title {answer['title']!r} is {gold['title']!r}"
    yield from _compare_contact(gold["contact"], answer["contact"])
    for key in {"project", "reference", "sections", "timezone"} & set(gold):
        if answer[key] != gold[key]:
            yield f"{key} {answer[key]!r} is {gold[key]!r}"
    invited = gold.get("invited_institutions", answer["participants"])
    if answer["participants"] != invited:
        yield f"participants {answer['participants']!r} are {invited!r}"


def compare_place(reading: Reading) -> Iterator[str]:
    """Where the event is: the printed words or the venue, and the country that is named."""
    wanted, got = reading.gold["location"], reading.answer["location"]
    if wanted is None or got is None:
        if wanted is not got:
            yield f"location {got} is {wanted}"
        return
    venue = "venue" in wanted and folded(got["venue"]) == folded(wanted["venue"])
    if not venue and folded(got["text"]) not in forms_of(wanted, "text"):
        yield f"location {got['text']!r} is {wanted['text']!r}"
    if "country" in wanted and folded(got["country"]) != folded(wanted["country"]):
        yield f"country {got['country']!r} is {wanted['country']!r}"


def compare_warnings(reading: Reading) -> Iterator[str]:
    """A warning within two lines of each entry whose printed times cannot be right."""
    lines = [folded(line) for line in reading.text.splitlines()]
    given = [warning["line"] for warning in reading.answer["warnings"] if warning["line"]]
    for wanted in reading.gold["sessions"]:
        if wanted.get("warning_required"):
            near = [n for n, line in enumerate(lines, 1) if folded(wanted["title"]) in line]
            if not any(abs(line - n) <= 2 for line in given for n in near):
                yield f"no warning near line {near}: {_named(wanted)}"


GROUPS: Mapping[str, Callable[[Reading], Iterator[str]]] = {
    "sessions": compare_sessions,
    "titles": compare_titles,
    "kinds": compare_kinds,
    "people": compare_people,
    "rooms": compare_rooms,
    "talks": compare_talks,
    "days": compare_days,
    "head": compare_head,
    "place": compare_place,
    "warnings": compare_warnings,
}


def groups_of(gold: Answer) -> list[str]:
    """The comparisons that an outline has something for."""
    only = {"rooms": "room", "talks": "items", "warnings": "warning_required"}
    entries = gold["sessions"]
    return [name for name in GROUPS if name not in only or any(only[name] in e for e in entries)]


def _both(reading: Reading) -> Iterator[tuple[Answer, Answer]]:
    """The pairs; an entry that is not found at all has nothing right."""
    nothing: Answer = {
        "title": "",
        "kind": None,
        "date": None,
        "room": None,
        "speakers": [],
        "items": [],
    }
    return ((wanted, nothing if got is None else got) for wanted, got in reading.pairs)


def _end_is_right(wanted: Answer, got: Answer) -> bool:
    if wanted["end"] is None:
        return got["end"] is None or got["end_source"] == "inferred"
    return got["end"] in [wanted["end"], *wanted.get("end_alt", [])]


def _people(entry: Answer) -> list[Answer]:
    return [*entry["speakers"], *(p for item in entry.get("items", []) for p in item["speakers"])]


def _compare_person(wanted: Answer, got: Answer | None) -> Iterator[str]:
    if got is None:
        yield f"missing: {wanted['name']}"
        return
    roles = {wanted["role"], *wanted.get("role_alt", [])}
    if got["role"] not in (roles | HEARD if roles & HEARD else roles):
        yield f"{wanted['name']}: role {got['role']} is {wanted['role']}"
    affiliations = forms_of({"affiliation": None, **wanted}, "affiliation")
    if folded(got["affiliation"]) not in affiliations:
        yield f"{wanted['name']}: {got['affiliation']!r} is {wanted.get('affiliation')!r}"
    if got["organisation"] != wanted.get("organisation", False):
        yield f"{wanted['name']}: organisation {got['organisation']}"


def _compare_contact(wanted: Answer | None, got: Answer | None) -> Iterator[str]:
    if wanted is None or got is None:
        if wanted is not got:
            yield f"contact {got} is {wanted}"
        return
    keys = ["name", "email", "phone", *({"post", "organisation"} & set(wanted))]
    for key in keys:
        if folded(got[key]) != folded(wanted.get(key)):
            yield f"contact's {key} {got[key]!r} is {wanted.get(key)!r}"


def _named(entry: Answer) -> str:
    times = f"{entry['start']}-{entry['end'] or ''}" if "start" in entry else ""
    return f"{entry.get('day', '')} {times} {entry['title']}"
