"""What the forms of a family's code ask."""

from shared.web.api import Body
from shared.web.fields import Text, named
from shared.web.i18n import N_


class CodeSchema(Body):
    code = named(
        N_("Your code"),
        Text(most=100, least=1, required=True),
        hint=N_("It stands on the paper that you were given, such as K7QM-2XVA-…"),
    )
