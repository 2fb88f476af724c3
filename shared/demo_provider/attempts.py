"""How many wrong passwords come from one address before it must wait.

They are counted by the address that a guess comes from and the name it is for, whether that name
exists or not: whoever guesses makes nobody else wait, neither that person elsewhere nor their
neighbours at the same address. Many guesses at many names from one address are counted too.
"""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

LIMIT = 10  # of one name
LIMIT_OF_ADDRESS = 200  # of all names together: a city may share an address
WINDOW = timedelta(minutes=1)
ALL_NAMES = ""
LONGEST = 120  # characters of a name that tell it from others
KEPT = 10_000  # counts in memory before those that are over are looked for

Key = tuple[str, str]  # address, name


@dataclass
class Attempts:
    """Failed sign-ins of the last minute, in this process's memory."""

    clock: Callable[[], datetime]
    failures: dict[Key, deque[datetime]] = field(default_factory=lambda: defaultdict(deque))
    lock: Lock = field(default_factory=Lock)

    def wait(self, address: str, name: str) -> int:
        """Seconds until this name may be tried again from there, 0 when it may now."""
        with self.lock:
            own = self._wait((address, _short(name)), LIMIT)
            return max(own, self._wait((address, ALL_NAMES), LIMIT_OF_ADDRESS))

    def failed(self, address: str, name: str) -> None:
        now = self.clock()
        with self.lock:
            if len(self.failures) > KEPT:
                self._forget(now)
            for key in ((address, _short(name)), (address, ALL_NAMES)):
                self.failures[key].append(now)

    def _wait(self, key: Key, limit: int) -> int:
        failures, now = self.failures.get(key), self.clock()
        while failures and failures[0] + WINDOW <= now:
            failures.popleft()
        if not failures or len(failures) < limit:
            return 0
        return max(1, int((failures[0] + WINDOW - now).total_seconds()))

    def _forget(self, now: datetime) -> None:
        over = [key for key, times in self.failures.items() if times[-1] + WINDOW <= now]
        for key in over:
            del self.failures[key]


def _short(name: str) -> str:
    return name.strip().casefold()[:LONGEST] or "-"
