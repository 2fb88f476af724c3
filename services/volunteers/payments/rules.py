"""Who of the chosen claims is paid how much. Amounts are cents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from services.common.codes import LeftOut


@dataclass(frozen=True)
class OpenClaim:
    """What is due of one claim; below nil where too much was paid before."""

    claim_id: UUID
    volunteer_id: UUID
    cents: int


@dataclass(frozen=True)
class Share:
    """What one person is paid, for which claims."""

    volunteer_id: UUID
    claims: tuple[UUID, ...]
    cents: int


def shares(
    dues: Iterable[OpenClaim], ibans: Mapping[UUID, str]
) -> tuple[tuple[Share, ...], dict[UUID, LeftOut]]:
    """One sum for each person with an account; why others are left out."""
    by_person: dict[UUID, list[OpenClaim]] = {}
    for due in dues:
        by_person.setdefault(due.volunteer_id, []).append(due)
    paid, left_out = [], {}
    for person, theirs in by_person.items():
        cents = sum(due.cents for due in theirs)
        if cents <= 0:
            left_out[person] = LeftOut.NOTHING_LEFT
        elif not ibans.get(person):
            left_out[person] = LeftOut.NO_ACCOUNT
        else:
            paid.append(Share(person, tuple(due.claim_id for due in theirs), cents))
    return tuple(paid), left_out
