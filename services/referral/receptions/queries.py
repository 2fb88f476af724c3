"""Receptions as pages, the API and the public calendar read them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from services.referral.receptions import policy
from services.referral.receptions.domain import Reception
from services.referral.receptions.events import ReceptionPlanned
from services.referral.receptions.projections import days_off, receptions
from services.referral.receptions.rules import Slot, slots
from shared.identity.principals import Principal
from shared.kernel.codec import dataclass_reader
from shared.work import Work


@dataclass(frozen=True)
class ReceptionView:
    """A reception before one reader, from its own history."""

    reception: Reception
    version: int
    is_own: bool  # of the reader's organisation: they see the link for who takes part from afar


@dataclass(frozen=True)
class ListedReception:
    plan: ReceptionPlanned
    days_off: frozenset[date]

    @property
    def id(self) -> UUID:
        return self.plan.reception_id

    def slots(self, first: date, last: date) -> list[Slot]:
        return list(slots(self.plan, self.days_off, first, last))


@dataclass(frozen=True)
class Place:
    """Where times are looked for; all of them where nothing is said."""

    municipality: str = ""
    is_online: bool = False

    def fits(self, plan: ReceptionPlanned) -> bool:
        """Online is for everybody; a place serves who comes to it."""
        if self.is_online:
            return bool(plan.link)
        return not self.municipality or (
            bool(plan.place) and plan.municipality == self.municipality
        )


def reception(work: Work, who: Principal, reception_id: UUID) -> ReceptionView:
    """One of them; raises `NotFound` for whoever may not read it."""
    state, version = work.load(Reception(reception_id))
    policy.reads.check(who, state)
    return ReceptionView(state, version, state.plan_of_today.organisation == who.organisation)


def listed(work: Work, *, organisation: UUID | None = None) -> list[ListedReception]:
    """Those that are not over, an organisation's or everybody's."""
    c = receptions.c
    wanted: list[ColumnElement[bool]] = [or_(c.ends_on.is_(None), c.ends_on >= work.today)]
    if organisation is not None:
        wanted.append(c.organisation == organisation)
    read, off = dataclass_reader(ReceptionPlanned), _days_off(work)
    query = select(c.plan).where(*wanted).order_by(c.organisation, c.reception_id)
    plans = (read(plan) for plan in work.db.execute(query).scalars())
    return [ListedReception(plan, off.get(plan.reception_id, frozenset())) for plan in plans]


def _days_off(work: Work) -> dict[UUID, frozenset[date]]:
    rows = work.db.execute(select(days_off).where(days_off.c.day >= work.today))
    off: dict[UUID, set[date]] = {}
    for row in rows:
        off.setdefault(row.reception_id, set()).add(row.day)
    return {key: frozenset(days) for key, days in off.items()}
