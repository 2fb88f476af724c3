"""What has happened to a family's code: for this service alone."""

from datetime import date
from uuid import UUID

from shared.kernel.events import event


@event("family_code.made")
class FamilyCodeMade:
    code_id: UUID
    case_id: UUID
    organisation: UUID  # the provider
    code: str  # a keyed digest; nobody can make the code out of it
    on: date
    until: date  # the last day


@event("family_code.opened")
class FamilyCodeOpened:
    """Somebody with the code has read the family's page."""

    code_id: UUID
    case_id: UUID
    on: date


@event("family_code.withdrawn")
class FamilyCodeWithdrawn:
    code_id: UUID
    case_id: UUID
    on: date


FamilyCodeEvent = FamilyCodeMade | FamilyCodeOpened | FamilyCodeWithdrawn
