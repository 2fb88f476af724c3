"""An attacker by linear programming learns nothing of a hidden cell."""

from dataclasses import replace

import pytest

from services.reporting.disclosure.counting import Row
from services.reporting.disclosure.cube import Key
from services.reporting.disclosure.edition import decide
from services.reporting.disclosure.layout import Crossing, Kind
from services.reporting.disclosure.protect import Protected
from tests.reporting.disclosure.region import HALF, Fact, attacker, fact, facts, layout, publish

READERS = ("", "mll", "siipisulka")
REGIONS = [
    (1, 60, Crossing.PLACE),
    (2, 120, Crossing.PROGRAMME),
    (3, 25, Crossing.PROGRAMME),
    (4, 250, Crossing.PLACE),
]
ONE_CLIENT = [
    *facts(6, people=80, only="mll"),
    (fact(1000, "2026-03", "laitila", "tukihenkilo", "OTHER"), "2026-03"),
]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("seed", "people", "classes_by"), REGIONS)
def test_no_reader_narrows_a_hidden_cell(
    seed: int, people: int, classes_by: Crossing, reader: str
) -> None:
    published, books = publish(layout(classes_by), facts(seed, people=people))
    assert attacker(published, books, name=reader).narrowed() == []


def test_nobody_narrows_a_hidden_cell_at_a_threshold_of_three() -> None:
    published, books = publish(layout(), facts(7, people=100), threshold=3)
    assert attacker(published, books, threshold=3).narrowed() == []


@pytest.mark.parametrize("reader", READERS)
def test_nobody_narrows_who_was_waiting_at_the_end_of_a_half_year(reader: str) -> None:
    waiting = [row for row, _ in facts(10, people=45)]
    june = tuple(replace(row, key=("2026-06", *row.key[1:])) for row in waiting)
    published = decide(layout(kind=Kind.STOCK), june, closing="2026-06")
    at_the_end = {key: n for key, n in published.cells.items() if key[0] in ("2026-06", "2026-H1")}
    assert attacker(Protected(at_the_end), june, name=reader).narrowed() == []


@pytest.mark.parametrize("reader", READERS)
def test_the_one_client_of_an_organisation_stays_hidden(reader: str) -> None:
    published, books = publish(layout(), ONE_CLIENT)
    assert attacker(published, books, name=reader).narrowed() == []


@pytest.mark.parametrize("reader", ["", "mll"])
def test_the_crossing_that_is_never_published_is_not_pinned_down(reader: str) -> None:
    published, books = publish(layout(), facts(5, people=50))
    assert attacker(published, books, name=reader).pinned() == []


def test_one_person_more_in_a_month_does_not_show() -> None:
    quiet = [(fact(n, "2026-04", "turku", "kaveri", "SCHOOL"), "2026-04") for n in range(2)]
    base = [
        fact_in_month
        for fact_in_month in facts(8, people=60)
        if fact_in_month[0].key[0] != "2026-04"
    ]
    more: list[Fact] = [
        *base,
        *quiet,
        (fact(2000, "2026-04", "turku", "kaveri", "HOME"), "2026-04"),
    ]
    april = [publish(layout(), all_, months=HALF[:4])[0] for all_ in ([*base, *quiet], more)]
    assert april[0] == april[1]


def test_small_cells_hidden_alone_would_be_narrowed() -> None:
    published, books = publish(layout(), facts(2, people=120))
    counts = count_all(published, books)
    careless = Protected({key: None if 0 < n < 5 else n for key, n in counts.items()})
    assert attacker(careless, books).narrowed() != []


def test_protection_from_the_public_alone_would_be_narrowed_by_an_organisation() -> None:
    region_facts = facts(2, people=120)
    published, _ = publish(
        layout(), [(Row(row.who, row.key), month) for row, month in region_facts]
    )
    _, books = publish(layout(), region_facts)
    organisation = attacker(published, books, name="mll")
    learned = organisation.narrowed() + [
        key for key, n in published.cells.items() if n and 0 < organisation.others(key) < 5
    ]
    assert learned != []


def count_all(published: Protected, books: tuple[Row, ...]) -> dict[Key, int]:
    truth = attacker(published, books)
    return {key: sum(key in truth.holders(row.key) for row in books) for key in published.cells}
