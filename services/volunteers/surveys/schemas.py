"""What the survey asks: numbers alone; words of one's own would name their writer."""

from marshmallow import validate

from shared.web.api import Body
from shared.web.fields import Text, Whole, named
from shared.web.i18n import N_
from shared.web.sentences import Sentence

CHOOSE = Sentence("Choose one.")


def _from_one_to_five() -> Whole:
    return Whole(
        least=1,
        most=5,
        required=True,
        error_messages={"required": CHOOSE, "null": CHOOSE, "invalid": CHOOSE},
    )


class VoucherSchema(Body):
    code = named(
        N_("Your code"),
        Text(least=1, most=40, required=True, validate=validate.Length(max=40)),
        hint=N_("20 letters and numbers. It says that you are a support person, and not which."),
    )
    learning = named(N_("I learn something as a support person"), _from_one_to_five())
    challenge = named(N_("The task suits me: neither too hard nor too easy"), _from_one_to_five())
    support = named(N_("I have enough guidance and support"), _from_one_to_five())
    help = named(N_("I believe that my support helps the family"), _from_one_to_five())
    recommend = named(N_("I would recommend this to a friend"), _from_one_to_five())
