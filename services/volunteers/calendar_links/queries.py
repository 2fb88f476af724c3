"""Whose calendar an address leads to."""

from uuid import UUID

from services.volunteers.calendar_links.commands import SCOPE
from services.volunteers.people.domain import Volunteer
from services.volunteers.people.queries import GONE
from shared.kernel.aggregate import NotFound
from shared.web import return_codes
from shared.work import Work


def owner(work: Work, text: str) -> tuple[UUID, UUID]:
    """The support person and their organisation; raises `NotFound` for everything else.

    Who has ended, or does not sign in any more, has no calendar either.
    """
    code = return_codes.read_code(text)
    held = work.holder(SCOPE, return_codes.digest_of(work.sealing, code)) if code else None
    person = work.load(Volunteer(held))[0] if held else None
    if person is None or person.status in GONE or person.person is None:
        raise NotFound
    if person.organisation is None:
        raise NotFound
    return person.id, person.organisation
