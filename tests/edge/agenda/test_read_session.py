import gzip

from tests.edge.agenda.published import JSON, PATH, Readers, published

OPENING = f"{PATH}/sessions/opening"


def test_a_session_is_the_object_that_stands_in_the_agenda() -> None:
    readers = published()
    answer = readers.get(OPENING)
    assert answer.json() == readers.get(JSON).json()["sessions"][0]
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")


def test_an_unknown_session_is_not_found() -> None:
    answer = published().get(f"{PATH}/sessions/dinner")
    assert (answer.status, answer.json()["detail"]) == (404, "There is no such session.")
    assert published().get(f"{PATH}/sessions/dinner", if_none_match="*").status == 404
    assert Readers().get(OPENING).status == 404


def test_a_reader_who_holds_the_session_costs_the_pointer_alone() -> None:
    readers = published()
    tag = readers.get(OPENING).headers["etag"]
    assert readers.get(OPENING, if_none_match=tag).status == 304
    assert readers.store.reads == ["pointer"]


def test_every_session_has_its_own_tag() -> None:
    readers = published()
    tags = {readers.get(f"{PATH}/sessions/{one}").headers["etag"] for one in ("opening", "coffee")}
    assert len({*tags, readers.get(JSON).headers["etag"]}) == 3


def test_a_session_is_compressed_when_that_is_wanted() -> None:
    readers = published()
    coded = readers.get(OPENING, accept_encoding="gzip")
    assert gzip.decompress(coded.body) == readers.get(OPENING).body


def test_a_parameter_is_refused() -> None:
    assert published().get(f"{OPENING}?day=1").status == 400
    assert published().get(f"{OPENING}?lang=en").status == 200
