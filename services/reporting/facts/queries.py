"""The facts as values: every referral's way, joined from the rows of three services."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, func, or_, select

from services import catalogue, geography
from services.codes import VisitStatus
from services.referral.directory.events import Support
from services.reporting.facts.projections import (
    agreement_facts,
    case_facts,
    match_facts,
    referral_facts,
    visit_facts,
)
from services.reporting.indicators.ways import Match, Way


@dataclass(frozen=True)
class Area:
    """Where programmes are offered by agreement, from the day the first one was made."""

    programmes: tuple[str, ...]
    municipalities: tuple[str, ...]
    counties: tuple[str, ...]


def ways(db: Connection, *, of: UUID | None = None) -> list[Way]:
    """Every referral's way, or those that were offered to the organisation `of`."""
    query = select(referral_facts, case_facts.c.closed_on, case_facts.c.outcome).outerjoin(
        case_facts, case_facts.c.case_id == referral_facts.c.case_id
    )
    if of is not None:
        query = query.where(referral_facts.c.provider == of)
    rows = db.execute(query.order_by(referral_facts.c.referral_id)).all()
    rules = _rules(db)
    met, matches = _first_meetings(db), _matches(db, rules)
    return [_way(row, met, matches, rules) for row in rows if row.referred_on is not None]


def areas(db: Connection) -> list[Area]:
    """Every agreement ever made; one that has ended still tells where people may be."""
    rows = db.execute(select(agreement_facts).order_by(agreement_facts.c.agreement_id)).all()
    return [Area(tuple(r.programmes), _today(r.municipalities), tuple(r.counties)) for r in rows]


def _today(municipalities: Iterable[str]) -> tuple[str, ...]:
    """Each by the code that it goes by now, also where it has merged since."""
    return tuple(dict.fromkeys(map(geography.current, municipalities)))


def first_day(db: Connection) -> date | None:
    """The day of the earliest referral; None while nothing has happened."""
    found: date | None = db.execute(select(func.min(referral_facts.c.referred_on))).scalar()
    return found


@dataclass(frozen=True)
class _Rule:
    """What the newest version of a programme says that figures depend on."""

    is_matched: bool = True
    least_months: int | None = None


def _rules(db: Connection) -> Mapping[str, _Rule]:
    return {
        found.code: _Rule(
            found.support is Support.MATCHED, found.minimum_months or found.commitment_months
        )
        for found in catalogue.newest_programmes(db)
    }


def _first_meetings(db: Connection) -> Mapping[UUID, date]:
    c = visit_facts.c
    query = select(c.case_id, func.min(c.held_on)).where(c.status == VisitStatus.HELD)
    return {row[0]: row[1] for row in db.execute(query.group_by(c.case_id)).all()}


def _matches(db: Connection, rules: Mapping[str, _Rule]) -> Mapping[UUID, list[Match]]:
    c = match_facts.c
    agreed = select(match_facts).where(or_(c.agreed_on.is_not(None), c.started_on.is_not(None)))
    found: dict[UUID, list[Match]] = {}
    for row in db.execute(agreed.order_by(c.match_id)).all():
        least = rules.get(row.programme, _Rule()).least_months
        match = Match(row.match_id, row.agreed_on, row.started_on, row.ended_on, least)
        found.setdefault(row.case_id, []).append(match)
    return found


def _way(
    row: Row[Any],
    met: Mapping[UUID, date],
    matches: Mapping[UUID, list[Match]],
    rules: Mapping[str, _Rule],
) -> Way:
    programme = row.programme or row.asked_programme
    return Way(
        referral_id=row.referral_id,
        programme=programme,
        municipality=row.municipality and geography.current(row.municipality),
        sender=row.sender,
        provider=row.provider,
        referrer_kind=row.referrer_kind,
        referred_on=row.referred_on,
        answered_on=row.answered_on,
        accepted_on=row.accepted_on,
        met_on=met.get(row.case_id),
        closed_on=row.closed_on,
        outcome=row.outcome,
        matches=tuple(matches.get(row.case_id, ())),
        is_matched=rules.get(programme or "", _Rule()).is_matched,
    )
