"""After a restore: whoever had followed the lost history comes back to the one that stands.

The store begins a new epoch, so that nothing sent before counts any more. A consumer that had not
passed the restored head goes on. A projection that had is built anew. Reactions go back to the
last event that they share with the source; what they had answered and is gone stays listed, for
people to judge: a reaction cannot be undone by a machine.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import text

from shared.consumer import Consumer, checkpoint as checkpoints, reacting, stopping
from shared.consumer.checkpoint import Checkpoint
from shared.consumer.parking import forget_after
from shared.consumer.subscription import Projection
from shared.consumer.verifying import holds
from shared.maintenance.rebuild import rebuild
from shared.maintenance.reconcile import recomputed
from shared.service import Service
from shared.store import Epoch, Store, epochs
from shared.transport.kafka.lease import NAME


@dataclass(frozen=True)
class Mended:
    """What became of one consumer of a store that was put back."""

    consumer: str
    source: str
    how: str

    def __str__(self) -> str:
        return f"{self.consumer} < {self.source}: {self.how}"


def begin_epoch(store: Store) -> Epoch:
    """Let a store that was put back begin its next epoch; a relay that is at work begins again."""
    with store.database.writing() as db:
        epoch = epochs.begin_next(db)
        db.execute(_NO_RELAY, {"name": NAME})
    store.read_epoch()
    return epoch


def mend(service: Service) -> list[Mended]:
    """Bring each consumer of the service together with sources that began a new epoch."""
    consumers = sorted(service.followers.consumers, key=lambda consumer: consumer.name)
    return [
        mended
        for _, group in groupby(consumers, key=lambda consumer: consumer.name)
        for mended in _of_subscription(service, list(group))
    ]


def _of_subscription(service: Service, consumers: Sequence[Consumer]) -> Iterator[Mended]:
    lost = {consumer.key: _lost(consumer) for consumer in consumers if _is_behind_epoch(consumer)}
    for consumer in consumers:
        if consumer.key in lost and not lost[consumer.key]:
            with consumer.database.writing() as db:
                checkpoints.adopt(db, consumer.name, consumer.source.service, consumer.source.epoch)
                stopping.clear(db, consumer.name, consumer.source.service)
            yield _mended(consumer, "goes on; it had followed nothing that is lost")
    ahead = [consumer for consumer in consumers if lost.get(consumer.key)]
    if not ahead:
        return
    subscription = ahead[0].subscription
    if isinstance(subscription, Projection):
        built = rebuild(service, subscription)
        for consumer in ahead:
            with consumer.database.writing() as db:
                stopping.clear(db, consumer.name, consumer.source.service)
            yield _mended(consumer, f"built anew from {built.processed} events")
        return
    for consumer in ahead:
        yield _mended(consumer, _step_back(consumer))


def _is_behind_epoch(consumer: Consumer) -> bool:
    now = consumer.source.high_water_marks().epoch
    return any(own.epoch != now for own in _own(consumer).values())


def _lost(consumer: Consumer) -> set[int]:
    """The partitions in which its source lacks what it has processed."""
    own = _own(consumer)
    return {p for p in own if not holds(consumer.source, p, own[p])}


def _step_back(consumer: Consumer) -> str:
    """Put every partition's checkpoint to the last event that both have; how many are lost."""
    partitions = _lost(consumer)
    shared = {partition: _last_shared(consumer, partition) for partition in partitions}
    count, now = 0, consumer.clock.now()
    with consumer.database.writing() as db:
        checkpoints.adopt(db, consumer.name, consumer.source.service, consumer.source.epoch)
        for partition, checkpoint in shared.items():
            own = consumer.partition(partition)
            checkpoints.locked(db, own, consumer.source.epoch, now)
            checkpoints.save(db, own, checkpoint, now)
            forget_after(db, own, checkpoint.position)
            count += reacting.mark_lost(db, own, after=checkpoint.position, now=now)
        stopping.clear(db, consumer.name, consumer.source.service)
    return f"goes on from where both agree; {count} events that it had answered are lost"


def _last_shared(consumer: Consumer, partition: int) -> Checkpoint:
    with consumer.database.reading() as db:
        answered = reacting.answered(db, consumer.partition(partition))
    chain = recomputed(consumer.source, partition, until=max(answered.values(), default=0))
    last = Checkpoint(consumer.source.epoch)
    for checkpoint in chain:
        if checkpoint.event_id in answered:
            last = checkpoint
    return last


def _own(consumer: Consumer) -> dict[int, Checkpoint]:
    with consumer.database.reading() as db:
        return checkpoints.of_consumer(db, consumer.name, consumer.source.service)


def _mended(consumer: Consumer, how: str) -> Mended:
    return Mended(consumer.name, consumer.source.service, how)


_NO_RELAY = text("UPDATE relay_lease SET term = term + 1, until = '1970-01-01' WHERE name = :name")
