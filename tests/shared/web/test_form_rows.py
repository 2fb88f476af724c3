"""Rows of a form keep their order, whatever is added or taken away."""

import pytest

from shared.web.drafts import Typed
from shared.web.form_rows import (
    rows_of,
    with_row,
    without_blank_rows,
    without_places,
    without_row,
)

TYPED: Typed = {
    "name": ["Ana"],
    "wheels.10.size": ["28"],
    "wheels.2.size": ["26"],
    "wheels.2.colour": ["red"],
    "wheels.3.size": [" "],
}


def test_rows_stand_in_the_order_of_their_numbers() -> None:
    assert rows_of(TYPED, "wheels") == [
        {"size": ["26"], "colour": ["red"]},
        {"size": [" "]},
        {"size": ["28"]},
    ]


@pytest.mark.parametrize(("most", "rows"), [(3, 3), (4, 4), (5, 4)])
def test_a_row_is_added_while_there_may_be_one(most: int, rows: int) -> None:
    added = with_row(TYPED, "wheels", ["size"], most=most)
    assert len(rows_of(added, "wheels")) == rows


def test_a_row_that_is_taken_away_lets_the_next_ones_move_up() -> None:
    assert without_row(TYPED, "wheels", 0) == {
        "name": ["Ana"],
        "wheels.0.size": [" "],
        "wheels.1.size": ["28"],
    }


def test_blank_rows_go() -> None:
    assert without_blank_rows(TYPED, "wheels") == {
        "name": ["Ana"],
        "wheels.0.size": ["26"],
        "wheels.0.colour": ["red"],
        "wheels.1.size": ["28"],
    }


@pytest.mark.parametrize("name", ["wheels.x.size", "wheels.size", "wheels.1", "wheels.1234.size"])
def test_any_other_field_is_no_row(name: str) -> None:
    assert (rows_of({name: ["1"]}, "wheels"), without_row({name: ["1"]}, "wheels", 0)) == (
        [],
        {name: ["1"]},
    )


def test_a_field_of_a_row_goes_by_one_name() -> None:
    assert without_places("wheels.12.size") == "wheels.size"
