"""The stream on a laptop: what rings, in which order, and what happens to failures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from infra.local.doorbell import ATTEMPTS, BATCH, Doorbell
from infra.local.engines import Engine, open_engine
from infra.local.payloads import Payload
from shared.domain.message import Message, MessageKind, claim_message, queue_message
from shared.domain.writes import Add, Replace
from tests.builders import EVENT, NOW, an_event

Keys = list[str]


class Listener:
    """Keeps the keys that each call brought; fails for what it is told to fail for."""

    def __init__(self, *refused: str, crashes: bool = False) -> None:
        self.heard: list[Keys] = []
        self._refused = refused
        self._crashes = crashes

    def __call__(self, payload: Payload, context: Any) -> Payload:
        images = [one["dynamodb"] for one in payload["Records"]]
        keys = [image["NewImage"]["key"]["S"] for image in images]
        self.heard.append(keys)
        if self._crashes:
            raise RuntimeError("no answer")
        failed = [
            image["SequenceNumber"]
            for image, key in zip(images, keys, strict=True)
            if key in self._refused
        ]
        return {"batchItemFailures": [{"itemIdentifier": number} for number in failed]}


@pytest.fixture(params=["memory", "moto"])
def engine(request: pytest.FixtureRequest) -> Any:
    with open_engine(request.param) as opened:
        yield opened


def a_message(key: str) -> Message:
    return queue_message(Message(key, MessageKind.LINK, EVENT, NOW))


def write(engine: Engine, *keys: str) -> None:
    for key in keys:
        engine.store.commit([Add(a_message(key))], f"add {key}")


def test_pending_messages_ring_in_order(engine: Engine) -> None:
    listener = Listener()
    write(engine, "a", "b", "c")
    Doorbell(engine.records, listener).drain()
    assert listener.heard == [["a", "b", "c"]]


def test_a_record_rings_once(engine: Engine) -> None:
    listener = Listener()
    doorbell = Doorbell(engine.records, listener)
    write(engine, "a")
    doorbell.drain()
    doorbell.drain()
    write(engine, "b")
    doorbell.drain()
    assert listener.heard == [["a"], ["b"]]


def test_what_is_no_pending_message_does_not_ring(engine: Engine) -> None:
    listener = Listener()
    doorbell = Doorbell(engine.records, listener)
    write(engine, "a")
    doorbell.drain()
    claimed = claim_message(a_message("a"), "claim", NOW)
    engine.store.commit([Replace(claimed)], "claim")
    engine.store.commit([Add(an_event())], "event")
    doorbell.drain()
    assert listener.heard == [["a"]]


def test_a_message_that_is_pending_again_rings_again(engine: Engine) -> None:
    listener = Listener()
    write(engine, "a")
    engine.store.commit([Replace(replace(a_message("a"), version=2))], "again")
    Doorbell(engine.records, listener).drain()
    assert listener.heard == [["a", "a"]]


def test_a_long_stream_comes_in_batches(engine: Engine) -> None:
    listener = Listener()
    keys = [f"{number:02d}" for number in range(BATCH + 1)]
    write(engine, *keys)
    Doorbell(engine.records, listener).drain()
    assert listener.heard == [keys[:BATCH], keys[BATCH:]]


def test_everything_from_the_first_failure_on_comes_again(engine: Engine) -> None:
    listener = Listener("b")
    write(engine, "a", "b", "c")
    Doorbell(engine.records, listener).drain()
    assert listener.heard == [["a", "b", "c"], *[["b", "c"]] * (ATTEMPTS - 1)]


def test_a_crash_brings_the_whole_batch_again(engine: Engine) -> None:
    listener = Listener(crashes=True)
    write(engine, "a", "b")
    Doorbell(engine.records, listener).drain()
    assert listener.heard == [["a", "b"]] * ATTEMPTS


def test_both_engines_give_records_of_one_shape() -> None:
    shapes = []
    for name in ("memory", "moto"):
        with open_engine(name) as engine:
            write(engine, "a")
            (record,) = engine.records()
            change = record["dynamodb"]
            image = {n: v for n, v in change["NewImage"].items() if n != "written"}
            shapes.append((sorted(record), sorted(change), change["Keys"], image))
    assert shapes[0] == shapes[1]
