"""What somebody wrote who applied by themselves, beside their record."""

from uuid import UUID

from services.volunteers.own_applications.domain import OwnApplication
from services.volunteers.own_applications.events import OwnApplicationReceived
from shared.work import Work

OF_VOLUNTEER = "own-application"  # scope of claims: from the support person to the application


def of_volunteer(work: Work, volunteer_id: UUID) -> OwnApplicationReceived | None:
    """None for everybody whom a coordinator wrote down."""
    application_id = work.holder(OF_VOLUNTEER, str(volunteer_id))
    return work.load(OwnApplication(application_id))[0].received if application_id else None
