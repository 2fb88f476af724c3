"""Who sees booked times: whoever meets the family, the coordinators beside them, and a professional
who booked one for a family.
"""

from typing import Any

from services.common.codes import BookedBy, Role
from services.referral.bookings.domain import Booking
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

STAFF = (Role.NGO_COORDINATOR, Role.NGO_WORKER)
lists = books = allow(*STAFF, Role.MUNICIPAL_WORKER)


@permission(*STAFF)
def meets(principal: Principal, booking: Booking) -> bool:
    """Whose time it is, and their organisation's coordinators."""
    made = booking.made
    is_ours = made is not None and made.organisation == principal.organisation
    is_theirs = made is not None and booking.agreed.worker == principal.id
    return is_ours and (is_theirs or principal.has(Role.NGO_COORDINATOR))


@permission(*STAFF, Role.MUNICIPAL_WORKER)
def follows(principal: Principal, booking: Booking) -> bool:
    """Whoever meets the family, or booked the time for it."""
    is_booker = booking.made is not None and booking.made.booker == principal.id
    return is_booker or meets.allows(principal, booking)


def as_whom(principal: Principal | None) -> dict[str, Any]:
    """As whom a time is booked: by the family itself where nobody is signed in."""
    if principal is None:
        return {"booked_by": BookedBy.FAMILY}
    if principal.has(*STAFF):
        return {"booked_by": BookedBy.WORKER}
    booker = {"booker": principal.id, "booker_home": principal.organisation}
    return {"booked_by": BookedBy.PROFESSIONAL, **booker}
