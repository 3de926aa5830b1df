import gzip
import itertools
import json
import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from shared.domain.agenda import Release, Revision
from shared.domain.event import Event, EventTranslation, Visibility
from shared.domain.place import Contact, Location
from shared.domain.session import Kind, Role, Session, Speaker
from shared.render.agenda.delta import merge_deltas, render_deltas
from shared.render.agenda.digest import locales_named, rendition_name
from shared.render.agenda.etag import TEMPLATE_VERSION, entity_tag
from shared.render.agenda.marks import Mark
from shared.render.agenda.revision import (
    REPRESENTATIONS,
    Matter,
    RenderedRevision,
    render_revision,
)
from tests.builders import NOW, a_release, a_session, an_event, some_sessions

URL = "https://meeting.example.org"
GOLDEN = {
    1: "en:f9cf1d9fc625686fdf303f524817a86e",
    2: "en:8fc235e7f70d5307034c3b042f998d8c",
    3: "en:7be233c84c56f653cd4f8edecf5f43f2",
}
"""By template version the digest of one small agenda; a new version gets a new line."""


def render(event: Event, release: Release) -> RenderedRevision:
    ids = [one.id for one in release.sessions]
    matter = Matter(
        event=event,
        release=release,
        revision=1,
        at=NOW,
        marks={one: Mark(1, NOW) for one in ids},
        numbers={one: number for number, one in enumerate(ids, 1)},
        history=(Revision(event.id, 1, release.number, "", NOW),),
    )
    return render_revision(matter, URL)


def a_revision(**changes: Any) -> RenderedRevision:
    return render(an_event(**changes), a_release())


def bodies_of(revision: RenderedRevision, locale: str = "en") -> dict[str, bytes]:
    bodies = {one.name: gzip.decompress(one.body) for one in revision.renditions}
    return {name: bodies[rendition_name(name, locale, revision.digest)] for name in REPRESENTATIONS}


def test_a_revision_has_every_representation_in_every_language_named_by_the_digest() -> None:
    revision = a_revision(translations=(EventTranslation("fr", "Atelier"),))
    assert [one.name for one in revision.renditions] == [
        rendition_name(name, locale, revision.digest)
        for locale in ("en", "fr")
        for name in REPRESENTATIONS
    ]


def test_the_source_holds_the_agenda_with_each_session_s_mark_and_number() -> None:
    bodies = bodies_of(a_revision())
    source = json.loads(bodies["source"])
    assert source["agenda"] == json.loads(bodies["json"])
    assert source["marks"]["coffee"] == [1, "2027-03-01T09:00:00+00:00"]
    assert source["numbers"] == {"opening": 1, "water-sharing": 2, "coffee": 3, "closing": 4}


def test_the_same_revision_gives_the_same_bytes() -> None:
    assert a_revision() == a_revision()


def test_the_head_is_the_json_without_its_sessions() -> None:
    bodies = bodies_of(a_revision())
    whole = json.loads(bodies["json"])
    assert json.loads(bodies["head"]) == {**whole, "sessions": []}


def test_gzip_carries_no_time_of_day() -> None:
    assert {one.body[4:8] for one in a_revision().renditions} == {bytes(4)}


def test_the_digest_names_the_locales_and_the_bytes() -> None:
    french = (EventTranslation("fr", "Atelier"), EventTranslation("de", "Werkstatt"))
    digest = a_revision(locale="pt-BR", translations=french).digest
    assert locales_named(digest) == ("pt-BR", "de", "fr")
    assert a_revision().digest != a_revision(visibility=Visibility.PUBLIC).digest


