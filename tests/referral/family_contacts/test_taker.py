"""Which organisation takes in what a family writes: the rule alone."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.referral.family_contacts.rules import taker
from tests.referral.directory.examples import PROGRAMME

FIRST, SECOND, OTHER = (UUID(int=number) for number in (1, 2, 3))
ALONE, IN_A_NETWORK, THIRD = (replace(PROGRAMME, code=code) for code in ("a", "b", "c"))
ANSWERING = {"a": (OTHER,), "b": (FIRST, SECOND), "c": (SECOND,)}


@pytest.mark.parametrize(
    ("chosen", "answering", "expected"),
    [
        ("a", ANSWERING, OTHER),
        ("b", ANSWERING, FIRST),
        ("b", ANSWERING | {"b": (SECOND,)}, SECOND),  # nobody of the first answers
        (None, ANSWERING | {"b": (SECOND,)}, SECOND),  # has most of what is there
        (None, ANSWERING, FIRST),  # as much as the others: the first
        ("d", ANSWERING, None),
    ],
)
def test_who_answers_for_the_programme_takes_it_in(
    chosen: str | None, answering: dict[str, tuple[UUID, ...]], expected: UUID | None
) -> None:
    assert taker([ALONE, IN_A_NETWORK, THIRD], answering, chosen) == expected


def test_nobody_takes_it_in_where_nothing_is_offered() -> None:
    assert taker([], ANSWERING, None) is None
