"""What is due of cases, for lists, and whose of it somebody reads."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, false, select

from services.casework.cases.projections import team
from services.common.codes import Role
from services.common.deadlines.projections import deadlines
from shared.identity.principals import Principal

Deadlines = Mapping[UUID, Row[Any]]  # by case


def theirs(who: Principal) -> ColumnElement[bool]:
    """All of the organisation's for its coordinators, else what is due of their teams' cases."""
    c, home = deadlines.c, who.organisation
    if home is None:
        return false()
    if who.has(Role.NGO_COORDINATOR):
        return c.organisation == home
    on_team = select(team.c.case_id).where(team.c.person_id == who.id)
    return (c.organisation == home) & c.thing_id.in_(on_team)