def test_a_renderer_that_gives_other_bytes_has_another_template_version() -> None:
    event = Event(
        id="golden",
        title="Golden meeting",
        timezone="Europe/Vienna",
        dates=(date(2027, 10, 31),),
        created_at=NOW,
        location=Location(text="Tide House", city="Piran"),
        contact=Contact(name="Ana Tidewell", email="ana@example.net"),
    )
    speakers = (Speaker("sp-1", "Bor Reed", "Tide House", Role.CHAIR),)
    start = datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    session = Session("s-1", "Tides", Kind.SESSION, start, start + timedelta(hours=2), "Room 1")
    sessions = (replace(session, speakers=speakers, description="Long.", items=("One",)),)
    revision = render(event, Release("golden", 1, sessions, NOW))
    assert revision.digest == GOLDEN[TEMPLATE_VERSION]


def test_a_tag_is_quoted_and_differs_by_all_it_is_made_of() -> None:
    parts = (1, "en:d", "json", "", "gzip")
    tag = entity_tag(*parts)
    others = {
        entity_tag(2, *parts[1:]),
        entity_tag(1, "fr:d", "json", "", "gzip"),
        entity_tag(1, "en:d", "txt", "", "gzip"),
        entity_tag(1, "en:d", "json", "day=1", "gzip"),
        entity_tag(1, "en:d", "json", "", "identity"),
    }
    assert len(others - {tag}) == 5
    assert tag.startswith('"1-')
    assert tag.endswith('"')


def a_change(*releases: tuple[Session, ...]) -> tuple[list[str], list[str]]:
    """Ids of the sessions and of the gone, from the first of the releases to the last."""
    deltas = [
        delta
        for number, (before, after) in enumerate(itertools.pairwise(releases), 2)
        for delta in render_deltas(
            an_event(), before, a_release(number=number, sessions=after), URL
        )
    ]
    sessions, removed = merge_deltas(deltas)
    return [one["id"] for one in sessions], removed


def test_a_delta_holds_what_is_new_what_differs_and_what_is_gone() -> None:
    opening, water, coffee, closing = some_sessions()
    later = replace(coffee, start=coffee.start + timedelta(minutes=5))
    assert a_change((opening, water, coffee), (opening, later, closing)) == (
        ["coffee", "closing"],
        ["water-sharing"],
    )


def test_a_session_that_went_and_came_back_is_not_gone() -> None:
    opening, water, _, _ = some_sessions()
    assert a_change((opening, water), (opening,), (opening, water)) == (["water-sharing"], [])


def test_a_session_that_changed_and_went_is_gone() -> None:
    opening, water, _, _ = some_sessions()
    other = replace(water, title="Sharing the water")
    assert a_change((opening, water), (opening, other), (opening,)) == ([], ["water-sharing"])


def test_a_session_that_came_and_went_was_never_there() -> None:
    opening, water, coffee, _ = some_sessions()
    assert a_change((opening,), (opening, water), (opening, coffee)) == (["coffee"], [])


def test_a_session_that_went_came_back_and_went_again_is_gone() -> None:
    opening, water, _, _ = some_sessions()
    both = (opening, water)
    assert a_change(both, (opening,), both, (opening,)) == ([], ["water-sharing"])


def test_a_new_first_day_renumbers_the_sessions_of_the_others() -> None:
    opening = some_sessions()[0]
    eve = replace(opening, id="eve", start=opening.start - timedelta(days=1), end=None)
    assert a_change((opening,), (eve, opening)) == (["eve", "opening"], [])


def test_deltas_that_do_not_fit_into_one_transaction_are_not_kept() -> None:
    noise = random.Random(7)
    said = [noise.randbytes(10_000).hex() for _ in range(30)]
    names = [f"{one}{two}" for one in "abcde" for two in "ab"]
    sessions = tuple(a_session(id=str(n), description=text) for n, text in enumerate(said))
    release = a_release(number=2, sessions=sessions)
    many = an_event(translations=tuple(EventTranslation(one) for one in names))
    assert [one.locale for one in render_deltas(an_event(), some_sessions(), release, URL)] == [
        "en"
    ]
    assert list(render_deltas(many, some_sessions(), release, URL)) == []
