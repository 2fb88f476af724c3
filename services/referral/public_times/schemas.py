"""What the public calendar is asked."""

from services.common.codes import Theme
from services.referral.bookings.schemas import ReturnToBookingSchema
from shared.web.fields import Code, Text, named
from shared.web.i18n import N_


class CalendarSchema(ReturnToBookingSchema):
    theme = named(N_("What would you like to talk about?"), Code(Theme, required=True))
    place = named(N_("Where?"), Text(most=10, load_default=""))
