"""The event store: append with an expected version, dense positions, one chain in each partition.

`tables` says what is stored, `numbering` how an event gets its position, `store` how it is read;
appending is done by `shared.work`, which is the only writer.
"""

from shared.store.epochs import Epoch
from shared.store.store import Bookmark, HighWaterMarks, Recorded, Store
from shared.store.tables import metadata

__all__ = ["Bookmark", "Epoch", "HighWaterMarks", "Recorded", "Store", "metadata"]
