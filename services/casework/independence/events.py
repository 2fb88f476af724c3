"""A plan of independence: what was seen on a day in each area of life, and what follows it.

It says who supports instead later (planned replacement), so all of it is private and sealed.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from services.common.codes import LifeArea
from services.common.retention import CASE
from shared.kernel.events import event, personal, value


@value
class AreaPlan:
    """One area of life."""

    area: Annotated[str, LifeArea]
    can: str = ""  # what the child can already
    needs: str = ""  # what is needed
    supporter: str = ""  # who supports now
    replaced_by: str = ""  # the service or person that takes over
    until: date | None = None  # by when; None: not agreed


@event("independence.planned")
class IndependencePlanned:
    plan_id: UUID
    case_id: UUID
    subject_id: UUID
    planned_on: date
    areas: tuple[AreaPlan, ...] = personal(of="subject_id", retention=CASE)


@event("independence.in_error")
class IndependenceEnteredInError:
    plan_id: UUID
    case_id: UUID
    subject_id: UUID
    reason: str = personal(of="subject_id", retention=CASE)


IndependenceEvent = IndependencePlanned | IndependenceEnteredInError
