"""An agenda of 1,400 sessions, published to a real table and read whole."""

from __future__ import annotations

import gzip
import json

import pytest

from functions.agenda.app import app
from infra.bench.conference import make_sessions
from shared.ports import Store
from shared.verbs.publish import publish
from tests.builders import EVENT
from tests.edge.calling import call
from tests.fakes import FakeClock, put_event, some_ports

SESSIONS = 1400
MOST_BYTES = 6 * 1024 * 1024
"""What Lambda may answer; API Gateway takes binary answers in base64, a third more."""


@pytest.mark.parametrize("name", ["agenda.json", "agenda.html", "agenda.ics", "schedule.xml"])
def test_1400_sessions_answer_whole(store: Store, name: str) -> None:
    ports = some_ports(store, FakeClock())
    put_event(ports, sessions=make_sessions(SESSIONS))
    publish(ports, EVENT)
    app.use(ports)
    plain = call(app, "GET", f"/agenda/{EVENT}/{name}")
    packed = call(app, "GET", f"/agenda/{EVENT}/{name}", {"accept-encoding": "gzip"})
    assert (plain.status, packed.status) == (200, 200)
    assert gzip.decompress(packed.body) == plain.body
    assert len(plain.body) * 4 // 3 < MOST_BYTES
    marks = {"agenda.html": b'class="session ', "agenda.ics": b"BEGIN:VEVENT"}
    if name == "agenda.json":
        assert len(json.loads(plain.body)["sessions"]) == SESSIONS
    elif name == "schedule.xml":
        assert plain.body.count(b"<event ") == SESSIONS
    else:
        assert plain.body.count(marks[name]) >= SESSIONS
