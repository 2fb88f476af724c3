"""How a support person is erased. Each function runs in the caller's one transaction."""

from uuid import UUID

from services.common.codes import Register
from services.common.erasure.commands import at_its_end, on_request
from services.volunteers.erasures.queries import moments_of
from services.volunteers.people.domain import Volunteer
from shared.kernel.aggregate import NotFound
from shared.work import Work

SUPPORTERS = Register.VOLUNTEERS


def erase(work: Work, volunteer_id: UUID) -> None:
    """Erase all that no law holds, because it was asked for; raises `Refused` with the hold."""
    if work.load(Volunteer(volunteer_id))[1] == 0:
        raise NotFound
    moments = moments_of(work, volunteer_id)
    on_request(work, SUPPORTERS, volunteer_id, persons=(volunteer_id,), moments=moments)


def expire(work: Work, volunteer_id: UUID, *, preview: bool = False) -> tuple[str, ...]:
    """Erase what has been kept to the end of its time; the classes that were left of it."""
    moments, persons = moments_of(work, volunteer_id), (volunteer_id,)
    return at_its_end(
        work, SUPPORTERS, volunteer_id, persons=persons, moments=moments, preview=preview
    )
