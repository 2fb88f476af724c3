"""What has happened to a case: this service's history, and what of it others may know.

Public events carry ids, codes and dates; under a non-disclosure order no municipality, from the
first day. What tells who somebody is stays private, sealed for the case's person, or goes to the
volunteers service once a match is agreed (`case.introduced`). Dates are days in Finland.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from services.casework.contact.events import ContactEvent
from services.casework.course.events import CourseEvent
from services.casework.merges.events import MergeEvent
from services.casework.plan.events import PlanEvent
from services.casework.staffing.events import (
    ResponsibleLeft as ResponsibleLeft,
    StaffingEvent,
    WorkerAssigned as WorkerAssigned,
    WorkerReleased as WorkerReleased,
)
from services.common.codes import (
    Assessor,
    Availability,
    EndReason,
    Interest,
    Need,
    Outcome,
    OutcomeMethod,
)
from services.common.disclosing import Parties
from services.common.retention import CASE
from services.referral.families.events import Family
from shared.kernel.events import event, personal


@event("case.described", retention=CASE)
class CaseDescribed(Family):
    """What the referral disclosed, as the case began with it."""

    case_id: UUID
    controller: UUID  # the organisation whose register it is
    purchaser: UUID | None = None  # county or city that buys the support; None: nobody does
    concerned: tuple[UUID, ...] = ()  # of the place; no longer written, they hear nothing
    sender_name: str  # an organisation's
    disclosure_level: str  # what the sender may read back
    inform: tuple[UUID, ...] = ()  # organisations that the family lets know


@event("case.family_corrected", retention=CASE)
class FamilyCorrected(Family):
    """What the register says of the family now; either side of its referral put it right."""

    case_id: UUID
    correction_id: UUID
    organisation: UUID  # whose people put it right
    changed: tuple[str, ...]  # names of what was put right
    disclosure_level: str
    inform: tuple[UUID, ...] = ()
    on: date
    reason: str = personal(of="subject_id")


@event("case.place_corrected", public=True)
class CasePlaceCorrected:
    """Where the family lives was wrong, or may be shown no more."""

    case_id: UUID
    municipality: str | None = None  # None: withheld from now on
    on: date


@event("case.opened", public=True)
class CaseOpened:
    case_id: UUID
    referral_id: UUID
    organisation: UUID  # the provider
    sender: UUID
    programme: str
    programme_version: int  # the one the case keeps
    municipality: str | None = None  # None: withheld
    phase: str | None = None  # the programme's first; None: it has no phases
    opened_on: date


@event("support.requested", to=("volunteers",))
class SupportRequested:
    """A person is needed. Says what matching needs and nothing that names anybody."""

    case_id: UUID
    referral_id: UUID
    organisation: UUID
    sender: UUID
    programme: str
    programme_version: int
    municipality: str | None = None  # None: withheld
    age_band: str | None = None  # "10-12"; None: no date of birth is known
    asks_child: bool = False  # 12 or older: the child's own view is asked
    subject_id: UUID  # an id of the controller's register; nobody is named
    needs: tuple[Annotated[str, Need], ...] = personal(of="subject_id", retention=CASE)
    mother_tongue: str | None = personal(of="subject_id", retention=CASE)
    service_language: str = ""
    interpreter_needed: bool = False
    interests: tuple[Annotated[str, Interest], ...] = personal(of="subject_id", retention=CASE)
    availability: tuple[Annotated[str, Availability], ...] = personal(
        of="subject_id", retention=CASE
    )
    # Of a child or young person: from 18 on they alone consent. None: not known.
    date_of_birth: date | None = personal(of="subject_id", retention=CASE, default=None)
    sibling_count: int = 0
    parties: Parties | None = None  # None: told by an earlier version
    requested_on: date


@event("support.age_corrected", to=("volunteers",))
class SupportAgeCorrected:
    """The supported person's birthday had been written down wrongly."""

    case_id: UUID
    subject_id: UUID
    age_band: str | None = None  # None: no date of birth is known
    asks_child: bool = False
    date_of_birth: date | None = personal(of="subject_id", retention=CASE, default=None)
    on: date


@event("case.consent_taken_over", to=("referral", "volunteers"))
class CaseConsentTakenOver:
    """The case tells others of the family as its consent has it from now on."""

    case_id: UUID
    referral_id: UUID
    correction_id: UUID  # of the referral
    parties: Parties  # who may hear of it now
    on: date


@event("case.introduced", to=("volunteers",))
class CaseIntroduced:
    """All have agreed to a match, so the support person may know whom to meet.

    Under a non-disclosure order nothing but the first name: how to meet is told in person.
    """

    case_id: UUID
    match_id: UUID
    subject_id: UUID
    given_name: str = personal(of="subject_id", retention=CASE)
    phone: str = personal(of="subject_id", retention=CASE)
    address: str | None = personal(of="subject_id", retention=CASE)
    guardian_name: str = personal(of="subject_id", retention=CASE)
    guardian_phone: str = personal(of="subject_id", retention=CASE)
    # First names of brothers and sisters, who are of the same family and met there.
    siblings: tuple[str, ...] = personal(of="subject_id", retention=CASE, default=())


@event("case.early_end_explained")
class EarlyEndExplained:
    case_id: UUID
    subject_id: UUID
    on: date
    reason: str = personal(of="subject_id", retention=CASE)


@event("case.closed", public=True)
class CaseClosed:
    """Why it ended and what it brought about are two facts."""

    case_id: UUID
    referral_id: UUID
    programme: str
    organisation: UUID
    end_reason: EndReason
    outcome: Outcome
    method: OutcomeMethod | None = None  # None: the outcome was not assessed
    assessed_by: Assessor | None = None
    early: bool = False  # before the programme's minimum, or without its planned way out
    on: date


@event("case.followed_up", public=True)
class CaseFollowedUp:
    """Where things stand some months after; said again when looked at again."""

    case_id: UUID
    referral_id: UUID
    programme: str
    organisation: UUID
    assessed_on: date
    outcome: Outcome
    placed_on: date | None = None  # out of home, after the case was closed
    early: bool = False  # long before the programme's follow-up, which is still ahead


@event("case.reopened", public=True)
class CaseReopened:
    """It had been closed by mistake, and goes on as if it had not."""

    case_id: UUID
    referral_id: UUID
    programme: str
    organisation: UUID
    closed_on: date  # as it had been said
    on: date


@event("case.follow_up_taken_back", public=True)
class FollowUpTakenBack:
    """It had been recorded by mistake."""

    case_id: UUID
    referral_id: UUID
    programme: str
    organisation: UUID
    on: date


@event("case.correction_explained")
class CorrectionExplained:
    case_id: UUID
    subject_id: UUID
    part_id: UUID | None = None  # None: of the case itself
    on: date
    reason: str = personal(of="subject_id", retention=CASE)


Unruled = (  # means nothing to the rules; it was for others to hear, or to be read
    CorrectionExplained
    | EarlyEndExplained
    | SupportAgeCorrected
    | SupportRequested
    | CaseConsentTakenOver
)
CaseEvent = (
    CaseDescribed
    | FamilyCorrected
    | CasePlaceCorrected
    | CaseConsentTakenOver
    | CaseOpened
    | SupportRequested
    | SupportAgeCorrected
    | CaseIntroduced
    | EarlyEndExplained
    | CaseClosed
    | CaseFollowedUp
    | CaseReopened
    | FollowUpTakenBack
    | CorrectionExplained
    | StaffingEvent
    | ContactEvent
    | CourseEvent
    | PlanEvent
    | MergeEvent
)
