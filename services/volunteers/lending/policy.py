"""Who may see a lending and act on it: the two organisations' coordinators, and the person."""

from dataclasses import dataclass

from services.common.codes import Role
from services.volunteers.lending.domain import Loan, LoanStatus
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

keeps = allow(Role.NGO_COORDINATOR)


@dataclass(frozen=True)
class LoanView:
    """A lending before one reader."""

    loan: Loan
    version: int
    is_person: bool  # the reader is who would help

    @property
    def is_over(self) -> bool:
        return self.loan.status in (LoanStatus.DECLINED, LoanStatus.ENDED)


def _lends(principal: Principal, view: LoanView) -> bool:
    begun = view.loan.begun
    return begun is not None and begun.lender == principal.organisation


def _borrows(principal: Principal, view: LoanView) -> bool:
    begun = view.loan.begun
    return begun is not None and begun.borrower == principal.organisation


@permission(Role.NGO_COORDINATOR, Role.SUPPORT_PERSON)
def reads(principal: Principal, view: LoanView) -> bool:
    """Both organisations' coordinators, and the person who is named."""
    coordinates = principal.has(Role.NGO_COORDINATOR)
    return view.is_person or (
        coordinates and (_lends(principal, view) or _borrows(principal, view))
    )


@permission(Role.NGO_COORDINATOR)
def lends(principal: Principal, view: LoanView) -> bool:
    """The coordinators of the person's own organisation."""
    return _lends(principal, view)


@permission(Role.NGO_COORDINATOR)
def borrows(principal: Principal, view: LoanView) -> bool:
    """The coordinators of where they would help."""
    return _borrows(principal, view)


@permission(Role.SUPPORT_PERSON)
def answers(_principal: Principal, view: LoanView) -> bool:
    """The person, and nobody in their place."""
    return view.is_person
