"""What a support person says of their account."""

from services.common.retention import VOLUNTEER
from services.volunteers.terms.schemas import LENGTH, Iban
from shared.web.api import Body, personal
from shared.web.fields import named
from shared.web.i18n import N_


class AccountSchema(Body):
    iban = named(
        N_("Account number (IBAN)"),
        personal(Iban(required=True, validate=LENGTH), of="volunteer", retention=VOLUNTEER),
        hint=N_("Such as FI21 1234 5600 0007 85. Only your coordinators see it."),
    )
