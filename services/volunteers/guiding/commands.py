"""What can be asked of an organisation's guidance. Each runs in the caller's transaction."""

from datetime import date
from uuid import UUID, uuid4

from services.common.codes import Role
from services.common.deadlines.commands import CLOCK
from services.common.people import members
from services.volunteers.guiding import queries
from services.volunteers.guiding.domain import Guiding
from services.volunteers.guiding.events import GuideAway, WeekSummed
from services.volunteers.guiding.rules import monday_of
from shared.kernel.aggregate import Invalid
from shared.service import Service
from shared.work import Work

OFTEN = 900.0  # seconds: a process that is begun anew each hour looks all the same


def agree(work: Work, organisation: UUID, *, days: int) -> None:
    """Say after how many days without guidance somebody stands on the desk."""
    work.change(Guiding(organisation), lambda state: state.agree(days))


def go_away(
    work: Work,
    organisation: UUID,
    *,
    guide: UUID,
    substitute: UUID,
    starts_on: date,
    ends_on: date,
) -> None:
    """A guide is away; somebody stands in, so that nobody is left alone."""
    for field, each in (("guide", guide), ("substitute", substitute)):
        must_guide(work, organisation, each, field)
    away = GuideAway(
        organisation_id=organisation,
        away_id=uuid4(),
        guide_id=guide,
        substitute_id=substitute,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    work.change(Guiding(organisation), lambda state: state.go_away(away))


def come_back(work: Work, organisation: UUID, *, away: UUID) -> None:
    """They are back sooner, or did not go."""
    work.change(Guiding(organisation), lambda state: state.come_back(away))


def sum_up_due(service: Service) -> int:
    """Sum the week up for every organisation that has not been since Monday; how many."""
    return service.execute(sum_up_week, CLOCK)


def sum_up_often(service: Service) -> None:
    """In the process in which the service follows; the first look of a week writes the letter."""
    service.followers.every(OFTEN, "guidance", lambda: sum_up_due(service))


def sum_up_week(work: Work) -> int:
    """The same within a transaction of whoever keeps the clock."""
    return sum(_sum_up(work, each) for each in queries.organisations(work))


def _sum_up(work: Work, organisation: UUID) -> bool:
    monday = monday_of(work.today)
    guiding, _ = work.load(Guiding(organisation))
    if guiding.summed and monday <= guiding.summed:
        return False
    people = queries.everybody(work, organisation)
    week = WeekSummed(
        organisation_id=organisation,
        monday=monday,
        unguided=len(queries.unguided(people)),
        sessions=len(queries.week(work, organisation, monday)),
    )
    work.change(Guiding(organisation), lambda state: state.sum_up(week))
    return True


def must_guide(work: Work, organisation: UUID, person: UUID, field: str) -> None:
    """Raise `Invalid` unless they are of the organisation's staff."""
    staff = {each.id for each in members(work, organisation) if _is_staff(each.roles)}
    if person not in staff:
        raise Invalid("Choose somebody of your own staff.", code="unknown_guide", field=field)


def _is_staff(roles: frozenset[str]) -> bool:
    return not roles.isdisjoint({Role.NGO_COORDINATOR, Role.NGO_WORKER})
