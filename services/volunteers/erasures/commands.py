"""How a support person is erased. Each function runs in the caller's one transaction."""

from uuid import UUID

from services.common.codes import ErasureGround, Register
from services.common.erasure import rules as retention
from services.common.erasure.domain import Erasure
from services.volunteers.erasures.queries import kept, moments_of
from shared.work import Work


def erase(work: Work, volunteer_id: UUID) -> None:
    """Erase all that no law holds, because it was asked for; raises `Refused` with the hold."""
    classes = retention.erasable(kept(), moments_of(work, volunteer_id), work.today)
    _erase(work, volunteer_id, classes, ErasureGround.REQUEST)


def expire(work: Work, volunteer_id: UUID, *, preview: bool = False) -> tuple[str, ...]:
    """Erase what has been kept to the end of its time; the classes that were left of it."""
    due = retention.due(kept(), moments_of(work, volunteer_id), work.today)
    erased = work.load(Erasure(volunteer_id))[0].erased
    left = tuple(name for name in due if name not in erased)
    if left and not preview:
        _erase(work, volunteer_id, left, ErasureGround.RETENTION)
    return left


def _erase(work: Work, volunteer_id: UUID, classes: tuple[str, ...], ground: ErasureGround) -> None:
    work.change(
        Erasure(volunteer_id),
        lambda erasure: erasure.erase(
            classes,
            register=Register.VOLUNTEERS,
            record_id=volunteer_id,
            ground=ground,
            on=work.today,
        ),
    )
