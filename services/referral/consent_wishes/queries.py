"""Wishes as their readers may see them: the coordinators, and the family itself."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from services.common.deadlines.projections import deadlines
from services.referral.consent_wishes import policy
from services.referral.consent_wishes.domain import ConsentWish
from services.referral.consent_wishes.rules import WISH
from shared.identity.principals import Principal
from shared.web.paging import MOST
from shared.work import Work


@dataclass(frozen=True)
class WishView:
    """A wish before one reader."""

    state: ConsentWish
    version: int


@dataclass(frozen=True)
class WaitingWish:
    """One that the organisation has to deal with."""

    referral_id: UUID
    due_on: date


def consent_wish(work: Work, principal: Principal, referral_id: UUID) -> WishView:
    """The newest of a referral; raises `NotFound` when there is none or it is not theirs."""
    state, version = work.load(ConsentWish(referral_id))
    policy.handles.check(principal, state)
    return WishView(state, version)


def waiting(work: Work, who: Principal) -> list[WaitingWish]:
    """What the organisation's coordinators have to deal with, the first due first."""
    c = deadlines.c
    theirs = (c.organisation == who.organisation, c.kind == WISH.code, c.met_on.is_(None))
    query = select(c.thing_id, c.due_on).where(*theirs).order_by(c.due_on, c.thing_id).limit(MOST)
    return [WaitingWish(row.thing_id, row.due_on) for row in work.db.execute(query)]
