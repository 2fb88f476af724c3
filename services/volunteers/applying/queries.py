"""Roles that anybody may apply for, and applications by their code."""

from dataclasses import dataclass
from datetime import date

from services.common import catalogue
from services.common.codes import SupportKind
from services.common.organisation import Organisation
from services.common.programme import Programme, Support
from services.volunteers.own_applications.domain import OwnApplication
from services.volunteers.own_applications.events import OwnApplicationReceived
from services.volunteers.people.domain import Volunteer
from shared.kernel.aggregate import NotFound
from shared.web import return_codes
from shared.work import Work


@dataclass(frozen=True)
class Role:
    """A role, and the organisation whose it is."""

    programme: Programme
    organisation: Organisation


def roles(work: Work) -> list[Role]:
    """Every role in which a volunteer supports a family or a child."""
    organisations = catalogue.all_organisations(work.db)
    providers, closings = catalogue.providers(work.db), catalogue.closings(work.db)
    return [
        Role(programme, organisations[providers[programme.code]])
        for programme in catalogue.newest_programmes(work.db)
        if programme.support is Support.MATCHED
        and programme.supporter.kind is SupportKind.VOLUNTEER
        and providers[programme.code] in organisations
        and closings.get(programme.code, date.max) > work.today
    ]


def role(work: Work, code: str) -> Role:
    """One of them; raises `NotFound`."""
    for each in roles(work):
        if each.programme.code == code:
            return each
    raise NotFound


def by_code(work: Work, text: str) -> tuple[OwnApplicationReceived, Volunteer]:
    """The applicant's own; raises `NotFound` for a code that leads nowhere."""
    application_id = return_codes.holder(work, text)
    received = work.load(OwnApplication(application_id))[0].received if application_id else None
    if received is None:
        raise NotFound
    return received, work.load(Volunteer(received.volunteer_id))[0]
