"""What is asked of whoever was at an open event."""

from services.common.retention import CONTACT
from shared.web.api import Body, personal
from shared.web.fields import Text, Whole, YesNo, named
from shared.web.i18n import N_
from shared.web.sentences import Sentence

CHOOSE = Sentence("Choose one.")
MISSING = {"required": CHOOSE, "null": CHOOSE, "invalid": CHOOSE}
OF_BOX = {"of": "happening_id", "retention": CONTACT}


class OpinionSchema(Body):
    useful = named(
        N_("Was it useful to you?"),
        Whole(least=1, most=5, required=True, error_messages=MISSING),
        hint=N_("1: not at all, 5: very."),
    )
    recommend = named(
        N_("Would you recommend it to others?"), YesNo(required=True, error_messages=MISSING)
    )
    words = named(
        N_("What else would you like to say?"),
        personal(Text(most=500, load_default=""), **OF_BOX),
        hint=N_("Name nobody, not even yourself."),
    )
