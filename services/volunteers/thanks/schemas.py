"""What is said in thanks."""

from services.common.retention import VOLUNTEER
from shared.web.api import Body, personal
from shared.web.fields import Text, named
from shared.web.i18n import N_


class ThanksSchema(Body):
    text = named(
        N_("A few words of thanks"),
        personal(Text(least=1, most=500, required=True), of="volunteer", retention=VOLUNTEER),
        hint=N_("They read it on their own page. Name no family."),
    )
