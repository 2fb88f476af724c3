"""Consumers of one source ask it together, and go together past what none of them handles.

Of most events a service's consumers handle few, but each of them proves by its checkpoint that it
has seen them all. Those that stand at the same place move on in one transaction, not in one each;
whoever handles anything of it, or whose row says something else than was read last, is left alone.
"""

from collections import defaultdict
from collections.abc import Sequence

from shared.consumer import checkpoint as checkpoints
from shared.consumer.consumer import Consumer
from shared.consumer.source import Source
from shared.consumer.verifying import hold_together
from shared.database.scope import EVERYTHING


def go_past(consumers: Sequence[Consumer], source: Source, head: int) -> int:
    """Let those of this source's consumers move on; the number of messages, counted for each.

    `head` is what the source has just answered.
    """
    if len(source.partitions) != 1:
        return 0
    together: dict[int | None, list[Consumer]] = defaultdict(list)
    for consumer in consumers:
        if consumer.reading.is_fresh(head) and not consumer.has_read_to(head):
            together[consumer.reading.at.get(*source.partitions)].append(consumer)
    return sum(
        _go_past(those, source, position, head)
        for position, those in together.items()
        if position is not None and len(those) > 1
    )


def verify_together(consumers: Sequence[Consumer], source: Source, head: int) -> None:
    """Ask once for all whose time it is; whose source does not hold what it did asks alone."""
    asking = {c.name: c for c in consumers if not c.reading.is_fresh(head)}
    if len(asking) < 2:
        return
    database = consumers[0].database
    for name, own in hold_together(asking, source, database).items():
        asking[name].reading.meet(head)
        asking[name].reading.verified(own)


def _go_past(consumers: Sequence[Consumer], source: Source, position: int, head: int) -> int:
    first, (partition,) = consumers[0], source.partitions
    messages = source.read(partition, position, first.limit)
    names = {message.name for message in messages}
    idle = {c.name: c for c in consumers if not any(map(c.subscription.handles, names))}
    if not messages or len(idle) < 2:
        return 0
    with first.database.writing(EVERYTHING) as db:
        partitions = [consumer.partition(partition) for consumer in idle.values()]
        now = first.clock.now()
        gone = checkpoints.go_past(db, partitions, messages, epoch=source.epoch, now=now)
    for name in gone:
        idle[name].met(head)
        idle[name].reading.went_past(
            partition, messages, all_of=head if len(messages) < first.limit else None
        )
    return len(gone) * len(messages)
