"""Whether a member of a group is still alive in the broker's eyes, which its reading does not tell.

kafka-python 3.0.12 sends heartbeats from a task of its own. Once that task hangs, the client goes
on fetching although the group has long given its partitions away, and its `poll` spins, because
it waits no longer than until a heartbeat that is always due.
"""

from dataclasses import dataclass, field
from time import monotonic

from kafka import KafkaConsumer

METRIC = "last-heartbeat-seconds-ago"
EVERY = 5.0  # seconds between looks: the library adds up all its figures for one


@dataclass
class HeartbeatMonitor:
    """One client's, from the moment on that it was given partitions."""

    patience: float  # seconds without an answered heartbeat, longer than a session lasts
    _since: float | None = None  # when it was first seen with partitions
    _looked: float = field(default_factory=monotonic)

    def is_lost(self, client: KafkaConsumer) -> bool:
        """Whether its last answered heartbeat, or its joining, is longer ago than `patience`."""
        now = monotonic()
        if not client.assignment():
            self._since = None
            return False
        self._since = self._since or now
        if now < max(self._looked + EVERY, self._since + self.patience):
            return False
        self._looked = now
        ages = (group[METRIC] for group in client.metrics().values() if METRIC in group)
        return bool(max(ages, default=0.0) > self.patience)
