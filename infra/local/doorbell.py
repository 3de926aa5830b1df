"""The table's stream on a laptop: what is pending rings the mailer, batch by batch."""

from __future__ import annotations

import threading
from collections.abc import Callable

from infra.local.invoke import Crashed, Handler, invoke
from infra.local.payloads import Payload
from shared.edge.log import write_log
from shared.edge.stream import read_doorbells

BATCH = 10
ATTEMPTS = 3
"""How often a batch is handed over; what fails then is left to the timer, as in AWS."""


class Doorbell:
    """Delivers the stream's records to a handler, in the background and on demand.

    `records` answers what is new in the stream. Only records of pending messages are handed
    over, as the event source's filter has it in AWS.
    """

    def __init__(self, records: Callable[[], list[Payload]], handler: Handler) -> None:
        self._records = records
        self._handler = handler
        self._delivering = threading.Lock()
        self._rung = threading.Event()
        self._open = True
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Answer every ring from now on, in a thread of its own."""
        self._thread.start()

    def ring(self) -> None:
        """Say that something may have been written."""
        self._rung.set()

    def drain(self) -> None:
        """Deliver until the stream is empty; returns when everything has been handled."""
        with self._delivering:
            while records := self._records():
                pending = [one for one in records if read_doorbells({"Records": [one]})]
                for start in range(0, len(pending), BATCH):
                    self._deliver(pending[start : start + BATCH])

    def close(self) -> None:
        """Stop answering rings."""
        self._open = False
        self._rung.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while self._open:
            self._rung.wait()
            self._rung.clear()
            self.drain()

    def _deliver(self, batch: list[Payload]) -> None:
        for _ in range(ATTEMPTS):
            batch = self._undelivered(batch)
            if not batch:
                return
        write_log("error", function="stream", error="given up", records=len(batch))

    def _undelivered(self, batch: list[Payload]) -> list[Payload]:
        """What Lambda would hand over again: everything from the first failure on."""
        try:
            answer = invoke("stream", self._handler, {"Records": batch})
        except Crashed:
            return batch
        failed = {one["itemIdentifier"] for one in answer["batchItemFailures"]}
        numbers = [one["dynamodb"]["SequenceNumber"] for one in batch]
        first = next((at for at, number in enumerate(numbers) if number in failed), len(batch))
        return batch[first:]
