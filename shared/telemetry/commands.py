"""Each command at the border of its service: one span, and a count of how it ended."""

from collections.abc import Iterator
from contextlib import contextmanager

from shared.kernel.aggregate import Refused
from shared.kernel.conflicts import Stale
from shared.telemetry.metrics import COMMANDS
from shared.telemetry.tracing import span


@contextmanager
def command(service: str) -> Iterator[None]:
    """Measure one try of one command; one that lost a race counts as stale each time."""
    try:
        with span("command", service=service):
            yield
    except (Refused, Stale) as why:
        COMMANDS.add(service=service, outcome="stale" if isinstance(why, Stale) else "refused")
        raise
    COMMANDS.add(service=service, outcome="done")
