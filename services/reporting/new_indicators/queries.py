"""Defined indicators, and their figures as one reader may see them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select

from services.common import geography
from services.common.codes import FigureDimension
from services.reporting.countable.projections import event_facts
from services.reporting.editions.events import Reached
from services.reporting.editions.queries import Completeness
from services.reporting.facts.projections import referral_facts
from services.reporting.figures import policy as reading
from services.reporting.new_indicators import policy
from services.reporting.new_indicators.domain import DefinedIndicator, Definition
from services.reporting.new_indicators.policy import IndicatorView
from services.reporting.new_indicators.projections import defined_indicators
from services.reporting.new_indicators.rules import WITHHELD, Figures, Happened, figures
from shared.identity.principals import Principal
from shared.web.paging import Page, PageRequest, page
from shared.work import Work

NOBODY_KNOWS = ""  # in place of a code that no event names


@dataclass(frozen=True)
class Counted:
    """One version with its figures."""

    number: int
    defined_on: date | None  # None: it is only looked at
    definition: Definition
    figures: Figures


@dataclass(frozen=True)
class IndicatorFigures:
    """All versions that stand side by side, the newest first."""

    counted: tuple[Counted, ...]
    exactly: bool
    until: date  # the last day of which events are counted in
    reached: tuple[Reached, ...]


def indicator(work: Work, who: Principal, indicator_id: UUID) -> IndicatorView:
    """One before its reader; raises `NotFound`."""
    state, version = work.load(DefinedIndicator(indicator_id))
    view = IndicatorView(state, version)
    policy.reads.check(who, view)
    _ = state.definitions
    return view


def listed(work: Work, request: PageRequest) -> Page[Row[Any]]:
    """All that are defined, the newest first."""
    c = defined_indicators.c
    order = (c.defined_on.desc(), c.indicator_id)
    query = select(defined_indicators)
    return page(work.db, query, order, page_request=request, read=lambda row: row)


def side_by_side(
    work: Work, who: Principal, view: IndicatorView, *, reached: Completeness
) -> IndicatorFigures:
    """The newest version, and the one before it where there is one."""
    positions, readings = reached(work.db), _Readings(work, who)
    versions = list(zip(view.indicator.versions, view.indicator.definitions, strict=True))
    counted = tuple(
        Counted(event.version, event.on, definition, readings.figures(definition))
        for event, definition in versions[:-3:-1]
    )
    return IndicatorFigures(counted, readings.exactly, readings.until, positions)


def preview(
    work: Work,
    who: Principal,
    definition: Definition,
    *,
    before: IndicatorView | None,
    reached: Completeness,
) -> IndicatorFigures:
    """What it would count, beside the version that there is."""
    positions, readings = reached(work.db), _Readings(work, who)
    number = len(before.indicator.versions) + 1 if before else 1
    counted = [Counted(number, None, definition, readings.figures(definition))]
    if before:
        event, kept = before.indicator.versions[-1], before.indicator.definitions[-1]
        counted.append(Counted(event.version, event.on, kept, readings.figures(kept)))
    return IndicatorFigures(tuple(counted), readings.exactly, readings.until, positions)


class _Readings:
    """What one reader may count."""

    def __init__(self, work: Work, who: Principal) -> None:
        own = who.organisation if reading.reads_live.allows(who, who.organisation) else None
        if own is None:
            reading.reads_editions.check(who, None)
        self.db, self.own, self.exactly = work.db, own, own is not None
        last_sunday = work.today - timedelta(days=work.today.isoweekday())
        self.until = work.today if self.exactly else last_sunday

    def figures(self, definition: Definition) -> Figures:
        events = happened(self.db, definition.counted_event, own=self.own, until=self.until)
        return figures(events, definition, exactly=self.exactly)


def happened(db: Connection, name: str, *, own: UUID | None, until: date) -> Iterator[Happened]:
    """Events of that name as they stood at the end of a day: one organisation's, or everybody's."""
    c = event_facts.c
    holds = c.struck_on.is_(None) | (c.struck_on > until)
    query = select(event_facts).where(c.kind == name, c.recorded_on <= until, c.on <= until, holds)
    by_referral, by_case = _referrals(db)
    for row in db.execute(query.order_by(c.on, c.event_id)):
        referral = by_referral.get(row.referral_id) or by_case.get(row.case_id)
        organisation = row.organisation or (referral and referral.provider)
        if own is not None and organisation != own:
            continue
        yield Happened(
            on=row.on,
            who=_who(row, referral),
            classes={
                FigureDimension.MONTH: f"{row.on:%Y-%m}",
                FigureDimension.MUNICIPALITY: _place(row, referral),
                FigureDimension.PROGRAMME: row.programme or _of(referral, "programme"),
                FigureDimension.ORGANISATION: str(organisation or NOBODY_KNOWS),
            },
            fields=row.fields,
            sender=referral.sender if referral else None,
        )


def _referrals(db: Connection) -> tuple[Mapping[UUID, Any], Mapping[UUID, Any]]:
    c = referral_facts.c
    columns = (c.referral_id, c.case_id, c.programme, c.municipality, c.provider, c.sender)
    rows = db.execute(select(*columns)).all()
    by_referral = {row.referral_id: row for row in rows}
    return by_referral, {row.case_id: row for row in rows if row.case_id}


def _who(row: Row[Any], referral: Any) -> UUID:
    """The family, by its referral where that is known; else the thing itself."""
    who: UUID = referral.referral_id if referral else row.referral_id or row.case_id or row.thing_id
    return who


def _place(row: Row[Any], referral: Any) -> str:
    """A family's own place as its referral has it now; of what is no family's, the event's."""
    if referral is not None:
        return geography.current(referral.municipality) if referral.municipality else WITHHELD
    return row.municipality or NOBODY_KNOWS


def _of(referral: Any, name: str) -> str:
    return (referral and getattr(referral, name)) or NOBODY_KNOWS
