"""Who may see a case, and do what in it: pure rules over a principal and a case.

A case opens to its team and to the provider's coordinators. Everybody else gets the same answer
as for a case that does not exist. A seat in the team is one in the provider's organisation: whoever
has left that knows the family no more. Who may never open it, such as a relative in the office, is
outside whatever their roles. A worker who took it over reads of earlier notes what was decided.
"""

from datetime import date

from services.casework.cases.domain import Case
from services.common.codes import Role
from shared.identity.principals import Principal
from shared.web.permission import permission


def is_inside(principal: Principal, case: Case) -> bool:
    """Does the principal belong to the organisation that provides it, and is not locked out?"""
    if case.begun is None or principal.id in case.staffing.locked:
        return False
    return principal.organisation == case.begun.organisation


def is_on_team(principal: Principal, case: Case) -> bool:
    return is_inside(principal, case) and principal.id in case.team


@permission(Role.NGO_COORDINATOR)
def coordinates(principal: Principal, case: Case) -> bool:
    """A coordinator of the organisation that provides the support."""
    return is_inside(principal, case)


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER)
def opens(principal: Principal, case: Case) -> bool:
    """Its team, and whoever coordinates it."""
    return is_on_team(principal, case) or coordinates.allows(principal, case)


def reads_note(
    principal: Principal, case: Case, on: date, *, by: str = "", is_summary: bool = False
) -> bool:
    """Of a case that they open: may they read what was noted of that day, and by whom?

    The one place that says so of whatever stands in the book under a day: entries (contacts, calls,
    appointments, crisis meetings), visits and their receipts, messages, summaries, network maps,
    answers of the family, papers, and why something was opened or put right. Not of the plan with
    its meetings and agreements, and not of concerns about the child's safety.
    """
    if by == str(principal.id) or coordinates.allows(principal, case):
        return True
    limit = case.staffing.limit_of(principal.id, case.today)
    return limit is None or on >= limit.since or (is_summary and limit.with_summaries)


def is_limited(principal: Principal, case: Case) -> bool:
    """Are earlier notes kept from them?"""
    is_kept = case.staffing.limit_of(principal.id, case.today) is not None
    return is_kept and not coordinates.allows(principal, case)
