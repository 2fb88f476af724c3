"""What has happened to a family's need of somebody: private, codes only, no name.

It is the copy that matching rests on of what casework asked for (`support.requested`).
"""

from datetime import date
from uuid import UUID

from services.common.ages import ADULT_BANDS, age_on, comes_of_age_on
from services.common.children import OWN_VIEW_FROM
from services.common.disclosing import Parties
from services.common.retention import CASE
from shared.kernel.events import event, personal


@event("need.opened")
class NeedOpened:
    case_id: UUID
    referral_id: UUID
    organisation: UUID
    sender: UUID
    programme: str
    programme_version: int  # the case's own
    municipality: str | None  # None: withheld
    age_band: str | None
    asks_child: bool  # 12 or older
    subject_id: UUID  # of casework's register; nobody is named here
    needs: tuple[str, ...] = personal(of="subject_id", retention=CASE)
    mother_tongue: str | None = personal(of="subject_id", retention=CASE)  # None: not told
    service_language: str
    interpreter_needed: bool
    interests: tuple[str, ...] = personal(of="subject_id", retention=CASE)
    availability: tuple[str, ...] = personal(of="subject_id", retention=CASE)
    sibling_count: int
    parties: Parties | None = None  # who may hear of a match; None: not told then
    requested_on: date
    date_of_birth: date | None = personal(of="subject_id", retention=CASE, default=None)

    @property
    def adult_from(self) -> date | None:
        """The day from which the person alone consents; None where their age is not known."""
        if self.date_of_birth is not None:
            return comes_of_age_on(self.date_of_birth)
        return self.requested_on if self.age_band in ADULT_BANDS else None

    def has_own_view(self, on: date) -> bool:
        """Is the child 12 or older that day, and asked what they think?

        Who is of age consents for themselves, and is no child to ask beside that.
        """
        if self.adult_from is not None and on >= self.adult_from:
            return False
        if self.date_of_birth is None:
            return self.asks_child
        return self.asks_child or age_on(self.date_of_birth, on) >= OWN_VIEW_FROM


@event("need.consent_taken_over", to=("referral",))
class NeedConsentTakenOver:
    """Who may hear of a match from now on, as the family's consent has it."""

    case_id: UUID
    referral_id: UUID
    correction_id: UUID  # of the referral
    parties: Parties
    on: date


@event("need.place_corrected")
class NeedPlaceCorrected:
    """Where the family lives was wrong, or may be shown no more."""

    case_id: UUID
    municipality: str | None = None  # None: withheld from now on
    on: date


@event("need.age_corrected")
class NeedAgeCorrected:
    """The supported person's birthday had been written down wrongly."""

    case_id: UUID
    subject_id: UUID
    age_band: str | None = None
    asks_child: bool = False
    date_of_birth: date | None = personal(of="subject_id", retention=CASE, default=None)
    on: date


@event("need.closed")
class NeedClosed:
    """The case has closed; nobody is looked for any more."""

    case_id: UUID
    on: date


@event("need.reopened")
class NeedReopened:
    """The case had been closed by mistake."""

    case_id: UUID
    on: date


NeedEvent = (
    NeedOpened
    | NeedPlaceCorrected
    | NeedConsentTakenOver
    | NeedAgeCorrected
    | NeedClosed
    | NeedReopened
)
