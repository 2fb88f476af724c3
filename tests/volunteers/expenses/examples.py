"""Values of claims and payments that these tests share."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from services.volunteers.expenses import events
from services.volunteers.expenses.domain import Decided
from services.volunteers.payments import events as payments
from tests.volunteers.examples import ANNA, CASE, MAY, NGO, OTTO

VISIT, OTHER_VISIT, RUN, OTHER_RUN = (UUID(int=n) for n in range(40, 44))
JUNE = date(2026, 6, 1)
IBAN, OTHER_IBAN, PAYER_IBAN = "FI2112345600000785", "FI5542345670000081", "FI1410093000123458"
MADE = events.ClaimMade(
    claim_id=VISIT,
    case_id=CASE,
    organisation=NGO,
    volunteer_id=ANNA,
    held_on=MAY,
    kilometres=14,
    costs=1250,
)
NOTHING = replace(MADE, kilometres=0, costs=0)
DECIDED = Decided(by="coordinator", on=JUNE)
APPROVED = events.ClaimApproved(
    claim_id=VISIT,
    organisation=NGO,
    volunteer_id=ANNA,
    kilometres=770,
    costs=1250,
    receipt_seen=True,
    on=JUNE,
    by="coordinator",
)
RETURNED = events.ClaimReturned(
    claim_id=VISIT, organisation=NGO, volunteer_id=ANNA, on=JUNE, by="coordinator", reason="Why?"
)
REFUSED = events.ClaimRefused(
    claim_id=VISIT, organisation=NGO, volunteer_id=ANNA, on=JUNE, by="coordinator", reason="No."
)
PUT_IN = events.ClaimPutInPayment(claim_id=VISIT, payment_id=RUN, cents=2020)
RELEASED = events.ClaimReleased(claim_id=VISIT, payment_id=RUN)
PAID = events.ClaimPaid(
    claim_id=VISIT, organisation=NGO, volunteer_id=ANNA, payment_id=RUN, cents=2020, on=JUNE
)
DRAWN_UP = payments.PaymentDrawnUp(
    payment_id=RUN,
    organisation=NGO,
    account_name="Esimerkkijärjestö ry",
    iban=PAYER_IBAN,
    bic="NDEAFIHH",
    pays_on=JUNE,
    at=datetime(2026, 6, 1, 9, tzinfo=UTC),
    by="coordinator",
)
LINE = payments.PaymentLineAdded(
    payment_id=RUN,
    volunteer_id=ANNA,
    claims=(VISIT,),
    cents=2020,
    name="Anna Esimerkki",
    iban=IBAN,
)
OTHER_LINE = replace(
    LINE, volunteer_id=OTTO, claims=(OTHER_VISIT,), cents=5, name="Otto Ömer", iban=OTHER_IBAN
)
RUN_PAID = payments.PaymentPaid(payment_id=RUN, on=JUNE, by="coordinator")
CALLED_OFF = payments.PaymentCalledOff(payment_id=RUN, on=JUNE, by="coordinator")
