"""How somebody applies by themselves. Each function runs in the caller's one transaction."""

from typing import Any
from uuid import UUID, uuid4

from services.common import pledge
from services.common.ages import age_on
from services.common.codes import ApplicationEnd, SupportKind
from services.common.programme import Programme
from services.volunteers.applications.commands import already_here
from services.volunteers.applying.texts import NOTICE_VERSION
from services.volunteers.approval import commands as approval
from services.volunteers.own_applications.domain import OwnApplication
from services.volunteers.own_applications.events import OwnApplicationReceived
from services.volunteers.own_applications.queries import OF_VOLUNTEER
from services.volunteers.people import commands as people
from services.volunteers.people.commands import Details
from shared.kernel.aggregate import Invalid
from shared.web import return_codes
from shared.work import Taken, Work


def apply(
    work: Work,
    form_key: str,
    programme: Programme,
    *,
    organisation: UUID,
    language: str,
    motivation: str,
    **facts: Any,
) -> str:
    """Take an application in, once for each form, and return the applicant's code.

    Whom of the register they seem to be is noted for the coordinators, and told to nobody else.
    """
    code = return_codes.code_of(work.sealing, form_key)
    application = OwnApplication(uuid4())
    try:
        digest = return_codes.claim(work, code, application)
    except Taken:
        return code
    _check_age(work, programme, facts["details"])
    similar_to = already_here(work, organisation, facts["details"])
    volunteer, _ = people.apply(
        work,
        organisation=organisation,
        kind=SupportKind.VOLUNTEER,
        programmes=(programme.code,),
        **facts,
    )
    work.claim(OF_VOLUNTEER, str(volunteer.id), application)
    wrote = {"language": language, "motivation": motivation, "code": digest}
    seems = {"similar_to": similar_to, "programme": programme.code}
    received = _received(work, application.id, volunteer.id, organisation, **wrote, **seems)
    work.start(application, lambda new: new.receive(received))
    return code


def withdraw(work: Work, volunteer_id: UUID) -> None:
    """The applicant takes it back."""
    approval.end(work, volunteer_id, reason=ApplicationEnd.WITHDRAWN)


def _check_age(work: Work, programme: Programme, details: Details) -> None:
    youngest = programme.supporter.age_min
    if age_on(details.date_of_birth, work.today) < youngest:
        raise Invalid(
            "Support persons of this programme are at least %(age)s years old.",
            code="too-young",
            field="date_of_birth",
            age=youngest,
        )


def _received(
    work: Work, application_id: UUID, volunteer_id: UUID, organisation: UUID, **values: Any
) -> OwnApplicationReceived:
    """With the versions of what they promised and were given to read."""
    return OwnApplicationReceived(
        application_id=application_id,
        volunteer_id=volunteer_id,
        organisation=organisation,
        pledge_version=pledge.VERSION,
        notice_version=NOTICE_VERSION,
        on=work.today,
        **values,
    )
