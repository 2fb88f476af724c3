"""By what a support person is found, in the organisation's own register."""

from services.common.erasure.events import PersonErased
from services.common.retention import VOLUNTEER
from services.volunteers.people.events import VolunteerApplied, VolunteerDescribed
from shared import finding
from shared.consumer.subscription import Opener

index = finding.index()


@index.on(VolunteerApplied)
def welcome(to: Opener, event: VolunteerApplied) -> None:
    finding.belongs(to, event.volunteer_id, register=event.organisation)


@index.on(VolunteerDescribed)
def describe(to: Opener, event: VolunteerDescribed) -> None:
    finding.describes(to, event.volunteer_id, event.volunteer_id, VOLUNTEER, event)


@index.on(PersonErased)
def forget(to: Opener, event: PersonErased) -> None:
    finding.forget(to.db, event.person_id, event.classes)
