"""Consumers of events: checkpoint, chain, parking and replay, and the followers that run them.

Correctness depends only on the consumer's own database: the effect and the checkpoint commit
together, and the chain of positions shows a repeat and a gap, whatever transport was used.
"""

from shared.consumer.consumer import Consumer
from shared.consumer.stopping import Stopped, WentBack
from shared.consumer.tables import metadata
from shared.consumer.troubles import is_transient

__all__ = ["Consumer", "Stopped", "WentBack", "is_transient", "metadata"]
