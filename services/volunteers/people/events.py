"""What has happened to a support person: from the application to the day they leave.

Public events carry ids, codes and dates. What tells who somebody is, or how they were assessed,
is private and sealed for that person. Of a criminal record extract nothing is kept but its date
of issue and that it was checked (act 148/2014, section 8): no field for what it said, anywhere.
"""

from datetime import date
from decimal import Decimal
from uuid import UUID

from services.common.codes import (
    ApplicationEnd,
    Availability,
    ExtractSource,
    Interest,
    Reopening,
    SupportKind,
)
from services.common.programme import Step
from services.common.retention import APPLICATION, TRAINING, VETTING, VOLUNTEER
from shared.kernel.events import event, personal


@event("volunteer.applied", public=True)
class VolunteerApplied:
    volunteer_id: UUID
    organisation: UUID  # whose support person this would be; another one's is another record
    kind: SupportKind
    programmes: tuple[str, ...]
    applied_on: date


@event("volunteer.described")
class VolunteerDescribed:
    """Who the person is; said again when something of it changes."""

    volunteer_id: UUID
    given_name: str = personal(of="volunteer_id", retention=VOLUNTEER)
    family_name: str = personal(of="volunteer_id", retention=VOLUNTEER)
    date_of_birth: date = personal(of="volunteer_id", retention=VOLUNTEER)
    phone: str = personal(of="volunteer_id", retention=VOLUNTEER, default="")
    email: str = personal(of="volunteer_id", retention=VOLUNTEER, default="")
    address: str = personal(of="volunteer_id", retention=VOLUNTEER, default="")


@event("volunteer.offer_described")
class OfferDescribed:
    """What the person can give; said again when something of it changes."""

    volunteer_id: UUID
    capacity: int  # families at the same time
    municipality: str = personal(of="volunteer_id", retention=VOLUNTEER)
    languages: tuple[str, ...] = personal(of="volunteer_id", retention=VOLUNTEER)  # BCP 47
    interests: tuple[Interest, ...] = personal(of="volunteer_id", retention=VOLUNTEER)
    availability: tuple[Availability, ...] = personal(of="volunteer_id", retention=VOLUNTEER)


@event("volunteer.interviewed")
class VolunteerInterviewed:
    volunteer_id: UUID
    held_on: date
    recommended: bool = personal(of="volunteer_id", retention=APPLICATION)


@event("volunteer.references_received")
class ReferencesReceived:
    volunteer_id: UUID
    received_on: date
    count: int


@event("volunteer.trained")
class VolunteerTrained:
    volunteer_id: UUID
    completed_on: date
    hours: Decimal
    course: str = personal(of="volunteer_id", retention=TRAINING)


@event("volunteer.vetting_consented")
class VettingConsentGiven:
    """The written consent to an extract, and what the volunteer had been told before it."""

    volunteer_id: UUID
    given_on: date = personal(of="volunteer_id", retention=VETTING)
    informed_purpose: bool = personal(of="volunteer_id", retention=VETTING)
    informed_content: bool = personal(of="volunteer_id", retention=VETTING)
    informed_rights: bool = personal(of="volunteer_id", retention=VETTING)
    form_version: str = "1"


@event("volunteer.vetting_consent_withdrawn")
class VettingConsentWithdrawn:
    volunteer_id: UUID
    on: date


@event("volunteer.extract_checked")
class ExtractChecked:
    """Written only together with the approval; until then it is a draft that leaves no trace."""

    volunteer_id: UUID
    extract_issue_date: date = personal(of="volunteer_id", retention=VETTING)
    checked_on: date = personal(of="volunteer_id", retention=VETTING)
    checked_by: str = personal(of="volunteer_id", retention=VETTING)  # the vetting contact
    source: ExtractSource = personal(of="volunteer_id", retention=VETTING)
    returned_on: date = personal(of="volunteer_id", retention=VETTING)


@event("volunteer.vetted", public=True)
class VolunteerVetted:
    """The programme's whole policy is met."""

    volunteer_id: UUID
    organisation: UUID
    programme: str
    vetted_on: date
    version: int | None = None  # of the programme whose policy was met; None: not said


@event("volunteer.approval_suspended", public=True)
class ApprovalSuspended:
    """What the approval rested on was put right, and the policy is not met any more."""

    volunteer_id: UUID
    organisation: UUID
    programme: str
    on: date


@event("volunteer.approved_alone")
class ApprovedAlone:
    """Who checked the extract approved too, since nobody else of the organisation could."""

    volunteer_id: UUID
    organisation: UUID
    programme: str
    on: date
    by: str  # id of a principal
    reason: str = personal(of="volunteer_id", retention=VOLUNTEER)


@event("volunteer.application_closed")
class ApplicationClosed:
    """A neutral end: it must not tell whether an extract was seen, nor what it said."""

    volunteer_id: UUID
    reason: ApplicationEnd
    on: date


@event("volunteer.paused")
class VolunteerPaused:
    volunteer_id: UUID
    on: date


@event("volunteer.returned")
class VolunteerReturned:
    volunteer_id: UUID
    on: date


@event("volunteer.left", public=True)
class VolunteerLeft:
    volunteer_id: UUID
    organisation: UUID
    on: date


@event("volunteer.sign_in_linked", to=("casework",))
class SignInLinked:
    """The volunteer signs in as this person from now on, in matches that go on too."""

    volunteer_id: UUID
    person_id: UUID


@event("volunteer.sign_in_ended", to=("casework",))
class SignInEnded:
    """The person has left the organisation; who comes back is let in anew."""

    volunteer_id: UUID
    person_id: UUID


@event("volunteer.step_entered_in_error")
class StepEnteredInError:
    """What was written down as done was not done; it counts no more."""

    volunteer_id: UUID
    step: Step
    number: int = 1  # which of several trainings, in the order in which they were written down


@event("volunteer.reopened", public=True)
class VolunteerReopened:
    """Somebody whose time had ended is here again."""

    volunteer_id: UUID
    organisation: UUID
    why: Reopening
    on: date


@event("volunteer.entered_in_error", public=True)
class VolunteerEnteredInError:
    """There never was such an applicant, or they are written down twice."""

    volunteer_id: UUID
    organisation: UUID
    on: date


@event("volunteer.correction_explained")
class RecordCorrected:
    """Why something of the record was put right."""

    volunteer_id: UUID
    step: Step | None = None  # None: who they are and what they offer, or the record itself
    on: date
    by: str  # id of a principal
    reason: str = personal(of="volunteer_id", retention=VOLUNTEER)


VolunteerEvent = (
    VolunteerApplied
    | VolunteerDescribed
    | OfferDescribed
    | VolunteerInterviewed
    | ReferencesReceived
    | VolunteerTrained
    | VettingConsentGiven
    | VettingConsentWithdrawn
    | ExtractChecked
    | VolunteerVetted
    | ApprovalSuspended
    | ApprovedAlone
    | ApplicationClosed
    | VolunteerPaused
    | VolunteerReturned
    | VolunteerLeft
    | SignInLinked
    | StepEnteredInError
    | VolunteerReopened
    | VolunteerEnteredInError
    | RecordCorrected
    | SignInEnded
)
