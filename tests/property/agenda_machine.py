"""A machine that edits, publishes and takes back in any order, and reads as people's devices do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from shared.domain.event import EventTranslation, Visibility
from shared.domain.institution import Institution
from shared.domain.journal import Hand
from shared.domain.place import Location
from shared.domain.session import Kind, Session, SessionTranslation, Speaker, Status
from shared.verbs.render_again import render_again
from tests.edge.agenda.published import JSON, PATH, Readers
from tests.sessions import a_session, some_sessions
from tests.unit.calendar.reading import facts_of

IDS = st.sampled_from(["opening", "coffee", "tour"])
WORDS = st.sampled_from(["Rivers; lakes", "Straße, \\ 川", "Ωμέγα\nagain", "R" * 80])
SPEAKERS = st.lists(
    st.builds(
        Speaker,
        st.sampled_from(["sp-1", "sp-2"]),
        st.sampled_from(["Ada Ilves", "LAS"]),
        st.none() | st.just("las"),
        organisation=st.booleans(),
    ),
    max_size=2,
).map(tuple)
FRENCH = st.none() | st.builds(SessionTranslation, st.just("fr"), WORDS, room=st.none() | WORDS)
EDITS = st.fixed_dictionaries(
    {},
    optional={
        "title": WORDS,
        "kind": st.sampled_from(Kind),
        "room": st.none() | WORDS,
        "description": st.none() | WORDS,
        "status": st.sampled_from(Status),
        "speakers": SPEAKERS,
        "translations": FRENCH.map(lambda one: (one,) if one else ()),
    },
)
PATCHES: dict[str, st.SearchStrategy[Any]] = {
    "title": WORDS,
    "location": st.sampled_from([Location(city="Batumi"), Location("Blue Hall; Tbilisi")]),
    "dates": st.sampled_from([(), *((date(2027, 3, day),) for day in (12, 15, 20))]),
    "timezone": st.sampled_from(["Asia/Tbilisi", "America/St_Johns", "UTC"]),
    "status": st.sampled_from(Status),
    "visibility": st.sampled_from(Visibility),
    "locale": st.sampled_from(["en", "en", "fr"]),
    "translations": st.sampled_from([(), (EventTranslation("fr", "Atelier"),)]),
    "institutions": st.sampled_from(
        [(), *((Institution("las", "LAS", names={"fr": one}),) for one in ("ALS", "Lac"))]
    ),
}
NAMES = (
    *("agenda.json", "agenda.html", "agenda.txt", "agenda.ics", "schedule.xml", "schedule.json"),
    *("changes.atom", "manifest.webmanifest", "sessions/opening", "sessions/opening.ics"),
    *("agenda.json?since=1", "agenda.json?since=2", "agenda.json?kind=break"),
    *("agenda.txt?q=rivers", "agenda.ics?room=foyer", "agenda.json?release=1"),
)
ADDRESSES = [
    (f"{path}{'&' if '?' in path else '?'}{lang}" if lang else path, coding)
    for path, lang, coding in product(NAMES, ("", "lang=fr"), ("gzip", "identity"))
]
OPENING, _, COFFEE, _ = some_sessions()
RELEASED = ("json", "txt", "ics")
NOW_OR_LATER = st.sampled_from([True, True, False])


Sessions = dict[str, Any]
"""The sessions that a device keeps, by id."""


def catch_up(readers: Readers, release: int, lang: str, kept: Sessions) -> Sessions:
    """What a device that kept these of a release has after asking for what is new."""
    told = readers.get(f"{JSON}?since={release}{lang}").json()
    sessions = {one["id"]: one for one in told["sessions"]}
    if told["complete"]:
        return sessions
    assert set(told["removed"]) <= kept.keys() - sessions.keys()
    return {name: one for name, one in kept.items() if name not in told["removed"]} | sessions


class AgendaMachine(RuleBasedStateMachine):
    """Devices know what is published; tags name bytes; releases stay until they are taken away."""

    @initialize()
    def announce(self) -> None:
        self.readers = Readers()
        self.draft = {"opening": OPENING, "coffee": COFFEE}
        self.removed: dict[str, Session] = {}
        self.kept: dict[str, dict[int, Sessions]] = {lang: {} for lang in ("", "&lang=fr")}
        self.entries: dict[tuple[str, str], tuple[int, dict[str, str]]] = {}
        self.tags: dict[str, tuple[str, bytes]] = {}
        self.releases: dict[str, bytes] = {}
        self.redacted: set[int] = set()
        self.release = self.revision = 0
        self.publish(True)

    @rule(name=IDS, edit=EDITS, publish=NOW_OR_LATER)
    def edit_or_add(self, name: str, edit: dict[str, Any], publish: bool) -> None:
        there = self.draft.get(name) or self.removed.pop(name, a_session(id=name, title="New"))
        self.draft[name] = replace(there, **edit)
        self.publish(publish)

    @rule(
        name=IDS,
        quarters=st.integers(-150, 150),
        length=st.none() | st.integers(-1, 100),
        publish=NOW_OR_LATER,
    )
    def move(self, name: str, quarters: int, length: int | None, publish: bool) -> None:
        if name in self.draft:
            start = self.draft[name].start + timedelta(minutes=15 * quarters)
            end = None if length is None else start + timedelta(minutes=15 * length)
            self.draft[name] = replace(self.draft[name], start=start, end=end)
            self.publish(publish)

    @rule(name=IDS, publish=NOW_OR_LATER)
    def remove_or_revive(self, name: str, publish: bool) -> None:
        if name in self.removed:
            self.draft[name] = self.removed.pop(name)
        elif name in self.draft and len(self.draft) > 1:
            self.removed[name] = self.draft.pop(name)
        self.publish(publish)

    def publish(self, now: bool) -> None:
        self.readers.clock.advance(minutes=1)
        if now:
            self.readers.publish(tuple(self.draft.values()))
            self.shown = dict(self.draft)

    @rule(data=st.data(), names=st.lists(st.sampled_from(list(PATCHES)), min_size=1, max_size=2))
    def change_settings(self, data: st.DataObject, names: list[str]) -> None:
        self.readers.clock.advance(minutes=1)
        self.readers.revise(**{name: data.draw(PATCHES[name], name) for name in names})

    @precondition(lambda self: self.release > 1)
    @rule(data=st.data())
    def redact(self, data: st.DataObject) -> None:
        number = data.draw(st.integers(1, self.release - 1))
        self.readers.clock.advance(minutes=1)
        self.readers.redact(number)
        self.redacted.add(number)

    @rule()
    def render_once_more(self) -> None:
        pointer = render_again(self.readers.ports, self.readers.event.id, Hand("desk"))
        assert pointer.revision == self.revision

    def compare_tags(self) -> None:
        for path, coding in ADDRESSES:
            answer = self.readers.get(f"{PATH}/{path}", accept_encoding=coding)
            if answer.status == 200:
                tag, content = answer.headers["etag"], (answer.headers["content-type"], answer.body)
                assert self.tags.setdefault(tag, content) == content
                assert (
                    self.readers.get(
                        f"{PATH}/{path}", accept_encoding=coding, if_none_match=tag
                    ).status
                    == 304
                )

    @invariant()
    def numbers_never_fall(self) -> None:
        told = self.readers.get().json()
        assert told["release"] >= self.release
        assert told["revision"] >= self.revision
        assert {one["id"]: one["title"] for one in told["sessions"]} == {
            name: one.title for name, one in self.shown.items()
        }
        self.compare_releases(range(self.release + 1, told["release"] + 1))
        self.release, self.revision = told["release"], told["revision"]

    @invariant()
    def whoever_kept_a_release_catches_up_with_the_present_one(self) -> None:
        for lang, releases in self.kept.items():
            whole = self.readers.get(f"{JSON}?{lang}")
            if whole.status == 400:
                continue  # there is nothing in this language now
            sessions = {one["id"]: one for one in whole.json()["sessions"]}
            for release, kept in releases.items():
                assert catch_up(self.readers, release, lang, kept) == sessions
            releases.setdefault(whole.json()["release"], sessions)

    @invariant()
    def an_entry_says_something_else_only_under_a_higher_sequence(self) -> None:
        for lang in self.kept:
            answer = self.readers.get(f"{PATH}/agenda.ics?{lang}")
            for entry in facts_of(answer.body) if answer.status == 200 else ():
                sequence, name = int(entry["SEQUENCE"]), (lang, entry["UID"])
                latest, said = self.entries.get(name, (0, {}))
                assert sequence > latest or (sequence, entry) == (latest, said)
                self.entries[name] = sequence, entry

    @invariant()
    def readers_see_what_organisers_set(self) -> None:
        event = self.readers.ports.store.event(self.readers.event.id)
        told = self.readers.get(f"{JSON}?lang={event.locale}").json()["event"]
        assert (told["title"], told["timezone"]) == (event.title, event.timezone)
        assert (told["location"], told["status"]) == (vars(event.location), str(event.status))
        assert told["dates"] == [day.isoformat() for day in event.dates]

    def compare_releases(self, numbers: range) -> None:
        """Each of them as it was when it was first seen, or gone."""
        for number, name in product(numbers, RELEASED):
            path = f"{PATH}/agenda.{name}?release={number}"
            answer = self.readers.get(path, accept_encoding="gzip")
            if number in self.redacted:
                assert answer.status == 410
            else:
                assert answer.status == 200
                assert self.releases.setdefault(path, answer.body) == answer.body

    def teardown(self) -> None:
        """At the end look at everything."""
        if hasattr(self, "readers"):
            self.compare_tags()
            self.compare_releases(range(1, self.release + 1))
