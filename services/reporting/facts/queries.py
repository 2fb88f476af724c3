"""The facts as values: the timeline of every referral, joined from the rows of three services."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, func, or_, select

from services.common import catalogue
from services.common.codes import VisitStatus
from services.common.programme import Support
from services.reporting.facts.projections import (
    agreement_facts,
    case_facts,
    match_facts,
    referral_facts,
    visit_facts,
)
from services.reporting.indicators.ways import Match, ReferralTimeline


@dataclass(frozen=True)
class Area:
    """Where programmes are offered by agreement, from the day the first one was made."""

    programmes: tuple[str, ...]
    municipalities: tuple[str, ...]
    counties: tuple[str, ...]


def timelines(db: Connection, *, of: UUID | None = None) -> list[ReferralTimeline]:
    """Every referral's timeline, or those that were offered to the organisation `of`."""
    query = select(referral_facts, case_facts.c.closed_on, case_facts.c.outcome).outerjoin(
        case_facts, case_facts.c.case_id == referral_facts.c.case_id
    )
    if of is not None:
        query = query.where(referral_facts.c.provider == of)
    rows = db.execute(query.order_by(referral_facts.c.referral_id)).all()
    rules = _rules(db)
    first_meetings, matches = _first_meetings(db), _matches(db, rules)
    return [
        _timeline(row, first_meetings, matches, rules)
        for row in rows
        if row.referred_on is not None
    ]


def areas(db: Connection) -> list[Area]:
    """Every agreement ever made; one that has ended still tells where people may be."""
    rows = db.execute(select(agreement_facts).order_by(agreement_facts.c.agreement_id)).all()
    return [Area(tuple(r.programmes), tuple(r.municipalities), tuple(r.counties)) for r in rows]


def first_day(db: Connection) -> date | None:
    """The day of the earliest referral; None while nothing has happened."""
    earliest: date | None = db.execute(select(func.min(referral_facts.c.referred_on))).scalar()
    return earliest


@dataclass(frozen=True)
class _Rule:
    """What the newest version of a programme says that figures depend on."""

    is_matched: bool = True
    least_months: int | None = None


def _rules(db: Connection) -> Mapping[str, _Rule]:
    return {
        programme.code: _Rule(
            programme.support is Support.MATCHED,
            programme.minimum_months or programme.commitment_months,
        )
        for programme in catalogue.newest_programmes(db)
    }


def _first_meetings(db: Connection) -> Mapping[UUID, date]:
    c = visit_facts.c
    query = select(c.case_id, func.min(c.held_on)).where(c.status == VisitStatus.HELD)
    return {row[0]: row[1] for row in db.execute(query.group_by(c.case_id)).all()}


def _matches(db: Connection, rules: Mapping[str, _Rule]) -> Mapping[UUID, list[Match]]:
    c = match_facts.c
    agreed = select(match_facts).where(or_(c.agreed_on.is_not(None), c.started_on.is_not(None)))
    by_case: dict[UUID, list[Match]] = {}
    for row in db.execute(agreed.order_by(c.match_id)).all():
        least = rules.get(row.programme, _Rule()).least_months
        match = Match(row.match_id, row.agreed_on, row.started_on, row.ended_on, least)
        by_case.setdefault(row.case_id, []).append(match)
    return by_case


def _timeline(
    row: Row[Any],
    first_meetings: Mapping[UUID, date],
    matches: Mapping[UUID, list[Match]],
    rules: Mapping[str, _Rule],
) -> ReferralTimeline:
    programme = row.programme or row.asked_programme
    return ReferralTimeline(
        referral_id=row.referral_id,
        programme=programme,
        municipality=row.municipality,
        sender=row.sender,
        provider=row.provider,
        referrer_kind=row.referrer_kind,
        referred_on=row.referred_on,
        answered_on=row.answered_on,
        accepted_on=row.accepted_on,
        met_on=first_meetings.get(row.case_id),
        closed_on=row.closed_on,
        outcome=row.outcome,
        matches=tuple(matches.get(row.case_id, ())),
        is_matched=rules.get(programme or "", _Rule()).is_matched,
    )
