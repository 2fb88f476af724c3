"""What the public calendar is asked."""

from services.common.codes import Theme
from shared.web.api import Body
from shared.web.fields import Code, Text, named
from shared.web.i18n import N_


class CalendarSchema(Body):
    theme = named(N_("What would you like to talk about?"), Code(Theme, required=True))
    place = named(N_("Where?"), Text(most=10, load_default=""))
