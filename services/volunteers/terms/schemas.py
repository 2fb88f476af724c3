"""What is asked of an organisation that pays."""

from decimal import Decimal

from marshmallow import ValidationError, fields, validate
from stdnum import bic, iban
from stdnum.exceptions import ValidationError as WrongNumber

from services.common.codes import KilometrePay
from shared.web.api import Body
from shared.web.fields import TODAY, Code, Day, Money, Text, YesNo, named
from shared.web.i18n import N_
from shared.web.sentences import Sentence

LONGEST_NAME = 70  # of a bank's payment
NO_IBAN = Sentence("This is no account number. Write the IBAN, such as FI21 1234 5600 0007 85.")
NO_BIC = Sentence("This is no bank's code. Write the BIC, such as NDEAFIHH, or leave it empty.")


class Iban(fields.String):
    """An account number with right check digits; kept without blanks."""

    def _deserialize(self, value: object, attr: str | None, data: object, **more: object) -> str:
        text = str(super()._deserialize(value, attr, data, **more))
        try:
            return str(iban.validate(text))
        except WrongNumber:
            raise ValidationError(NO_IBAN) from None


class Bic(fields.String):
    """A bank's code, or nothing."""

    def _deserialize(self, value: object, attr: str | None, data: object, **more: object) -> str:
        text = str(super()._deserialize(value, attr, data, **more)).strip()
        try:
            return str(bic.validate(text)) if text else ""
        except WrongNumber:
            raise ValidationError(NO_BIC) from None


LENGTH = validate.Length(max=50)


class TermsSchema(Body):
    kilometres = named(N_("Kilometres in somebody's own car"), Code(KilometrePay, required=True))
    rate = named(
        N_("A rate of your own"),
        Money(load_default=None, allow_none=True),
        hint=N_("Only where you pay less than the tax-free maximum, such as 0.30."),
        unit="€",
    )
    receipts_over = named(
        N_("Costs above this want a receipt"),
        Money(load_default=Decimal(0)),
        hint=N_("Nil: all costs do."),
        unit="€",
    )
    pays_days = named(
        N_("We pay the tax-free day's allowance for camps and day trips"),
        YesNo(load_default=False),
    )
    starts_on = named(N_("For visits from this day on"), Day(load_default=None), hint=TODAY)


class PayingAccountSchema(Body):
    account_name = named(N_("Name of the account"), Text(least=1, most=LONGEST_NAME, required=True))
    iban = named(N_("Account number (IBAN)"), Iban(required=True, validate=LENGTH))
    bic = named(
        N_("The bank's BIC"),
        Bic(load_default="", validate=LENGTH),
        hint=N_("Most banks find it by the account number."),
    )
