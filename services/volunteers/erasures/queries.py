"""What of a support person could be erased, and what stands in the way."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, true

from services.common.codes import Register, VolunteerStatus
from services.common.erasure.projections import done as table
from services.common.erasure.queries import Done, erased
from services.common.erasure.rules import Moments
from services.common.erasure.viewing import ErasureView, seen
from services.volunteers.erasures import policy, rules
from services.volunteers.people.domain import Volunteer
from services.volunteers.people.projections import volunteers
from shared.identity.principals import Principal
from shared.web.paging import Page, PageRequest
from shared.work import Work


def erasure(work: Work, principal: Principal, volunteer_id: UUID) -> ErasureView[Volunteer]:
    """One support person before the officer; raises `NotFound` for everybody else."""
    volunteer, version = work.load(Volunteer(volunteer_id))
    policy.erases.check(principal, volunteer)
    described = volunteer.steps.described
    return seen(
        work,
        volunteer,
        version,
        of=(Register.VOLUNTEERS, volunteer_id),
        name=f"{described.given_name} {described.family_name}".strip() if described else "",
        moments=moments_of(work, volunteer_id),
        persons=(volunteer_id,),
    )


def done(work: Work, principal: Principal, page_request: PageRequest) -> Page[Done]:
    """What was erased of the support persons of the officer's organisation."""
    home = principal.organisation
    if home is None:
        return erased(work, true(), page_request)
    theirs = select(volunteers.c.volunteer_id).where(volunteers.c.organisation == home)
    return erased(work, table.c.record_id.in_(theirs), page_request)


def moments_of(work: Work, volunteer_id: UUID) -> Moments:
    """From which day the times of the schedule count."""
    query = select(volunteers).where(volunteers.c.volunteer_id == volunteer_id)
    row: Row[Any] | None = work.db.execute(query).one_or_none()
    if row is None:
        return {}
    was_approved = bool(row.vetted or row.suspended)
    return rules.moments(row.status, was_approved=was_approved, on=row.moved_on)


def ended(work: Work) -> list[UUID]:
    """Support persons whose time may be over: a cheap first look."""
    is_over = volunteers.c.status == VolunteerStatus.ENDED
    query = select(volunteers.c.volunteer_id).where(is_over)
    return list(work.db.scalars(query.order_by(volunteers.c.volunteer_id)))
