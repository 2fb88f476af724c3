"""A published table beside the same figures, as one reader may see them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from ruamel.yaml import YAML
from sqlalchemy import select

from services.common import catalogue
from services.common.codes import VisitStatus
from services.common.months import month_of, months_between, next_month
from services.reporting.circumstances import queries as answers
from services.reporting.editions.events import Reached
from services.reporting.editions.queries import Completeness
from services.reporting.facts.projections import case_facts, visit_facts
from services.reporting.figures import policy
from services.reporting.figures.domain import MONTH, as_of
from services.reporting.indicators.months import Range
from services.reporting.open_help.rules import in_fives
from services.reporting.published_table.domain import Check, CountedFrom, Publication, Row
from services.reporting.published_table.rules import (
    Cohort,
    Contact,
    Snapshot,
    TeamCase,
    fitting,
    snapshot,
)
from shared.identity.principals import Principal
from shared.kernel.aggregate import Invalid
from shared.work import Work

FILE = Path(__file__).with_name("published.yaml")
IN_FIVES = (CountedFrom.CASES, CountedFrom.ENDS)


class Reads(StrEnum):
    """What a reader sees beside the published figures."""

    EXACTLY = "EXACTLY"  # whose team it is
    IN_FIVES = "IN_FIVES"  # whoever reads editions: two totals
    NOTHING = "NOTHING"  # another organisation's staff


@dataclass(frozen=True)
class PublishedTable:
    """The published table; `fit` and `end` are None where nothing is counted for this reader."""

    publication: Publication
    programme: str  # its name
    period: Range
    reads: Reads
    fit: Snapshot | None  # the day on which most rows come out as printed, or the chosen one
    end: Snapshot | None  # the last day of the period
    totals: Mapping[str, int | None]  # to the nearest five; None: fewer than five
    reached: tuple[Reached, ...]
    is_chosen: bool  # the reader named the day


def published_table(
    work: Work, who: Principal, values: Mapping[str, str], *, reached: Completeness, locale: str
) -> PublishedTable:
    """Of its own team an organisation reads every row; raises `Invalid` for a wrong word."""
    table = publication()
    provider = catalogue.provider_of(work.db, table.programme)
    reads, positions = _reads(who, provider), reached(work.db)
    cohort = _cohort(work, table, provider) if provider and reads != Reads.NOTHING else None
    period = _period(table, cohort, values if reads is Reads.EXACTLY else {}, work.today)
    day = _day(period, values, work.today) if reads is Reads.EXACTLY else None
    end = snapshot(table, cohort, period, period.ends_on) if cohort and cohort.cases else None
    fit = None
    if cohort and end and reads is Reads.EXACTLY:
        chosen = snapshot(table, cohort, period, day) if day else None
        fit = chosen or fitting(table, cohort, period)
    return PublishedTable(
        publication=table,
        programme=catalogue.names_of_programmes(work.db, locale).get(table.programme, ""),
        period=period,
        reads=reads,
        fit=fit,
        end=end if reads is Reads.EXACTLY else None,
        totals=_totals(table, end) if end and reads is Reads.IN_FIVES else {},
        reached=positions if reads is not Reads.NOTHING else (),
        is_chosen=day is not None,
    )


@cache
def publication() -> Publication:
    """The table as its file holds it."""
    data: dict[str, Any] = YAML(typ="safe").load(FILE)
    rows = tuple(Row(**row | {"counts": CountedFrom(row["counts"])}) for row in data["rows"])
    checks = tuple(Check(**each | {"rows": tuple(each["rows"])}) for each in data["checks"])
    months = data["months"]
    return Publication(
        data["programme"], months["first"], months["last"], data["people"], rows, checks
    )


def _reads(who: Principal, provider: UUID | None) -> Reads:
    if policy.reads_live.allows(who, who.organisation) and who.organisation:
        return Reads.EXACTLY if who.organisation == provider else Reads.NOTHING
    policy.reads_editions.check(who, None)
    return Reads.IN_FIVES


def _cohort(work: Work, table: Publication, provider: UUID) -> Cohort:
    cases = [
        case
        for case in answers.counted_cases(work, of=provider)
        if case.programme.code == table.programme
    ]
    c = case_facts.c
    rows = work.db.execute(select(c.case_id, c.outcome).where(c.organisation == provider))
    outcomes = {row.case_id: row.outcome or "" for row in rows}
    return Cohort(
        cases=tuple(TeamCase(case, outcomes[case.case_id]) for case in cases),
        answered=answers.answered(work, of=provider),
        contacts=_contacts(work, provider),
    )


def _contacts(work: Work, provider: UUID) -> Mapping[Contact, tuple[date, ...]]:
    c = visit_facts.c
    query = select(c.case_id, c.profession, c.held_on).where(
        c.organisation == provider,
        c.profession.is_not(None),
        c.status == VisitStatus.HELD,
    )
    days: dict[Contact, list[date]] = defaultdict(list)
    for row in work.db.execute(query.order_by(c.held_on)):
        days[row.case_id, row.profession].append(row.held_on)
    return {contact: tuple(each) for contact, each in days.items()}


def _period(
    table: Publication, cohort: Cohort | None, values: Mapping[str, str], today: date
) -> Range:
    """As many months as were published, from the chosen one or that of the team's first case."""
    length = len(months_between(table.first, table.last))
    days = [each.case.opened_on for each in cohort.cases] if cohort else []
    first = values.get("from") or (month_of(min(days)) if days else table.first)
    if not MONTH.fullmatch(first) or first > month_of(today):
        raise Invalid(
            "%(name)s=%(given)s is not a month such as 2026-03.",
            code="month",
            name="from",
            given=first[:40],
        )
    last = first
    for _ in range(length - 1):
        last = next_month(last)
    return Range(first, last)


def _day(period: Range, values: Mapping[str, str], today: date) -> date | None:
    """The day that the reader chose."""
    day = as_of({"as_of": values.get("on", "")}, today=today)
    if day is not None and day not in period:
        raise Invalid(
            "%(day)s is not within %(first)s–%(last)s.",
            code="on",
            day=day,
            first=period.starts_on,
            last=period.ends_on,
        )
    return day


def _totals(table: Publication, end: Snapshot) -> dict[str, int | None]:
    """How many there are in all, as decision 144 shows them before they are final."""
    totals = (row for row in table.rows if row.counts in IN_FIVES and not row.outcome)
    return {row.code: in_fives(end.figures[row.code].part) for row in totals}
