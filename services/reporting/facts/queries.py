"""The facts as values: the timeline of every referral, joined from the rows of three services."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, func, or_, select

from services.common import catalogue, geography
from services.common.codes import VisitStatus
from services.common.programme import Programme, Support
from services.reporting.facts.projections import (
    agreement_facts,
    case_facts,
    match_facts,
    referral_facts,
    visit_facts,
)
from services.reporting.indicators.timeline import Match, ReferralTimeline


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
    rules, first_meetings, matches = _rules(db), _first_meetings(db), _matches(db)
    return [
        _timeline(row, first_meetings, matches, rules)
        for row in rows
        if row.referred_on is not None
    ]


def areas(db: Connection) -> list[Area]:
    """Every agreement ever made; one that has ended still tells where people may be."""
    rows = db.execute(select(agreement_facts).order_by(agreement_facts.c.agreement_id)).all()
    return [Area(tuple(r.programmes), _today(r.municipalities), tuple(r.counties)) for r in rows]


def _today(municipalities: Iterable[str]) -> tuple[str, ...]:
    """Each by the code that it goes by now, also where it has merged since."""
    return tuple(dict.fromkeys(map(geography.current, municipalities)))


def first_day(db: Connection) -> date | None:
    """The day of the earliest referral; None while nothing has happened."""
    earliest: date | None = db.execute(select(func.min(referral_facts.c.referred_on))).scalar()
    return earliest


@dataclass(frozen=True)
class _Rule:
    """What a version of a programme says that figures depend on."""

    is_matched: bool = True
    least_months: int | None = None


@dataclass(frozen=True)
class _Rules:
    """What each version says; of one that is not known, what the newest says that is."""

    versions: Mapping[tuple[str, int], _Rule]
    newest: Mapping[str, _Rule]

    def of(self, programme: str, version: int | None) -> _Rule:
        """A case goes by the version that it began with; without a case the newest holds."""
        kept = self.versions.get((programme, version)) if version is not None else None
        return kept or self.newest.get(programme, _Rule())


def _rules(db: Connection) -> _Rules:
    programmes = catalogue.every_version(db)
    versions = {key: _rule(programme) for key, programme in sorted(programmes.items())}
    return _Rules(versions, {code: rule for (code, _), rule in versions.items()})


def _rule(programme: Programme) -> _Rule:
    least = programme.minimum_months or programme.commitment_months
    return _Rule(programme.support is Support.MATCHED, least)


def _first_meetings(db: Connection) -> Mapping[UUID, date]:
    c = visit_facts.c
    query = select(c.case_id, func.min(c.held_on)).where(c.status == VisitStatus.HELD)
    return {row[0]: row[1] for row in db.execute(query.group_by(c.case_id)).all()}


def _matches(db: Connection) -> Mapping[UUID, list[Row[Any]]]:
    """What has been agreed in each case."""
    c = match_facts.c
    agreed = select(match_facts).where(or_(c.agreed_on.is_not(None), c.started_on.is_not(None)))
    by_case: dict[UUID, list[Row[Any]]] = {}
    for row in db.execute(agreed.order_by(c.match_id)).all():
        by_case.setdefault(row.case_id, []).append(row)
    return by_case


def _timeline(
    row: Row[Any],
    first_meetings: Mapping[UUID, date],
    matches: Mapping[UUID, list[Row[Any]]],
    rules: _Rules,
) -> ReferralTimeline:
    programme = row.programme or row.asked_programme
    rule = rules.of(programme or "", row.programme_version)
    return ReferralTimeline(
        referral_id=row.referral_id,
        programme=programme,
        municipality=row.municipality and geography.current(row.municipality),
        sender=row.sender,
        provider=row.provider,
        referrer_kind=row.referrer_kind,
        referred_on=row.referred_on,
        answered_on=row.answered_on,
        accepted_on=row.accepted_on,
        children=row.children,
        met_on=first_meetings.get(row.case_id),
        closed_on=row.closed_on,
        outcome=row.outcome,
        matches=tuple(
            Match(
                match.match_id, match.agreed_on, match.started_on, match.ended_on, rule.least_months
            )
            for match in matches.get(row.case_id, ())
        ),
        is_matched=rule.is_matched,
        follows=row.merged_into is not None,
    )
