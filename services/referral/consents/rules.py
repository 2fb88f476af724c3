"""Until when an acknowledgement is waited for, and under which id."""

from datetime import date
from uuid import UUID, uuid5

from services.common import workdays

ANSWER_DAYS = 7  # working days
CASEWORK, VOLUNTEERS = "casework", "volunteers"


def due_on(on: date) -> date:
    """The last day on which whoever is asked answers."""
    return workdays.due(on, ANSWER_DAYS)


def acknowledgement_id(correction_id: UUID, holder: UUID | str) -> UUID:
    """The same end of a consent is asked about once of each."""
    return uuid5(correction_id, f"acknowledgement:{holder}")


def asked_services(case: UUID | None, *, is_matched: bool) -> tuple[str, ...]:
    """Those of our own services that tell others of the family, once there is a case."""
    if case is None:
        return ()
    return (CASEWORK, VOLUNTEERS) if is_matched else (CASEWORK,)
