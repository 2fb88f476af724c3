"""Who may see a payment run, and what is done with it."""

from dataclasses import dataclass

from services.common.codes import Role
from services.volunteers.payments.domain import PaymentRun
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

keeps_books = allow(Role.NGO_COORDINATOR)


@dataclass(frozen=True)
class PaymentView:
    """A payment run before one reader."""

    run: PaymentRun
    version: int


@permission(Role.NGO_COORDINATOR)
def pays(principal: Principal, view: PaymentView) -> bool:
    """The coordinators of the organisation that pays."""
    drawn_up = view.run.drawn_up
    return drawn_up is not None and drawn_up.organisation == principal.organisation
