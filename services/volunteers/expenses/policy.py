"""Who may see a claim, and decide on it: pure rules over a principal and a claim."""

from dataclasses import dataclass

from services.common.codes import Role
from services.volunteers.expenses.domain import Claim
from services.volunteers.rates.rules import UNPAID, DayRates
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

keeps_books = allow(Role.NGO_COORDINATOR)
lists = allow(Role.NGO_COORDINATOR, Role.SUPPORT_PERSON)


@dataclass(frozen=True)
class ClaimView:
    """A claim before one reader."""

    claim: Claim
    version: int
    is_own: bool  # the reader is its support person
    rate: int  # cents for a kilometre on the day of the visit
    wants_receipt: bool
    day_rates: DayRates = UNPAID  # cents for a day of allowance on that day


def is_inside(principal: Principal, view: ClaimView) -> bool:
    """Is it a claim of the principal's organisation?"""
    made = view.claim.made
    return made is not None and made.organisation == principal.organisation


@permission(Role.NGO_COORDINATOR, Role.SUPPORT_PERSON)
def reads(principal: Principal, view: ClaimView) -> bool:
    """The organisation's coordinators, and the support person themselves."""
    is_coordinator = principal.has(Role.NGO_COORDINATOR)
    return is_inside(principal, view) and (view.is_own or is_coordinator)


@permission(Role.NGO_COORDINATOR)
def coordinates(principal: Principal, view: ClaimView) -> bool:
    """The organisation's coordinators."""
    return is_inside(principal, view)


@permission(Role.NGO_COORDINATOR)
def decides(principal: Principal, view: ClaimView) -> bool:
    """A coordinator of the organisation, and never on a claim of their own."""
    return is_inside(principal, view) and not view.is_own
