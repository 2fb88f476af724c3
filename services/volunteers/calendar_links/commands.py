"""What can be asked of a calendar's address. Each runs in the caller's one transaction."""

from uuid import UUID

from services.volunteers.calendar_links.domain import CalendarLink
from shared.web import return_codes
from shared.work import Work

SCOPE = "calendar-link"  # of claims: from the digest of a secret to whose calendar it is


def make(work: Work, volunteer_id: UUID, *, key: str) -> str:
    """A new secret address in the place of any earlier one; it is shown this once.

    `key` is random: nobody who has not seen the address can make it.
    """
    code = return_codes.code_of(work.sealing, key)
    digest = return_codes.digest_of(work.sealing, code)
    before, _ = work.load(CalendarLink(volunteer_id))
    if before.digest:
        work.release(SCOPE, before.digest)
    work.claim(SCOPE, digest, before)
    work.change(CalendarLink(volunteer_id), lambda link: link.make(digest, on=work.today))
    return code


def withdraw(work: Work, volunteer_id: UUID) -> None:
    """Nobody reads the calendar from that address any more."""
    before, _ = work.load(CalendarLink(volunteer_id))
    if before.digest:
        work.release(SCOPE, before.digest)
    work.change(CalendarLink(volunteer_id), lambda link: link.withdraw(on=work.today))
