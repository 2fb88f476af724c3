"""The written-out cases of the disclosure policy, one row of classes with its total."""

import pytest

from services.reporting.disclosure.cube import ALL, Cube, Key, Zeros, flat
from services.reporting.disclosure.protect import protect


def row(*counts: int, zeros: Zeros = Zeros.PLAIN) -> Cube:
    classes = [f"class {n}" for n in range(len(counts))]
    cells: dict[Key, int] = {(name,): count for name, count in zip(classes, counts, strict=True)}
    cells[(ALL,)] = sum(counts)
    return Cube((flat("class", classes, zeros=zeros),), cells)


def shown(cube: Cube, *, threshold: int = 5) -> list[int | None]:
    """The cells from left to right and the total last; None where the edition prints `..`."""
    cells = protect(cube, threshold=threshold).cells
    return [cells[key] for key in cube.counts if key != (ALL,)] + [cells[(ALL,)]]


def test_three_small_cells_hide_each_other() -> None:
    assert shown(row(5, 4, 2, 1)) == [5, None, None, None, 12]


def test_a_lower_threshold_hides_less() -> None:
    assert shown(row(5, 4, 2, 1), threshold=3) == [5, 4, None, None, 12]


def test_two_ones_that_must_be_ones_take_a_neighbour_with_them() -> None:
    assert shown(row(8, 1, 1)) == [None, None, None, 10]


def test_two_fours_that_must_be_fours_take_a_neighbour_with_them() -> None:
    assert shown(row(20, 4, 4)) == [None, None, None, 28]


def test_a_single_small_cell_takes_the_only_neighbour_with_it() -> None:
    assert shown(row(30, 3)) == [None, None, 33]


def test_a_row_with_a_small_total_goes_whole() -> None:
    assert shown(row(2, 0, 1)) == [None, None, None, None]


def test_cells_from_the_threshold_on_are_shown() -> None:
    assert shown(row(5, 6)) == [5, 6, 11]


def test_a_zero_is_shown_where_it_tells_nothing() -> None:
    assert shown(row(0, 7, 5)) == [0, 7, 5, 12]


def test_a_zero_of_a_sensitive_class_is_a_small_cell() -> None:
    assert shown(row(0, 7, 5, zeros=Zeros.SENSITIVE)) == [None, 7, None, 12]


def test_a_group_without_anybody_is_shown_as_nil() -> None:
    assert shown(row(0, 0, zeros=Zeros.SENSITIVE)) == [0, 0, 0]


def test_a_threshold_under_three_is_refused() -> None:
    with pytest.raises(ValueError, match="A threshold of 2 is below the least, 3"):
        protect(row(5, 6), threshold=2)
