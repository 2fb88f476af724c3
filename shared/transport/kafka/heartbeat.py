"""Whether the broker still sees a member of a group as alive; reading alone does not show it.

kafka-python 3.0.12 sends heartbeats from a task of its own. When that task hangs, the client goes
on fetching although the group gave its partitions away long ago, and its `poll` spins, because
it waits only until the next heartbeat, which is always due.
"""

from dataclasses import dataclass, field
from time import monotonic

from kafka import KafkaConsumer

METRIC = "last-heartbeat-seconds-ago"
EVERY = 5.0  # seconds between checks: the library adds up all its figures for each


@dataclass
class HeartbeatMonitor:
    """Watches the heartbeats of one client, from the moment when it got partitions."""

    patience: float  # seconds without an answered heartbeat, longer than a session lasts
    _since: float | None = None  # when it was first seen with partitions
    _checked_at: float = field(default_factory=monotonic)

    def is_lost(self, client: KafkaConsumer) -> bool:
        """Whether its last answered heartbeat, or its joining, is longer ago than `patience`."""
        now = monotonic()
        if not client.assignment():
            self._since = None
            return False
        self._since = self._since or now
        if now < max(self._checked_at + EVERY, self._since + self.patience):
            return False
        self._checked_at = now
        ages = (group[METRIC] for group in client.metrics().values() if METRIC in group)
        return bool(max(ages, default=0.0) > self.patience)
