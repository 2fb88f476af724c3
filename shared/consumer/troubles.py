"""Which errors pass by themselves."""

from shared.consumer.checkpoint import Gap
from shared.kernel.outages import is_outage
from shared.work import Stale


def is_transient(error: BaseException) -> bool:
    """Whether the same batch may succeed later: an outage, a lost race, a missing message."""
    if isinstance(error, Stale):
        return error.seen is None  # a handler that wants one version never gets it
    return isinstance(error, Gap) or is_outage(error)
