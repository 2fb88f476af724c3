"""By what a support person is found, in the organisation's own register."""

from services.common.finding import index as index_of_people
from services.common.retention import VOLUNTEER
from services.volunteers.people.events import VolunteerApplied, VolunteerDescribed
from shared import finding
from shared.consumer.subscription import Opener

index = index_of_people()


@index.on(VolunteerApplied)
def welcome(to: Opener, event: VolunteerApplied) -> None:
    finding.belongs(to, event.volunteer_id, register=event.organisation)


@index.on(VolunteerDescribed)
def describe(to: Opener, event: VolunteerDescribed) -> None:
    finding.describes(to, event.volunteer_id, event.volunteer_id, VOLUNTEER, event)
