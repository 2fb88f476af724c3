"""How many children the support of one family is for."""

from collections.abc import Iterable
from datetime import date

from services.common.ages import age_on
from services.common.children import ADULT_FROM, MINORS
from services.referral.families.events import Sibling


def children_of(subject_kind: str, siblings: Iterable[Sibling], *, on: date) -> int:
    """The child or young person and each sibling who comes along.

    Where an adult or the whole family is the subject, the children who are named: it may be none.
    """
    if subject_kind in MINORS:
        return 1 + len(tuple(siblings))
    return sum(_is_named_child(sibling, on) for sibling in siblings)


def _is_named_child(sibling: Sibling, on: date) -> bool:
    born = sibling.date_of_birth
    is_adult = born is not None and age_on(born, on) >= ADULT_FROM
    return bool(sibling.given_name or sibling.family_name) and not is_adult
