"""The rules of lending: nobody helps elsewhere without their own yes and both organisations'."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.volunteers.lending import events
from services.volunteers.lending.events import LoanEvent
from shared.kernel.aggregate import Invalid, Refused


class LoanStatus(StrEnum):
    """Whose word it waits for."""

    ASKED = "ASKED"  # the lender's: whom it offers
    OFFERED = "OFFERED"  # the person's
    WILLING = "WILLING"  # the borrower's
    AGREED = "AGREED"
    DECLINED = "DECLINED"  # by the person
    ENDED = "ENDED"


OPEN = (LoanStatus.ASKED, LoanStatus.OFFERED, LoanStatus.WILLING, LoanStatus.AGREED)


@dataclass(frozen=True)
class Loan:
    """One person, or nobody yet, between two organisations."""

    category: ClassVar[str] = "loan"

    id: UUID
    begun: events.LoanAsked | events.LoanOffered | None = None
    volunteer_id: UUID | None = None  # None: nobody was named yet
    applicant_id: UUID | None = None  # in the borrower's register, once agreed
    status: LoanStatus | None = None

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return (self.begun.lender, self.begun.borrower) if self.begun else ()

    @property
    def terms(self) -> events.LoanAsked | events.LoanOffered:
        if self.begun is None:
            raise Refused("There is no such lending.", code="no_such_loan")
        return self.begun

    def ask(self, request: events.LoanAsked, *, today: date) -> list[LoanEvent]:
        _must_fit(request, today)
        return [request]

    def offer(self, offered: events.LoanOffered, *, today: date) -> list[LoanEvent]:
        """Name somebody, unasked or as the answer."""
        _must_fit(offered, today)
        if self.status not in (None, LoanStatus.ASKED):
            raise Refused("Somebody was named already.", code="named_already")
        return [offered]

    def answer(self, *, given: bool, on: date) -> list[LoanEvent]:
        """The person's own word, once; a yes is taken back by ending it."""
        if self.status is not LoanStatus.OFFERED or self.volunteer_id is None:
            raise Refused("This was answered already, or ended.", code="answered_already")
        terms = self.terms
        return [
            events.LoanAnswered(
                loan_id=self.id,
                lender=terms.lender,
                borrower=terms.borrower,
                volunteer_id=self.volunteer_id,
                given=given,
                on=on,
            )
        ]

    def agree(self, applicant_id: UUID, *, on: date, by: str) -> list[LoanEvent]:
        """The borrower takes them on as an applicant, once they have said yes."""
        terms = self.terms
        if self.status is not LoanStatus.WILLING or self.volunteer_id is None:
            raise Refused("The person has not said yes.", code="not_willing")
        if terms.ends_on < on:
            raise Refused("The time that was agreed is over.", code="loan_over")
        return [
            events.LoanAgreed(
                loan_id=self.id,
                lender=terms.lender,
                borrower=terms.borrower,
                volunteer_id=self.volunteer_id,
                applicant_id=applicant_id,
                on=on,
                by=by,
            )
        ]

    def end(self, *, on: date, by: str) -> list[LoanEvent]:
        if self.status not in OPEN:
            return []
        terms = self.terms
        return [
            events.LoanEnded(
                loan_id=self.id,
                lender=terms.lender,
                borrower=terms.borrower,
                volunteer_id=self.volunteer_id,
                on=on,
                by=by,
            )
        ]

    def evolve(self, event: LoanEvent) -> Self:
        match event:
            case events.LoanAsked():
                return replace(self, begun=event, status=LoanStatus.ASKED)
            case events.LoanOffered():
                named = event.volunteer_id
                return replace(self, begun=event, volunteer_id=named, status=LoanStatus.OFFERED)
            case events.LoanAnswered():
                willing = LoanStatus.WILLING if event.given else LoanStatus.DECLINED
                return replace(self, status=willing)
            case events.LoanAgreed():
                return replace(self, status=LoanStatus.AGREED, applicant_id=event.applicant_id)
            case events.LoanEnded():
                return replace(self, status=LoanStatus.ENDED)
            case _:
                assert_never(event)


def _must_fit(terms: events.LoanAsked | events.LoanOffered, today: date) -> None:
    if terms.borrower == terms.lender:
        raise Invalid("Choose another organisation.", code="own_organisation", field="organisation")
    if terms.ends_on < terms.starts_on:
        raise Invalid("The last day lies before the first.", code="ends_before", field="ends_on")
    if terms.ends_on < today:
        raise Invalid("The last day is over.", code="loan_over", field="ends_on")
