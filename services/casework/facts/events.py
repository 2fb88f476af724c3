"""What a family answered on one day to the questions of its programme.

The answers tell of work, money or violence, so they are sealed for the person whose case it is, in
every service that keeps them. What was not asked is not there; not to want to say is an answer.
"""

from datetime import date
from uuid import UUID

from services.common.retention import CASE
from shared.kernel.events import event, personal, value


@value
class Fact:
    """One answer. Of two parents each has their own."""

    question: str  # code of the programme's question
    answer: str  # one of its codes, DECLINED or UNKNOWN
    person: int = 1  # the second parent is 2


@event("facts.answered")
class FactsAnswered:
    sheet_id: UUID
    case_id: UUID
    subject_id: UUID
    answered_on: date
    facts: tuple[Fact, ...] = personal(of="subject_id", retention=CASE)


@event("facts.corrected")
class FactsCorrected:
    """What holds of that day instead, whole."""

    sheet_id: UUID
    case_id: UUID
    subject_id: UUID
    answered_on: date
    facts: tuple[Fact, ...] = personal(of="subject_id", retention=CASE)
    reason: str = personal(of="subject_id", retention=CASE)


@event("facts.in_error")
class FactsEnteredInError:
    sheet_id: UUID
    case_id: UUID
    subject_id: UUID
    reason: str = personal(of="subject_id", retention=CASE)


@event("facts.counted", to=("reporting",))
class FactsCounted:
    """How the answers of one day stand now, for the figures of the programme's provider."""

    sheet_id: UUID
    case_id: UUID
    subject_id: UUID
    programme: str
    organisation: UUID
    answered_on: date
    stands: bool = True  # False: it never was
    facts: tuple[Fact, ...] = personal(of="subject_id", retention=CASE)


FactsEvent = FactsAnswered | FactsCorrected | FactsEnteredInError | FactsCounted
