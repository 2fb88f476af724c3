"""Many referrals at once from a sender who does not give up, and somebody who answers them.

As every client of the platform has to, they ask again, with the same key, whatever breaks between
them and the server, and remember what they were told.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Any
from uuid import uuid4

import requests

from tests.journeys.outside import REFERRALS, Caller

PAUSE = 0.1  # seconds before trying again


@dataclass
class Stream:
    """What a municipal system and a coordinator did and were told; safe for many threads."""

    sender: Caller
    acknowledged: dict[str, str] = field(default_factory=dict)  # reference -> id
    accepted: dict[str, str] = field(default_factory=dict)  # id of the referral -> of its case
    lost_answers: int = 0  # sent, and the connection broke before an answer
    surprises: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def send(self, referral: dict[str, Any]) -> str | None:
        """Send one until it is acknowledged, always with the same key; its id."""
        reference, key = referral["source_reference"], str(uuid4())
        answer = self._ask(lambda: self.sender.post(REFERRALS, referral, key=key))
        if answer is None or not self._is_well(answer, 201):
            return None
        with self.lock:
            self.acknowledged[reference] = answer.json()["id"]
        return self.acknowledged[reference]

    def accept(self, coordinator: Caller, referral_id: str) -> None:
        """Take it on once it is offered; whoever lost the answer finds it accepted."""
        address = f"{REFERRALS}/{referral_id}"
        while (answer := self._ask(lambda: coordinator.get(address))) is not None:
            if not self._is_well(answer, 200, 404):  # before the offer they may not see it
                return
            referral = answer.json() if answer.ok else {"status": "received"}
            if referral["status"] == "accepted":
                with self.lock:
                    self.accepted[referral_id] = referral["case"]
                return
            if referral["status"] == "offered":
                self._take_on(coordinator, address, answer.headers["ETag"])
            else:
                Event().wait(PAUSE)

    def has(self, number: int, *, accepted: bool = False) -> bool:
        """Whether so many are through, or none will be any more."""
        through = self.accepted if accepted else self.acknowledged
        return bool(self.surprises) or len(through) >= number

    def _take_on(self, coordinator: Caller, address: str, seen: str) -> None:
        answer = self._ask(lambda: coordinator.put(f"{address}/acceptance", {}, seen=seen))
        if answer is not None:
            self._is_well(answer, 200, 412)  # 412: somebody was faster, or the answer was lost

    def _ask(self, question: Callable[[], requests.Response]) -> requests.Response | None:
        """Ask until there is an answer; None once somebody was surprised."""
        while not self.surprises:
            try:
                answer = question()
            except requests.RequestException:
                with self.lock:
                    self.lost_answers += 1
            else:
                if answer.status_code != 503 or "Retry-After" not in answer.headers:
                    return answer
            Event().wait(PAUSE)
        return None

    def _is_well(self, answer: requests.Response, *expected: int) -> bool:
        if answer.status_code in expected:
            return True
        with self.lock:
            self.surprises.append(f"{answer.status_code} {answer.text}")
        return False
