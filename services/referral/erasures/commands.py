"""How a family is erased. Each function runs in the caller's one transaction."""

from uuid import UUID

from services.common.codes import Register
from services.common.erasure.commands import at_its_end, on_request
from services.referral.erasures import rules
from services.referral.erasures.queries import moments_of
from services.referral.referrals.domain import Referral
from shared.kernel.aggregate import NotFound
from shared.work import Work

FAMILIES = Register.REFERRALS


def erase(work: Work, referral_id: UUID) -> None:
    """Erase all that no law holds, because it was asked for; raises `Refused` with the hold."""
    referral, _ = work.load(Referral(referral_id))
    if referral.received is None:
        raise NotFound
    persons, moments = rules.persons(referral), moments_of(work, referral)
    on_request(work, FAMILIES, referral_id, persons=persons, moments=moments)


def expire(work: Work, referral_id: UUID, *, preview: bool = False) -> tuple[str, ...]:
    """Erase what has been kept to the end of its time; the classes that were left of it."""
    referral, _ = work.load(Referral(referral_id))
    persons, moments = rules.persons(referral), moments_of(work, referral)
    return at_its_end(
        work, FAMILIES, referral_id, persons=persons, moments=moments, preview=preview
    )
