"""Whether the broker still sees a member of a group as alive; reading alone does not show it.

kafka-python 3.0.12 sends heartbeats from a task of its own. When that task hangs, the client goes
on fetching although the group gave its partitions away long ago, and its `poll` spins, because
it waits only until the next heartbeat, which is always due.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import isinf
from time import monotonic

from kafka import KafkaConsumer

METRIC = "last-heartbeat-seconds-ago"
JOINING = 75.0  # seconds; a group waits for its other members as long as they may take to poll
EVERY = 5.0  # seconds between checks: the library adds up all its figures for each


@dataclass
class HeartbeatMonitor:
    """Watches the heartbeats of one client, from the moment when it was opened.

    A client without partitions is watched too: its task may hang when they go to another member,
    and then it would spin for ever.
    """

    patience: float  # seconds without an answered heartbeat, longer than a session lasts
    now: Callable[[], float] = monotonic
    _opened_at: float = field(init=False)
    _checked_at: float = field(init=False)

    def __post_init__(self) -> None:
        self._opened_at = self._checked_at = self.now()

    def is_lost(self, client: KafkaConsumer) -> bool:
        """Whether its last answered heartbeat is longer ago than `patience`.

        One that was never answered may take as long as joining does.
        """
        now = self.now()
        if now < max(self._checked_at + EVERY, self._opened_at + self.patience):
            return False
        self._checked_at = now
        ages = (group[METRIC] for group in client.metrics().values() if METRIC in group)
        age = max(ages, default=0.0)
        return now - self._opened_at > JOINING if isinf(age) else age > self.patience
