"""By what anybody looks for open events."""

from marshmallow import Schema

from shared.web.fields import Text, named
from shared.web.i18n import N_


class ChosenSchema(Schema):
    theme = named(N_("What about?"), Text(most=20, load_default=""))
    place = named(N_("Where?"), Text(most=10, load_default=""))
