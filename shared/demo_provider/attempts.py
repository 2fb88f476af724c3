"""How many wrong passwords a name may have before it must wait."""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

LIMIT = 10
WINDOW = timedelta(minutes=1)


@dataclass
class Attempts:
    """Failed sign-ins of the last minute by name, in this process's memory.

    The caller passes "" for names that do not exist, so the memory stays small.
    """

    clock: Callable[[], datetime]
    failures: dict[str, deque[datetime]] = field(default_factory=lambda: defaultdict(deque))
    lock: Lock = field(default_factory=Lock)

    def wait(self, name: str) -> int:
        """Seconds until `name` may try again, 0 when it may now."""
        with self.lock:
            failures, now = self.failures[name], self.clock()
            while failures and failures[0] + WINDOW <= now:
                failures.popleft()
            if len(failures) < LIMIT:
                return 0
            return max(1, int((failures[0] + WINDOW - now).total_seconds()))

    def failed(self, name: str) -> None:
        with self.lock:
            self.failures[name].append(self.clock())
