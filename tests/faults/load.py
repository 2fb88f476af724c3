"""Somebody who goes on buying bicycles while things break, and keeps the receipts."""

import threading
from collections import Counter
from dataclasses import dataclass, field
from random import Random

from shared.kernel.outages import is_outage
from shared.store import Store
from tests.shared.bicycles import append, bought, lent
from tests.waiting import eventually

PACE = 0.01  # seconds between two commands
PAGE = 5000


def buy(shop: Store, random: Random, *, count: int = 2) -> None:
    for _ in range(count):
        number = random.randint(1, 9)
        append(shop, number, bought(number), lent(number))


@dataclass
class Load:
    """Commands one after the other for the length of a `with`, each with a token of its own."""

    store: Store
    seed: int
    acknowledged: list[int] = field(default_factory=list)  # tokens: the store said yes
    unknown: list[int] = field(default_factory=list)  # nobody knows whether it did
    _ending: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Load":
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._thread.join(timeout=60)

    def go_on(self, by: int = 50) -> None:
        """Until so many more commands were acknowledged."""
        enough = len(self.acknowledged) + by
        eventually(lambda: len(self.acknowledged) >= enough, within=60)

    def fail(self) -> None:
        """Until one more command was not."""
        enough = len(self.unknown) + 1
        eventually(lambda: len(self.unknown) >= enough, within=60)

    def stored(self) -> Counter[int]:
        """How often each token is in the store."""
        counts, after = Counter[int](), 0
        while page := self.store.read(after, PAGE):
            counts.update(m.data["price"] for m in page if m.name == "bicycle.bought")
            after = page[-1].position
        return counts

    def _run(self) -> None:
        random, token = Random(self.seed), 0
        while not self._ending.wait(PACE):
            token += 1
            number = random.randint(1, 12)
            try:
                append(self.store, number, bought(number, price=token), lent(number))
            except Exception as trouble:
                if not is_outage(trouble):
                    raise
                self.unknown.append(token)
            else:
                self.acknowledged.append(token)
