"""What can be asked of an organisation in the directory."""

from uuid import UUID

from services.referral.directory.domain import Organisation
from services.referral.directory.events import ContactGiven
from shared.work import Work


def give_contact(
    work: Work, organisation_id: UUID, *, phone: str, email: str, address: str
) -> None:
    """Say how it is reached from now on; what is left empty is told nowhere."""
    contact = ContactGiven(
        organisation_id=organisation_id, phone=phone, email=email, address=address
    )
    work.change(Organisation(organisation_id), lambda each: each.give_contact(contact))
