"""The seam for the log of who has read or changed what about whom.

Each operation on one thing notes an entry in its own transaction. Nothing keeps them yet: a
service that does puts its log into `app.extensions["access_log"]`.
"""

from dataclasses import dataclass
from typing import Protocol

from flask import current_app, g

from shared.kernel.aggregate import Aggregate
from shared.work import Work, stream_of


@dataclass(frozen=True)
class AccessEntry:
    """One operation of one principal on one thing, granted or refused."""

    operation: str  # as in the access matrix, such as "matches_api.start"
    stream: str
    principal: str  # id
    organisation: str  # id; empty: belongs to none
    granted: bool


class AccessLog(Protocol):
    def note(self, work: Work, entry: AccessEntry) -> None: ...


def note_access(work: Work, operation: str, thing: Aggregate, *, granted: bool = True) -> None:
    """Hand an entry to the log of this application, if it keeps one."""
    log: AccessLog | None = current_app.extensions.get("access_log")
    if log is not None:
        organisation = str(g.who.organisation or "")
        entry = AccessEntry(operation, stream_of(thing), str(g.who.id), organisation, granted)
        log.note(work, entry)
