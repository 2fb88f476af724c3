"""What is due among families and support persons, for lists, and who reads it."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, false, or_, select

from services.common.codes import DeadlineCode
from services.common.deadlines.projections import deadlines
from shared.identity.principals import Principal
from shared.work import Work


def theirs(who: Principal, _today: date) -> ColumnElement[bool]:
    """The organisation's staff follow all of its matches."""
    home = who.organisation
    return false() if home is None else deadlines.c.organisation == home


def waiting(work: Work, who: Principal, *kinds: DeadlineCode, most: int) -> list[Row[Any]]:
    """What waits of these kinds, the longest first; what lies far ahead, once it is near."""
    c = deadlines.c
    is_near = or_(c.kind != DeadlineCode.END_OF_SUPPORT, c.step.is_not(None))
    query = select(deadlines).where(c.met_on.is_(None), c.kind.in_(kinds), is_near)
    query = query.where(theirs(who, work.today))
    return list(work.db.execute(query.order_by(c.since, c.thing_id).limit(most)))
