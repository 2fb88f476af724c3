"""What somebody looks for in the guide of services."""

from services.referral.families.schemas import municipality_field
from shared.web.api import Body
from shared.web.fields import Count, Text, named
from shared.web.i18n import N_

OLDEST = 120


class SearchSchema(Body):
    about = named(N_("What is it about?"), Text(most=60, load_default=""))
    age = named(
        N_("Age of the child or young person"), Count(least=0, most=OLDEST, load_default=None)
    )
    place = municipality_field(load_default="")
