"""The roster as its readers find it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from services.casework.duties.domain import PhoneDuty
from services.casework.duties.policy import DutyView, sees
from services.casework.duties.projections import phone_duties
from services.casework.duties.rules import Duty, Span
from shared.identity.principals import Principal
from shared.work import Work


def within(work: Work, organisation: UUID | None, span: Span) -> list[Duty]:
    """Those of an organisation that lie in that time, at least in part, in order."""
    c = phone_duties.c
    query = select(phone_duties).where(
        c.organisation == organisation, c.until > span.since, c.since < span.until
    )
    return [_duty(row) for row in work.db.execute(query.order_by(c.since, c.duty_id)).all()]


def ahead(work: Work, organisation: UUID | None) -> list[Duty]:
    """Those that are not over, in order."""
    c = phone_duties.c
    query = select(phone_duties).where(c.organisation == organisation, c.until > work.now)
    return [_duty(row) for row in work.db.execute(query.order_by(c.since, c.duty_id)).all()]


def answering(work: Work, organisation: UUID | None, at: datetime) -> Duty | None:
    """Who answers at that moment; None: nobody."""
    c = phone_duties.c
    query = select(phone_duties).where(c.organisation == organisation, c.since <= at, c.until > at)
    row = work.db.execute(query.order_by(c.since, c.duty_id).limit(1)).first()
    return _duty(row) if row else None


def duty(work: Work, who: Principal, duty_id: UUID) -> DutyView:
    """One duty; raises `NotFound` when it is missing or another organisation's."""
    state, version = work.load(PhoneDuty(duty_id))
    view = DutyView(state, version)
    sees.check(who, view)
    return view


def _duty(row: Row[Any]) -> Duty:
    return Duty(row.duty_id, row.person_id, Span(row.since, row.until))
