"""Measures that a programme names by their code alone."""

from decimal import Decimal

import pytest

from services.common.programme.indicators import shared_indicators


def test_3x10d_is_ten_items_from_0_to_10_without_a_total() -> None:
    items = shared_indicators("3x10d")
    assert [item.code for item in items] == [f"3x10d.{number}" for number in range(1, 11)]
    assert {(item.lowest, item.highest) for item in items} == {(Decimal(0), Decimal(10))}


@pytest.mark.parametrize(
    ("code", "name"),
    [("3x10d.1", "Health"), ("3x10d.6", "Trusted friends"), ("3x10d.10", "Life as a whole")],
)
def test_one_item_can_be_named_alone(code: str, name: str) -> None:
    assert [(item.code, item.name.en) for item in shared_indicators(code)] == [(code, name)]


def test_goal_attainment_goes_from_much_less_to_much_more_than_expected() -> None:
    (gas,) = shared_indicators("gas")
    assert (gas.code, gas.lowest, gas.highest) == ("gas", Decimal(-2), Decimal(2))


@pytest.mark.parametrize("code", ["3x10d.0", "3x10d.11", "3x10d.", "GAS", ""])
def test_a_code_that_is_none_names_nothing(code: str) -> None:
    assert shared_indicators(code) == ()
