"""Who of a register somebody seems to be who applies."""

from uuid import UUID

from sqlalchemy import select

from services.common.codes import VolunteerStatus
from services.volunteers.people.commands import Details
from services.volunteers.people.projections import volunteers
from shared import finding
from shared.kernel.letters import folded
from shared.kernel.sealing import opened
from shared.kernel.searching import clue_of_contact, clue_of_day
from shared.work import Work

IN_COMMON = ("given_name", "family_name", "date_of_birth", "email", "phone")


def namesake(work: Work, organisation: UUID, details: Details) -> UUID | None:
    """Who of the register, with all who have ended, this seems to be; None when nobody.

    The same name and date of birth, or the same e-mail or phone: whom the index comes upon is
    opened and compared here, no statement of SQL sees it.
    """
    contacts = [clue_of_contact(each) for each in (details.email, details.phone) if each]
    clues = [clue_of_day(details.date_of_birth), *contacts]
    is_meant = finding.like(work, organisation, clues, volunteers.c.volunteer_id)
    inside = volunteers.c.organisation == organisation
    never_was = volunteers.c.status == VolunteerStatus.ENTERED_IN_ERROR
    newest = volunteers.c.applied_on.desc()
    query = select(volunteers).where(inside, ~never_was, is_meant).order_by(newest)
    sought = _marks(details.given_name, details.family_name, details.date_of_birth.isoformat())
    sought |= _contacts(details.email, details.phone)
    for row in work.db.execute(query):
        values = {name: opened(getattr(row, name), work.sealing) for name in IN_COMMON}
        existing = _marks(values["given_name"], values["family_name"], values["date_of_birth"])
        if sought & (existing | _contacts(values["email"], values["phone"])):
            volunteer_id: UUID = row.volunteer_id
            return volunteer_id
    return None


def _marks(given_name: str | None, family_name: str | None, born: str | None) -> set[str]:
    name = folded(f"{given_name or ''} {family_name or ''}").strip()
    return {f"{name} {born}"} if name and born else set()


def _contacts(email: str | None, phone: str | None) -> set[str]:
    return {text for text in (folded(email or "").strip(), (phone or "").strip()) if text}
