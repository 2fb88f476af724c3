"""The rules of what an organisation pays. Amounts are cents."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.common.codes import KilometrePay
from services.volunteers.terms.events import PayingAccountGiven, TermsAgreed, TermsEvent
from shared.kernel.aggregate import Invalid


@dataclass(frozen=True)
class Payer:
    """One organisation as it pays; one that has said nothing pays the tax-free rate."""

    category: ClassVar[str] = "payer"

    id: UUID
    terms: tuple[TermsAgreed, ...] = ()  # in the order in which they were agreed
    account: PayingAccountGiven | None = None

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return (self.id,)

    def agree(self, terms: TermsAgreed, *, most: int) -> list[TermsEvent]:
        """Take them; `most` is what may be paid free of tax for a kilometre on that day."""
        if terms.kilometres is KilometrePay.OWN and not 0 < terms.rate <= most:
            raise Invalid(
                "A rate of your own is above nil and at most %(most)s cents for a kilometre: what "
                "is paid above that is wages.",
                code="rate",
                field="rate",
                most=most,
            )
        return [] if terms == self.terms_on(terms.starts_on) else [terms]

    def give_account(self, account: PayingAccountGiven) -> list[TermsEvent]:
        return [] if account == self.account else [account]

    def terms_on(self, day: date) -> TermsAgreed | None:
        """What holds for a visit of that day; of those that began last the one agreed last."""
        begun = [each for each in self.terms if each.starts_on <= day]
        latest = max((each.starts_on for each in begun), default=None)
        return next((each for each in reversed(begun) if each.starts_on == latest), None)

    def rate_on(self, day: date, *, most: int) -> int:
        """Cents for a kilometre of a visit of that day, never above `most`."""
        terms = self.terms_on(day)
        match terms.kilometres if terms else KilometrePay.FULL:
            case KilometrePay.OWN:
                return min(terms.rate, most) if terms else most
            case KilometrePay.TICKET:
                return 0
            case _:
                return most

    def pays_days_on(self, day: date) -> bool:
        """Does it pay a day's allowance for a trip of that day?"""
        terms = self.terms_on(day)
        return terms is not None and terms.pays_days

    def wants_receipt(self, costs: int, day: date) -> bool:
        """Do these costs want a receipt?"""
        terms = self.terms_on(day)
        return costs > (terms.receipts_over if terms else 0)

    def evolve(self, event: TermsEvent) -> Self:
        match event:
            case TermsAgreed():
                return replace(self, terms=(*self.terms, event))
            case PayingAccountGiven():
                return replace(self, account=event)
            case _:
                assert_never(event)
