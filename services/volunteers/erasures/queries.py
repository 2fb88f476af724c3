"""What of a support person could be erased, and what stands in the way."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from services.common.codes import Register, VolunteerStatus
from services.common.erasure import rules as retention
from services.common.erasure.domain import Erasure
from services.common.erasure.schedule import Kept, schedule_of
from services.volunteers.erasures import policy, rules
from services.volunteers.people.domain import Volunteer
from services.volunteers.people.projections import volunteers
from shared.identity.principals import Principal
from shared.kernel.aggregate import Refused
from shared.work import Work


def kept() -> tuple[Kept, ...]:
    """The rows of the schedule that speak of this register."""
    return schedule_of(Register.VOLUNTEERS)


@dataclass(frozen=True)
class ErasureView:
    """One support person before the officer."""

    volunteer: Volunteer
    version: int
    moments: retention.Moments
    hold: Refused | None  # why nothing of it may be erased today
    erased: frozenset[str]

    @property
    def rows(self) -> list[tuple[Kept, date]]:
        """The rows of the schedule that speak of them, each with the last day of its time."""
        return [
            (row, row.until(self.moments[row.after])) for row in kept() if row.after in self.moments
        ]


def erasure(work: Work, principal: Principal, volunteer_id: UUID) -> ErasureView:
    """Raises `NotFound` for everybody but their officer."""
    volunteer, version = work.load(Volunteer(volunteer_id))
    policy.erases.check(principal, volunteer)
    moments = moments_of(work, volunteer_id)
    erased = work.load(Erasure(volunteer_id))[0].erased
    return ErasureView(volunteer, version, moments, _hold(moments, work.today), erased)


def moments_of(work: Work, volunteer_id: UUID) -> retention.Moments:
    """From which day the times of the schedule count."""
    query = select(volunteers).where(volunteers.c.volunteer_id == volunteer_id)
    row: Row[Any] | None = work.db.execute(query).one_or_none()
    if row is None:
        return {}
    return rules.moments(row.status, was_approved=bool(row.vetted), on=row.moved_on)


def ended(work: Work) -> list[UUID]:
    """Support persons whose time may be over: a cheap first look."""
    is_over = volunteers.c.status == VolunteerStatus.ENDED
    query = select(volunteers.c.volunteer_id).where(is_over)
    return list(work.db.scalars(query.order_by(volunteers.c.volunteer_id)))


def _hold(moments: retention.Moments, today: date) -> Refused | None:
    try:
        retention.erasable(kept(), moments, today)
    except Refused as held:
        return held
    return None
