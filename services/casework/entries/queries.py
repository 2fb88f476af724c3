"""Entries as their readers find them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from services.casework.cases import policy as cases
from services.casework.entries.domain import Entry
from services.casework.entries.policy import EntryView, reads
from services.casework.entries.projections import entries
from services.casework.entries.rules import EntryFacts
from services.casework.visits import queries as visits
from services.casework.visits.policy import VisitedView
from services.common.codes import Circle, CostKind, EntryKind, EntryStatus, Party
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.kernel.sealing import opened
from shared.work import Work

STANDING = entries.c.kind.is_not(None) & entries.c.is_error.is_(None)


@dataclass(frozen=True)
class ListedEntry:
    """An entry with what it says, opened; `facts` without words where the reader has none."""

    row: Row[Any]
    facts: EntryFacts
    is_readable: bool


def of_case(
    work: Work, who: Principal, view: VisitedView, *, kinds: Collection[EntryKind] = ()
) -> list[ListedEntry]:
    """The entries of a case that concern the reader, newest first."""
    c = entries.c
    query = select(entries).where(c.case_id == view.case.id, STANDING)
    if kinds:
        query = query.where(c.kind.in_(kinds))
    if not view.is_staff(who):
        query = query.where(c.by == str(who.id))
    written = work.db.execute(query.order_by(c.held_on.desc(), c.position.desc())).all()
    rows = [
        row for row in written if cases.reads_note(who, view.case, row.held_on, by=row.by or "")
    ]
    is_coordinator = cases.coordinates.allows(who, view.case)
    return [_opened(work, row, is_readable=_is_readable(row, who, is_coordinator)) for row in rows]


def for_family(work: Work, case_id: UUID) -> list[ListedEntry]:
    """What the family itself reads: what was marked for it, and its appointments ahead."""
    c = entries.c
    is_ahead = (c.kind == EntryKind.APPOINTMENT) & (c.status == EntryStatus.PLANNED)
    is_theirs = (c.for_family.is_(True) & (c.circle == Circle.TEAM)) | is_ahead
    query = select(entries).where(c.case_id == case_id, STANDING, is_theirs)
    rows = work.db.execute(query.order_by(c.held_on.desc(), c.position.desc())).all()
    return [_opened(work, row, is_readable=True) for row in rows]


def without_words(facts: EntryFacts) -> EntryFacts:
    """Its kind and day alone."""
    return EntryFacts(facts.kind, facts.held_on, facts.status, for_family=facts.for_family)


def counted(work: Work, case_id: UUID) -> list[EntryFacts]:
    """What stands of a case, as kinds, days and figures, without a word."""
    rows = work.db.execute(select(entries).where(entries.c.case_id == case_id, STANDING)).all()
    return [_opened(work, row, is_readable=False).facts for row in rows]


def waiting(work: Work, who: Principal, *, until: date) -> list[Row[Any]]:
    """The appointments that the reader wrote down, of which nobody has said what came of them."""
    c = entries.c
    query = select(entries).where(c.by == str(who.id), STANDING, c.held_on <= until)
    query = query.where(c.kind == EntryKind.APPOINTMENT, c.status == EntryStatus.PLANNED)
    rows = work.db.execute(query.order_by(c.held_on, c.position)).all()
    return [row for row in rows if _may_still(work, who, row.case_id)]


def _may_still(work: Work, who: Principal, case_id: UUID) -> bool:
    try:
        visits.visited(work, who, case_id)
    except NotFound:
        return False
    return True


def case_of(work: Work, entry_id: UUID) -> UUID:
    """The case of an entry; raises `NotFound` when there is no such entry."""
    query = select(entries.c.case_id).where(entries.c.entry_id == entry_id)
    case_id: UUID | None = work.db.execute(query).scalar()
    if case_id is None:
        raise NotFound
    return case_id


def entry(work: Work, who: Principal, entry_id: UUID) -> EntryView:
    """One entry for whoever may read it; raises `NotFound` for others."""
    visited = visits.visited(work, who, case_of(work, entry_id))
    state, version = work.load(Entry(entry_id, parties=visited.case.parties))
    by = select(entries.c.by).where(entries.c.entry_id == entry_id)
    view = EntryView(visited, state, version, by=work.db.execute(by).scalar() or "")
    reads.check(who, view)
    return view


def _is_readable(row: Row[Any], who: Principal, is_coordinator: bool) -> bool:
    return is_coordinator or row.by == str(who.id) or row.circle == Circle.TEAM


def _opened(work: Work, row: Row[Any], *, is_readable: bool) -> ListedEntry:
    def words(name: str) -> str:
        return (opened(getattr(row, name), work.sealing) or "") if is_readable else ""

    facts = EntryFacts(
        kind=EntryKind(row.kind),
        held_on=row.held_on,
        status=EntryStatus(row.status),
        minutes=row.minutes,
        party=Party(row.party) if row.party else None,
        cost_kind=CostKind(row.cost_kind) if row.cost_kind else None,
        costs=row.costs or Decimal(0),
        circle=Circle(row.circle) if row.circle else Circle.COORDINATORS,
        for_family=bool(row.for_family),
        began_at=row.began_at,
        agreed_on=row.agreed_on,
        whom=words("whom"),
        text=words("text"),
        outcome=words("outcome"),
    )
    return ListedEntry(row, facts, is_readable)
