"""The published versions of a programme, from its own stream."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.common.programme import Programme
from services.referral.directory.queries import entry
from shared.store.history import recorded
from shared.web.api import uuid_of
from shared.work import Work, stream_of

PUBLISHED = "programme.published"


@dataclass(frozen=True)
class Version:
    """A published version, who published it and when."""

    programme: Programme
    before: Programme | None
    at: datetime
    by: str  # id of a person, or of one of our own processes
    organisation: UUID | None  # of whoever published it


def versions(work: Work, code: str) -> list[Version]:
    """All versions of a programme, the newest first; raises `NotFound`."""
    programme, _ = entry(work, code)
    rows = [row for row in recorded(work.db, stream_of(programme)) if row.name == PUBLISHED]
    before = (None, *programme.versions)
    listed = [
        Version(
            each,
            before[at],
            row.recorded_at,
            row.metadata["actor"],
            uuid_of(row.metadata["organisation"] or ""),
        )
        for at, (each, row) in enumerate(zip(programme.versions, rows, strict=True))
    ]
    return listed[::-1]
