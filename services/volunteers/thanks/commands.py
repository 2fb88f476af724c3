"""What can be asked of thanks."""

from uuid import UUID

from services.volunteers.thanks.domain import Thanks
from services.volunteers.thanks.events import VolunteerThanked
from shared.work import Work


def thank(work: Work, volunteer_id: UUID, *, text: str) -> None:
    """Thank somebody in a few words, which they read on their own page."""
    by = work.actor.id
    thanked = VolunteerThanked(volunteer_id=volunteer_id, on=work.today, by=by, text=text)
    work.change(Thanks(volunteer_id), lambda thanks: thanks.say(thanked))
