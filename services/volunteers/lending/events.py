"""What has happened to a lending: asked for, offered, answered by the person, agreed, ended.

Ids, codes and days alone. Of what somebody has done the other organisation reads the trainings;
an extract of the criminal record is never shared: whoever takes somebody on vets by themselves.
"""

from datetime import date
from uuid import UUID

from shared.kernel.events import event


@event("loan.asked")
class LoanAsked:
    """An organisation asks another one for somebody."""

    loan_id: UUID
    borrower: UUID
    lender: UUID
    programme: str
    starts_on: date
    ends_on: date  # the last day
    by: str  # id of a principal


@event("loan.offered")
class LoanOffered:
    """The person's own organisation says who could help, whether it was asked or not."""

    loan_id: UUID
    borrower: UUID
    lender: UUID
    programme: str
    starts_on: date
    ends_on: date
    volunteer_id: UUID  # in the lender's register
    by: str


@event("loan.answered")
class LoanAnswered:
    """The person says yes or no; before a yes the other organisation does not know who it is."""

    loan_id: UUID
    lender: UUID
    borrower: UUID
    volunteer_id: UUID
    given: bool
    on: date


@event("loan.agreed")
class LoanAgreed:
    """The person is an applicant of the other organisation, with the trainings they have."""

    loan_id: UUID
    lender: UUID
    borrower: UUID
    volunteer_id: UUID
    applicant_id: UUID  # in the borrower's register
    on: date
    by: str


@event("loan.ended")
class LoanEnded:
    """Called off or ended by whichever of the three."""

    loan_id: UUID
    lender: UUID
    borrower: UUID
    volunteer_id: UUID | None
    on: date
    by: str


LoanEvent = LoanAsked | LoanOffered | LoanAnswered | LoanAgreed | LoanEnded
"""All of a lending."""
