"""Registrations as a landing page's sender posts them: first tries, repeats, retries."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from infra.cli.client import Answered, Client, part, say_problem
from infra.cli.demo.people import Person
from infra.cli.exits import SaidNo
from infra.cli.register import write_body
from infra.cli.signing import read_clock, sign

TWINS = 3
COPIES = 2
AT_ONCE = 8
TRIES = 5


@dataclass(frozen=True)
class Post:
    """One delivery of a sender: the same id is a retry, the same body the same content."""

    webhook_id: str
    body: bytes


@dataclass(frozen=True)
class Reply:
    """What a delivery was answered."""

    outcome: str
    registration: str | None
    body: bytes


def write_posts(people: Sequence[Person], now: int) -> tuple[Post, ...]:
    """One post per person."""
    return tuple(
        Post(
            f"msg_demo_{number:02d}",
            write_body(now, person.name, person.email, person.institution, {}, None),
        )
        for number, person in enumerate(people, start=1)
    )


def storm_of(posts: Sequence[Post]) -> tuple[Post, ...]:
    """Every post, the first few of them twice side by side, as impatient senders do."""
    return tuple(twin for post in posts[:TWINS] for twin in (post, post)) + tuple(posts[TWINS:])


def repeats_of(posts: Sequence[Post]) -> tuple[Post, ...]:
    """The first few once more under their ids, and the last few's content under new ids."""
    copies = [Post(f"{post.webhook_id}_again", post.body) for post in posts[-COPIES:]]
    return (*posts[:TWINS], *copies)


@dataclass(frozen=True)
class Sender:
    """A sender of signed webhooks for one event."""

    client: Client
    event: str
    key: bytes

    def post_all(self, posts: Sequence[Post]) -> tuple[Reply, ...]:
        """Post from several threads at once; the replies stand in the order of the posts."""
        now = read_clock(self.client)
        with ThreadPoolExecutor(AT_ONCE) as threads:
            return tuple(threads.map(lambda post: self._post(post, now), posts))

    def _post(self, post: Post, now: int) -> Reply:
        """Post until the answer is not 503, as Standard Webhooks asks of a sender."""
        headers = sign(self.key, post.webhook_id, now, post.body)
        for _ in range(TRIES):
            answer = self._send(post.body, headers)
            if answer.status != 503:
                break
            time.sleep(float(answer.headers.get("retry-after", "1")))
        if answer.status != 200:
            raise SaidNo(f"a registration was answered {say_problem(answer)}")
        told: Mapping[str, Any] = answer.json()
        return Reply(told["outcome"], told["registration"], answer.body)

    def _send(self, body: bytes, headers: Mapping[str, str]) -> Answered:
        path = f"/registration/{part(self.event)}/webhooks/standard"
        return self.client.send("POST", path, body, headers)
