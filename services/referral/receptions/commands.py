"""What can be asked of receptions. Each function runs in the caller's one transaction."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from services.common import catalogue, geography
from services.common.codes import Role
from services.common.people import members
from services.referral.receptions.domain import Reception
from services.referral.receptions.events import ReceptionPlanned
from shared.kernel.aggregate import Invalid
from shared.work import Work


def plan(work: Work, organisation: UUID, **terms: Any) -> tuple[UUID, int]:
    """Plan a reception of one's own organisation."""
    reception_id = uuid4()
    planned = ReceptionPlanned(reception_id=reception_id, organisation=organisation, **terms)
    _check(work, planned)
    _, version = work.start(Reception(reception_id), lambda new: new.plan(planned))
    return reception_id, version


def plan_anew(work: Work, reception_id: UUID, **terms: Any) -> None:
    """Say anew what it is; what is booked stays as it was agreed."""
    state, _ = work.load(Reception(reception_id))
    planned = ReceptionPlanned(**(vars(state.plan_of_today) | terms))
    _check(work, planned)
    work.change(state, lambda each: each.plan(planned))


def end(work: Work, reception_id: UUID, *, last_day: date) -> None:
    """Give no times after that day; who has booked one is to be told."""
    work.change(Reception(reception_id), lambda each: each.end(last_day))


def take_off(work: Work, reception_id: UUID, *, day: date) -> None:
    """Let nobody come on a day."""
    work.change(Reception(reception_id), lambda each: each.take_off(day, on=work.today))


def give_back(work: Work, reception_id: UUID, *, day: date) -> None:
    """Let families come on that day after all."""
    work.change(Reception(reception_id), lambda each: each.give_back(day))


def _check(work: Work, planned: ReceptionPlanned) -> None:
    if planned.municipality and planned.municipality not in geography.municipalities():
        raise Invalid(
            "There is no place with the code %(codes)s.",
            code="unknown-place",
            field="municipality",
            codes=planned.municipality,
        )
    if not catalogue.provides(work.db, planned.organisation, planned.programme):
        raise Invalid(
            "Your organisation does not provide that.", code="not_provided", field="programme"
        )
    here = members(work, planned.organisation)
    can = {each.id for each in here if each.has(Role.NGO_COORDINATOR, Role.NGO_WORKER)}
    if planned.worker not in can:
        raise Invalid("Choose somebody of your organisation.", code="unknown", field="worker")
