"""An attacker by linear programming learns nothing of a hidden cell."""

import pytest

from services.reporting.disclosure.counting import Row
from services.reporting.disclosure.cube import Key
from services.reporting.disclosure.layout import Crossing
from services.reporting.disclosure.protect import Protected
from tests.reporting.disclosure.region import attacker, facts, layout, publish

READERS = ("", "mll", "siipisulka")


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("classes_by", Crossing)
@pytest.mark.parametrize(("seed", "people"), [(1, 60), (2, 120), (3, 25), (4, 250)])
def test_no_reader_narrows_a_hidden_cell(
    seed: int, people: int, classes_by: Crossing, reader: str
) -> None:
    said, books = publish(layout(classes_by), facts(seed, people=people))
    assert attacker(said, books, name=reader).narrowed() == []


@pytest.mark.parametrize("reader", READERS)
def test_the_crossing_that_is_never_published_is_not_pinned_down(reader: str) -> None:
    said, books = publish(layout(), facts(5, people=150))
    assert attacker(said, books, name=reader).pinned() == []


def test_small_cells_hidden_alone_would_be_narrowed() -> None:
    said, books = publish(layout(), facts(2, people=120))
    cube = count_all(said, books)
    careless = {key: None if 0 < n < 5 else n for key, n in cube.items()}
    assert attacker(Protected(careless), books).narrowed() != []


def count_all(said: Protected, books: tuple[Row, ...]) -> dict[Key, int]:
    truth = attacker(said, books)
    return {key: sum(key in truth.holders(row.key) for row in books) for key in said.cells}
