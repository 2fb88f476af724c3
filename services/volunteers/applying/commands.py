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
    details = facts["details"]
    if age_on(details.date_of_birth, work.day(None)) < programme.supporter.age_min:
        raise Invalid(
            "Support persons of this programme are at least %(age)s years old.",
            code="too-young",
            field="date_of_birth",
            age=programme.supporter.age_min,
        )
    similar_to = already_here(work, organisation, details)
    volunteer, _ = people.apply(
        work,
        organisation=organisation,
        kind=SupportKind.VOLUNTEER,
        programmes=(programme.code,),
        **facts,
    )
    work.claim(OF_VOLUNTEER, str(volunteer.id), application)
    received = OwnApplicationReceived(
        application_id=application.id,
        volunteer_id=volunteer.id,
        organisation=organisation,
        programme=programme.code,
        language=language,
        pledge_version=pledge.VERSION,
        notice_version=NOTICE_VERSION,
        code=digest,
        similar_to=similar_to,
        on=work.today,
        motivation=motivation,
    )
    work.start(application, lambda new: new.receive(received))
    return code


def withdraw(work: Work, volunteer_id: UUID) -> None:
    """The applicant takes it back."""
    approval.end(work, volunteer_id, reason=ApplicationEnd.WITHDRAWN)
