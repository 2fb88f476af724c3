"""What is due in the referral service, as far as it is somebody's to read."""

from datetime import date

from sqlalchemy import ColumnElement, or_

from services.common.codes import DeadlineCode, Role
from services.common.deadlines.policy import OVER_ALL
from services.common.deadlines.projections import deadlines
from services.common.deadlines.queries import of_sides
from services.common.deadlines.rules import Step
from shared.identity.principals import Principal

COORDINATORS = (DeadlineCode.FAMILY_CONTACT, DeadlineCode.RECEPTION)
APART = (DeadlineCode.REQUEST, DeadlineCode.FEEDBACK, *COORDINATORS)


def theirs(who: Principal, today: date) -> ColumnElement[bool]:
    """Both sides' own, and what was passed on; some of it one role alone does, and reads."""
    c, home = deadlines.c, who.organisation
    read: list[ColumnElement[bool]] = [of_sides(who, today) & c.kind.not_in(APART)]
    if who.has(Role.DATA_PROTECTION_OFFICER):
        requests = c.kind == DeadlineCode.REQUEST
        read.append(requests if home is None else requests & (c.organisation == home))
    if who.has(Role.NGO_COORDINATOR) and home is not None:
        read.append(c.kind.in_(COORDINATORS) & (c.organisation == home))
    if who.has(Role.ADMINISTRATOR):
        read.append(c.kind == DeadlineCode.FEEDBACK)
    if who.has(*OVER_ALL):
        read.append(c.step == Step.ESCALATED)
    return or_(*read)
