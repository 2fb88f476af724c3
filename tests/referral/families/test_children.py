"""How many children a referral is about: siblings too, and of an adult only those named."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.referral.corrections.events import ChildrenCounted
from services.referral.families.events import Sibling
from services.referral.families.rules import children_of
from shared.kernel.testing import given
from tests.referral.referrals.examples import ID, MLL, TUESDAY
from tests.referral.referrals.test_corrections import (
    ACCEPTED_REFERRAL,
    BY_PROVIDER,
    BY_SENDER,
    CORRECTION,
    OFFERED_REFERRAL,
    disclosed,
)

TODAY = date(2026, 3, 2)
EINO = Sibling(given_name="Eino", family_name="Testinen", date_of_birth=date(2015, 4, 1))
OF_AGE = Sibling(given_name="Olli", family_name="Testinen", date_of_birth=date(2008, 3, 2))
ALMOST = Sibling(given_name="Anni", family_name="Testinen", date_of_birth=date(2008, 3, 3))
NAMELESS = Sibling(given_name="", family_name="", date_of_birth=date(2015, 4, 1))


@pytest.mark.parametrize(
    ("kind", "siblings", "children"),
    [
        ("CHILD", (), 1),
        ("CHILD", (EINO, NAMELESS), 3),
        ("YOUNG_PERSON", (OF_AGE,), 2),
        ("PARENT", (), 0),
        ("FAMILY", (), 0),
        ("PARENT", (EINO,), 1),
        ("PARENT", (replace(EINO, given_name=""), replace(EINO, family_name="")), 2),
        ("PARENT", (replace(EINO, date_of_birth=None),), 1),
        ("FAMILY", (EINO, NAMELESS, ALMOST, OF_AGE), 2),
    ],
)
def test_children_of_a_referral(kind: str, siblings: tuple[Sibling, ...], children: int) -> None:
    assert children_of(kind, siblings, on=TODAY) == children


def counted(children: int) -> ChildrenCounted:
    return ChildrenCounted(referral_id=ID, correction_id=CORRECTION, children=children, on=TUESDAY)


def test_a_sibling_put_right_after_acceptance_is_counted_by_either_side() -> None:
    siblings = (Sibling(given_name="Eino", family_name="Testinen"),)
    values: dict[str, Any] = {"siblings": siblings, "sibling_count": 1}
    by_provider = ACCEPTED_REFERRAL.correct(BY_PROVIDER, values)
    assert by_provider == [counted(2), disclosed(("siblings",), organisation=MLL, **values)]
    assert counted(2) in ACCEPTED_REFERRAL.correct(BY_SENDER, values)
    again = given(ACCEPTED_REFERRAL, *by_provider)
    assert counted(1) in again.correct(BY_PROVIDER, {"siblings": ()})


def test_before_acceptance_no_child_is_counted() -> None:
    values = {"siblings": (Sibling(given_name="Eino", family_name="Testinen"),)}
    corrected = OFFERED_REFERRAL.correct(BY_SENDER, values)
    assert not [each for each in corrected if isinstance(each, ChildrenCounted)]
