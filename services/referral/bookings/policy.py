"""Who sees booked times: whoever meets the family, and the coordinators beside them."""

from services.common.codes import Role
from services.referral.bookings.domain import Booking
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

STAFF = (Role.NGO_COORDINATOR, Role.NGO_WORKER)
lists = allow(*STAFF)
books = allow(*STAFF, Role.MUNICIPAL_WORKER)


@permission(*STAFF)
def meets(principal: Principal, booking: Booking) -> bool:
    """Whose time it is, and their organisation's coordinators."""
    made = booking.made
    is_ours = made is not None and made.organisation == principal.organisation
    is_theirs = made is not None and booking.agreed.worker == principal.id
    return is_ours and (is_theirs or principal.has(Role.NGO_COORDINATOR))
