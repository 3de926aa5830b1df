"""A machine that edits, publishes and takes back in any order, and reads as people's devices do."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import product
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from shared.domain.event import EventTranslation, Visibility
from shared.domain.institution import Institution
from shared.domain.place import Location
from shared.domain.session import Kind, Session, SessionTranslation, Speaker, Status
from tests.edge.agenda.published import JSON, PATH, Readers
from tests.sessions import a_session, some_sessions

IDS = st.sampled_from(["opening", "water-sharing", "coffee", "closing", "tour", "supper"])
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
PATCHES = st.fixed_dictionaries(
    {},
    optional={
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
    },
)
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
RELEASED = ("json", "txt", "ics")
NOW_OR_LATER = st.sampled_from([True, True, False])


@dataclass
class Device:
    """What somebody's device keeps of the agenda; nothing at first."""

    lang: str
    release: int = 0
    head: dict[str, Any] = field(default_factory=dict)
    sessions: dict[str, Any] = field(default_factory=dict)

    def sync(self, readers: Readers) -> bool:
        """Ask for what is new, as the page does; False where the language is not there."""
        answer = readers.get(f"{JSON}?since={self.release}{self.lang}")
        if answer.status == 400:
            self.release, self.sessions = 0, {}
            return False
        told = answer.json()
        if told["complete"]:
            self.sessions = {}
        assert set(told["removed"]) <= self.sessions.keys()
        assert not {one["id"] for one in told["sessions"]} & set(told["removed"])
        assert told["release"] >= self.release
        kept = {id_: one for id_, one in self.sessions.items() if id_ not in told["removed"]}
        self.sessions = kept | {one["id"]: one for one in told["sessions"]}
        self.release, self.head = told["release"], told["event"]
        return True


class AgendaMachine(RuleBasedStateMachine):
    """Devices know what is published; tags name bytes; releases stay until they are taken away."""

    @initialize()
    def announce(self) -> None:
        self.readers = Readers()
        self.draft = {one.id: one for one in some_sessions()}
        self.removed: dict[str, Session] = {}
        self.devices = [Device(""), Device("&lang=fr")]
        self.tags: dict[str, tuple[str, bytes]] = {}
        self.releases: dict[str, bytes] = {}
        self.redacted: set[int] = set()
        self.release = self.revision = 0
        self.readers.publish()

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
    def remove(self, name: str, publish: bool) -> None:
        if name in self.draft and len(self.draft) > 1:
            self.removed[name] = self.draft.pop(name)
            self.publish(publish)

    @rule(publish=NOW_OR_LATER)
    def revive(self, publish: bool) -> None:
        self.draft |= self.removed
        self.removed = {}
        self.publish(publish)

    def publish(self, now: bool) -> None:
        self.readers.clock.advance(minutes=1)
        if now:
            self.readers.publish(tuple(self.draft.values()))

    @rule(patch=PATCHES)
    def patch(self, patch: dict[str, Any]) -> None:
        self.readers.clock.advance(minutes=1)
        self.readers.revise(**patch)

    @precondition(lambda self: self.release > 1)
    @rule(data=st.data())
    def redact(self, data: st.DataObject) -> None:
        number = data.draw(st.integers(1, self.release - 1))
        self.readers.clock.advance(minutes=1)
        self.readers.redact(number)
        self.redacted.add(number)

    @rule(which=st.integers(0, 1), look=st.sampled_from([False, False, False, True]))
    def sync(self, which: int, look: bool) -> None:
        if look:
            self.compare_tags()
        device = self.devices[which]
        whole = self.readers.get(f"{JSON}?{device.lang}")
        if not device.sync(self.readers):
            assert whole.status == 400
            return
        told = whole.json()
        assert (device.release, device.head) == (told["release"], told["event"])
        assert device.sessions == {one["id"]: one for one in told["sessions"]}

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
        self.compare_releases(range(self.release + 1, told["release"] + 1))
        self.release, self.revision = told["release"], told["revision"]

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
        """At the end everybody has what there is."""
        if hasattr(self, "readers"):
            self.compare_tags()
            self.compare_releases(range(1, self.release + 1))
            for which in range(2):
                self.sync(which, False)
