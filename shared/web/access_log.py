"""The seam for the log of who has read or changed what about whom.

What is read or changed is noted in its own transaction, a refusal after it, since its transaction
leaves nothing behind. Nothing keeps the entries yet: a service that does puts its log into
`app.extensions["access_log"]`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from flask import current_app, g, request

from shared.kernel.aggregate import Aggregate
from shared.work import Work, stream_of


@dataclass(frozen=True)
class AccessEntry:
    """One operation of one principal on one thing."""

    operation: str  # as in the access matrix, such as "matches_api.start"
    stream: str
    principal: str  # id
    organisation: str  # id; empty: belongs to none


class AccessLog(Protocol):
    def note(self, work: Work, entry: AccessEntry) -> None:
        """Keep what was granted, in the transaction that did it."""

    def note_refused(self, entry: AccessEntry) -> None:
        """Keep what was refused; its transaction is over."""


def note_access(work: Work, thing: Aggregate) -> None:
    """Hand what is granted to the log of this application, if it keeps one."""
    if log := _log():
        log.note(work, _entry(thing))


@contextmanager
def refusals_noted(thing: Aggregate) -> Iterator[None]:
    """Around a whole transaction: let the log know of an access that was denied inside."""
    g.is_denied = False
    try:
        yield
    except Exception:
        if g.is_denied and (log := _log()):
            log.note_refused(_entry(thing))
        raise


@contextmanager
def denying() -> Iterator[None]:
    """Around the questions whether somebody may: what is raised inside is a denial."""
    try:
        yield
    except Exception:
        g.is_denied = True
        raise


def _log() -> AccessLog | None:
    log: AccessLog | None = current_app.extensions.get("access_log")
    return log


def _entry(thing: Aggregate) -> AccessEntry:
    organisation = str(g.who.organisation or "")
    return AccessEntry(request.endpoint or "", stream_of(thing), str(g.who.id), organisation)
