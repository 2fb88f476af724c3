"""What can be asked of an organisation's guidance. Each runs in the caller's transaction."""

from datetime import date
from uuid import UUID, uuid4

from services.common.codes import Role
from services.common.people import members
from services.volunteers.guiding.domain import Guiding
from services.volunteers.guiding.events import GuideAway
from shared.kernel.aggregate import Invalid
from shared.work import Work


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


def must_guide(work: Work, organisation: UUID, person: UUID, field: str) -> None:
    """Raise `Invalid` unless they are of the organisation's staff."""
    staff = {each.id for each in members(work, organisation) if _is_staff(each.roles)}
    if person not in staff:
        raise Invalid("Choose somebody of your own staff.", code="unknown_guide", field=field)


def _is_staff(roles: frozenset[str]) -> bool:
    return not roles.isdisjoint({Role.NGO_COORDINATOR, Role.NGO_WORKER})
