"""How a family is erased. Each function runs in the caller's one transaction."""

from uuid import UUID

from services.common.codes import ErasureGround, Register
from services.common.erasure import rules as retention
from services.common.erasure.domain import Erasure
from services.referral.erasures import rules
from services.referral.erasures.queries import kept, moments_of
from services.referral.referrals.domain import Referral
from shared.work import Work


def erase(work: Work, referral_id: UUID) -> None:
    """Erase all that no law holds, because it was asked for; raises `Refused` with the hold."""
    referral, _ = work.load(Referral(referral_id))
    classes = retention.erasable(kept(), moments_of(work, referral), work.today)
    _erase(work, referral, classes, ErasureGround.REQUEST)


def expire(work: Work, referral_id: UUID, *, preview: bool = False) -> tuple[str, ...]:
    """Erase what has been kept to the end of its time; the classes that were left of it."""
    referral, _ = work.load(Referral(referral_id))
    due = retention.due(kept(), moments_of(work, referral), work.today)
    left = tuple(name for name in due if not _is_gone(work, referral, name))
    if left and not preview:
        _erase(work, referral, left, ErasureGround.RETENTION)
    return left


def _erase(work: Work, referral: Referral, classes: tuple[str, ...], ground: ErasureGround) -> None:
    for person in rules.persons(referral):
        work.change(
            Erasure(person),
            lambda erasure: erasure.erase(
                classes,
                register=Register.REFERRALS,
                record_id=referral.id,
                ground=ground,
                on=work.today,
            ),
        )


def _is_gone(work: Work, referral: Referral, name: str) -> bool:
    return all(name in work.load(Erasure(person))[0].erased for person in rules.persons(referral))
