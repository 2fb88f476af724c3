"""What the access log of a service says, as far as its reader may know."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, or_, select

from shared.accesslog.budget import Look
from shared.accesslog.log import Manner, Outcome
from shared.accesslog.tables import accesses, subjects

FILES = {"referral", "case", "volunteer"}  # kinds of things that are about one family or person
PERSON = "person"
NEWEST_FIRST = (accesses.c.at.desc(), accesses.c.seq.desc())
SEEN = (Outcome.SHOWN, Outcome.UNDONE)


@dataclass(frozen=True)
class Span:
    """When somebody's newest rows were written, and for which organisation."""

    first_at: datetime
    last_at: datetime
    organisation: UUID | None


@dataclass(frozen=True)
class AccessFilter:
    """Which rows: those about somebody, by somebody, within a time.

    Where an `organisation` reads, it reads of its own people, and `with_refusals` of everybody
    who was refused what it asks about, because it works with them.
    """

    subjects: frozenset[UUID] | None = None
    principal: UUID | None = None
    organisation: UUID | None = None
    with_refusals: bool = False
    since: datetime | None = None
    until: datetime | None = None  # not any more
    outcome: str = ""
    without: str = ""  # how operations begin that are not shown


def spans(rows: Iterable[Row[Any]]) -> dict[UUID, Span]:
    """Of each person among those who left these rows, oldest first."""
    spans = dict[UUID, Span]()
    for row in rows:
        if row.kind == PERSON:
            person = UUID(row.principal)
            first = spans[person].first_at if person in spans else row.at
            home = UUID(row.organisation) if row.organisation else None
            spans[person] = Span(min(first, row.at), row.at, home)
    return spans


def looks_of(
    db: Connection, principal: UUID, *, since: datetime, until: datetime
) -> Iterator[Look]:
    """Whose files somebody opened or took out, oldest first."""
    query = (
        select(accesses)
        .where(accesses.c.principal == str(principal), accesses.c.outcome.in_(SEEN))
        .where(accesses.c.at > since, accesses.c.at <= until)
        .order_by(accesses.c.at, accesses.c.seq)
    )
    for row in db.execute(query).all():
        if files := _files(row):
            yield row.at, files


def rows(chosen: AccessFilter) -> Select[Any]:
    """The rows of the log that fit."""
    query = select(accesses)
    if chosen.subjects is not None:
        ids = [str(each) for each in chosen.subjects]
        about = select(subjects.c.seq).where(subjects.c.subject.in_(ids))
        query = query.where(accesses.c.seq.in_(about))
    if chosen.organisation is not None:
        is_theirs = accesses.c.organisation == str(chosen.organisation)
        was_refused = accesses.c.outcome == Outcome.REFUSED
        query = query.where(or_(is_theirs, was_refused) if chosen.with_refusals else is_theirs)
    if chosen.principal is not None:
        query = query.where(accesses.c.principal == str(chosen.principal))
    if chosen.since is not None:
        query = query.where(accesses.c.at >= chosen.since)
    if chosen.until is not None:
        query = query.where(accesses.c.at < chosen.until)
    if chosen.without:
        query = query.where(~accesses.c.operation.startswith(chosen.without))
    if chosen.outcome:
        query = query.where(accesses.c.outcome == chosen.outcome)
    return query


def _files(row: Row[Any]) -> list[str]:
    files = [each[-36:] for each in row.opened.split() if each[:-37] in FILES]
    return files + (row.listed.split() if row.manner == Manner.EXPORTED else [])
