"""An agreement as it was printed, and who has signed it: part of nobody's figures, all private.

It keeps the plan of its day. When the plan changes, another agreement is drawn up.
"""

from datetime import date
from uuid import UUID

from services.common.retention import CASE
from shared.kernel.events import event, personal, value


@value
class AgreedGoal:
    """One goal as the paper says it."""

    text: str
    doing: str = ""
    profession: str | None = None  # of the programme's team; None: all together


@event("plan_agreement.drawn_up")
class AgreementDrawnUp:
    paper_id: UUID
    case_id: UUID
    subject_id: UUID
    drawn_on: date
    places: tuple[str, ...]  # who is to sign: a signer's code, or a profession's
    review_on: date | None = None  # when it is looked at again; None: not agreed
    goals: tuple[AgreedGoal, ...] = personal(of="subject_id", retention=CASE)
    rhythm: str = personal(of="subject_id", retention=CASE, default="")
    ground_rules: str = personal(of="subject_id", retention=CASE, default="")
    contact: str = personal(of="subject_id", retention=CASE, default="")


@event("plan_agreement.signed")
class AgreementSigned:
    """Who signed the paper, as what and on which day. The paper itself stays with its people."""

    paper_id: UUID
    case_id: UUID
    places: tuple[str, ...]
    on: date


@event("plan_agreement.in_error")
class AgreementEnteredInError:
    paper_id: UUID
    case_id: UUID
    subject_id: UUID
    reason: str = personal(of="subject_id", retention=CASE)


AgreementEvent = AgreementDrawnUp | AgreementSigned | AgreementEnteredInError
