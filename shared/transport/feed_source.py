"""Another service's events over HTTP, in the same chain as its store has them."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event
from time import monotonic
from typing import Any
from uuid import UUID

import requests

from shared.kernel import strictjson
from shared.store import Bookmark, HighWaterMarks, Recorded
from shared.transport.envelope import Envelopes

MOST = 1000  # events that a feed gives at once
WAIT = 4  # seconds that it is asked to wait; a process that ends waits for that
PATIENCE = (3.05, 10.0)  # seconds to connect, and between two bytes


class FeedAway(ConnectionError):
    """The feed did not answer, or its answer was no feed; a later try may help."""


@dataclass(frozen=True)
class FeedSource:
    """Follows `GET <base_url>/<service>/api/v1/events` with a session that has access there."""

    base_url: str  # without a slash at the end
    envelopes: Envelopes
    session: requests.Session
    _last_marks: dict[str, HighWaterMarks] = field(
        default_factory=dict, init=False
    )  # its last answer

    @property
    def service(self) -> str:
        return self.envelopes.service

    @property
    def epoch(self) -> UUID:
        return self._last().epoch

    @property
    def partitions(self) -> Sequence[int]:
        return sorted(self._last().partitions)

    @property
    def waits(self) -> bool:
        return False

    def notify(self, wakeup: Event) -> None:
        """Nothing to do: HTTP brings no wakeup; `rest` waits over there."""

    def rest(self, wakeup: Event, seconds: float) -> None:
        """Let the feed answer when something is new; where it answers at once, rest here."""
        before, until = self._last().position, monotonic() + WAIT / 2
        with suppress(FeedAway):  # the next read says so
            self._ask(limit=0, after=before, wait=WAIT)
        if self._last().position == before and monotonic() < until:
            wakeup.wait(seconds)

    def head(self) -> int:
        return self.high_water_marks().position

    def high_water_marks(self) -> HighWaterMarks:
        self._ask(limit=0)
        return self._last_marks["heads"]

    def resume(self, partition: int, bookmark: Bookmark | None) -> None:
        """Nothing to do: every read says after which position."""

    def read(self, partition: int, after: int, limit: int) -> Sequence[Recorded]:
        messages: list[Recorded] = []
        while len(messages) < limit:
            count = min(limit - len(messages), MOST)
            page = self._page(partition, messages[-1].position if messages else after, count)
            messages += page
            if len(page) < count:
                break
        return messages

    def _page(self, partition: int, after: int, limit: int) -> Sequence[Recorded]:
        answer = self._ask(partition=partition, after=after, limit=limit)
        try:
            return [self.envelopes.unpack(envelope) for envelope in answer["events"]]
        except (KeyError, ValueError) as wrong:
            raise FeedAway(f"The feed of {self.service} holds what is no event of it.") from wrong

    def at(self, partition: int, position: int) -> Recorded:
        (message,) = self.read(partition, position - 1, 1)
        return message

    def numbered_after(self, partition: int, position: int) -> datetime | None:
        messages = self.read(partition, position, 1)
        return messages[0].numbered_at if messages else None

    def _last(self) -> HighWaterMarks:
        return self._last_marks.get("heads") or self.high_water_marks()

    def _ask(self, **query: int) -> dict[str, Any]:
        url = f"{self.base_url}/{self.service}/api/v1/events"
        try:
            response = self.session.get(url, params=query, timeout=PATIENCE, allow_redirects=False)
        except requests.RequestException as trouble:
            raise FeedAway(f"The feed of {self.service} does not answer.") from trouble
        if response.status_code != 200:
            raise FeedAway(f"The feed of {self.service} answered {response.status_code}.")
        try:
            answer: dict[str, Any] = strictjson.loads(response.content)
            self._last_marks["heads"] = _marks(answer)
        except (KeyError, TypeError, ValueError) as wrong:
            raise FeedAway(f"The feed of {self.service} answered something else.") from wrong
        return answer


def _marks(answer: dict[str, Any]) -> HighWaterMarks:
    heads = answer["heads"]
    return HighWaterMarks(
        epoch=UUID(answer["epoch"]),
        position=heads["position"],
        numbered_at=datetime.fromisoformat(heads["time"]) if heads["time"] else None,
        partitions={int(number): last for number, last in heads["partitions"].items()},
        ids={int(number): UUID(id_) for number, id_ in heads.get("ids", {}).items()},
    )
