"""How people are erased from a register. Each function runs in the caller's one transaction."""

from collections.abc import Iterable
from uuid import UUID

from services.common.codes import ErasureGround, Register
from services.common.erasure.domain import Erasure
from services.common.erasure.rules import Moments, due, erasable
from services.common.erasure.schedule import schedule_of
from shared.work import Work


def on_request(
    work: Work, register: Register, record_id: UUID, *, persons: Iterable[UUID], moments: Moments
) -> None:
    """Erase all that no law holds, because it was asked for; raises `Refused` with the hold."""
    classes = erasable(schedule_of(register), moments, work.today)
    _erase(work, persons, classes, of=(register, record_id), ground=ErasureGround.REQUEST)


def at_its_end(
    work: Work,
    register: Register,
    record_id: UUID,
    *,
    persons: Iterable[UUID],
    moments: Moments,
    preview: bool,
) -> tuple[str, ...]:
    """Erase what has been kept to the end of its time; the classes that were left of it."""
    people = tuple(persons)
    over = due(schedule_of(register), moments, work.today)
    gone = [work.load(Erasure(person))[0].erased for person in people]
    left = tuple(name for name in over if not all(name in erased for erased in gone))
    if left and not preview:
        _erase(work, people, left, of=(register, record_id), ground=ErasureGround.RETENTION)
    return left


def _erase(
    work: Work,
    persons: Iterable[UUID],
    classes: tuple[str, ...],
    *,
    of: tuple[Register, UUID],
    ground: ErasureGround,
) -> None:
    register, record_id = of
    for person in persons:
        work.change(
            Erasure(person),
            lambda erasure: erasure.erase(
                classes, register=register, record_id=record_id, ground=ground, on=work.today
            ),
        )
