"""What is due of cases, for lists, and whose of it somebody reads."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, column, false, select, table

from services.casework.staffing.projections import case_locks
from services.casework.staffing.queries import has_seat, is_unlocked
from services.common.codes import Role
from services.common.deadlines.projections import deadlines
from shared.identity.principals import Principal

Deadlines = Mapping[UUID, Row[Any]]  # by case
# Their chapter stands above this one, which it tells what is due.
concerns = table("concerns", column("concern_id"), column("case_id"))


def theirs(who: Principal, today: date) -> ColumnElement[bool]:
    """All of the organisation's for its coordinators, else what is due of their teams' cases.

    Nothing of a case that they may not open.
    """
    c, home = deadlines.c, who.organisation
    if home is None:
        return false()
    locked = select(case_locks.c.case_id).where(case_locks.c.person_id == who.id)
    of_locked = select(concerns.c.concern_id).where(concerns.c.case_id.in_(locked))
    ours = (c.organisation == home) & is_unlocked(c.thing_id, who.id) & c.thing_id.not_in(of_locked)
    if who.has(Role.NGO_COORDINATOR):
        return ours
    return ours & has_seat(c.thing_id, who.id, today)
