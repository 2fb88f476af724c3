"""Whether an applicant is in the register already: the same person twice is noticed."""

from uuid import UUID, uuid4

from services.volunteers.finding.queries import namesake
from services.volunteers.people.commands import Details
from services.volunteers.people.domain import Volunteer
from shared.kernel.aggregate import Refused
from shared.work import Work


def already_here(work: Work, organisation: UUID, details: Details) -> UUID | None:
    """Whom it seems to be; one at a time, so that two at once are noticed."""
    work.claim("application", str(organisation), Volunteer(uuid4()))
    volunteer_id = namesake(work, organisation, details)
    work.release("application", str(organisation))
    return volunteer_id


def must_be_new(volunteer_id: UUID | None) -> None:
    """Raise `Refused` with whom the applicant seems to be."""
    if volunteer_id is not None:
        raise Refused(
            "The register has somebody with this name and date of birth, e-mail or phone already.",
            code="already_here",
            more={"volunteer": str(volunteer_id)},
        )
