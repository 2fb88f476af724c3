"""What a process remembers of a consumer's reading between two batches; its rows decide all."""

from collections.abc import Mapping, Sequence
from time import monotonic

from shared.consumer.checkpoint import Checkpoint
from shared.store import Recorded

EVERY = 30.0  # seconds between two questions whether the source holds what was processed
AWAY = 15.0  # seconds without a contact, after which the source may have been restored


class Reading:
    """From where it reads next, whether anything is left there, and when it has to verify."""

    def __init__(self) -> None:
        self.at: dict[int, int] = {}  # position by partition
        self.exhausted = -1  # the source's head when nothing more was left to read
        self._asked_at = self._contact_at = float("-inf")
        self._head = 0

    def is_fresh(self, head: int) -> bool:
        """No time to verify yet: that is at first, now and then, after an outage, and when its
        source has less than before.
        """
        now = monotonic()
        return (
            now <= self._asked_at + EVERY and now <= self._contact_at + AWAY and head >= self._head
        )

    def meet(self, head: int) -> None:
        """Its source has answered."""
        self._contact_at, self._head = monotonic(), head

    def verified(self, own: Mapping[int, Checkpoint]) -> None:
        """Its source holds what was processed; where a checkpoint was put back, read from there."""
        self._asked_at = monotonic()
        for partition in [p for p in self.at if p in own and own[p].position < self.at[p]]:
            self.at.pop(partition)
            self.exhausted = -1

    def distrust(self) -> None:
        """Verify at the next contact."""
        self._asked_at = float("-inf")

    def forget(self) -> None:
        """Nothing of it holds: the source has another history."""
        self.at.clear()
        self.exhausted = -1
        self.distrust()

    def went_past(
        self, partition: int, messages: Sequence[Recorded], *, all_of: int | None
    ) -> None:
        """These were read; `all_of` is the head of a source that has no more."""
        self.at[partition] = messages[-1].position
        if all_of is not None:
            self.exhausted = all_of
