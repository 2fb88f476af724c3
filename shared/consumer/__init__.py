"""From store to store: checkpoint, chain, parking and replay, and the followers that drive them.

Correctness rests on the consumer's own database alone: the effect and the checkpoint commit
together, and the chain of positions tells a repeat from a gap whatever road a message took.
"""

from shared.consumer.batch_transaction import Stopped
from shared.consumer.consumer import Consumer, is_transient
from shared.consumer.tables import metadata

__all__ = ["Consumer", "Stopped", "is_transient", "metadata"]
