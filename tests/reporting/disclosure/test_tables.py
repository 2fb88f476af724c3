"""The tables of a term: when there is one, which rows it has, and what goes along."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from services.reporting.disclosure.cells import ALL, Cells, Kind
from services.reporting.disclosure.counting import Row
from services.reporting.disclosure.edition import Shape, decide
from services.reporting.disclosure.rows import Level
from services.reporting.disclosure.tables import CLASS, PLACE, PROGRAMME, Division

KINDS = {"asked": Kind.FLOW, "met": Kind.FLOW, "waiting": Kind.STOCK, "helped": Kind.PEOPLE}
ASKED = Level("asked", ("asked",))
MET = Level("met", ("met",), along=("waiting",), within="asked")
HELPED = Level("helped", ("helped",))
PLACES = ("turku", "salo", "loimaa")


def facts(figure: str, month: str, **places: int) -> list[Row]:
    return [
        Row((figure, month, place, n), (month, place, "kaveri", "SCHOOL"))
        for place, count in places.items()
        for n in range(count)
    ]


def tables(
    shape: Shape, books: dict[str, list[Row]], months: Iterable[str]
) -> dict[str, dict[tuple[str, ...], int | None]]:
    """What the editions of these months say, each after the other; without the rows of time."""
    before: dict[str, Cells] = {}
    for closing in months:
        until = {name: [r for r in rows if r.key[0] <= closing] for name, rows in books.items()}
        for name, cells in decide(shape, until, closing=closing, before=before).items():
            before[name] = before.get(name, Cells()) | cells
    return {
        name: {key: n for key, n in cells.cells.items() if key[1:] != (ALL, ALL, ALL)}
        for name, cells in before.items()
    }


def by_place(*levels: Level) -> Shape:
    divisions = tuple(
        Division(level, PLACE, level.deciding, PLACES, along=level.along) for level in levels
    )
    return Shape(KINDS, levels, divisions)


def test_a_table_comes_with_the_first_row_that_reaches_the_end_of_a_half_year() -> None:
    books = {
        "asked": [
            *facts("asked", "2026-05", turku=9, salo=6),
            *facts("asked", "2026-06", turku=2),
            *facts("asked", "2026-07", turku=5),
        ]
    }
    may = tables(by_place(ASKED), books, ["2026-05"])
    assert may["asked"] == {}
    july = tables(by_place(ASKED), books, ["2026-05", "2026-06", "2026-07"])
    term = "2026-05..2026-07"
    assert july["asked"] == {
        (term, "turku", ALL, ALL): 16,
        (term, "salo", ALL, ALL): 6,
        (term, "loimaa", ALL, ALL): 0,
    }


def test_terms_follow_each_other_and_never_overlap() -> None:
    books = {
        "asked": [*facts("asked", "2026-06", turku=9), *facts("asked", "2026-12", turku=7, salo=8)]
    }
    by_figure = tables(by_place(ASKED), books, [f"2026-{month:02}" for month in range(6, 13)])
    assert sorted({key[0] for key in by_figure["asked"]}) == [
        "2026-06..2026-06",
        "2026-07..2026-12",
    ]


def test_small_rows_are_joined_and_the_table_adds_up() -> None:
    books = {"asked": facts("asked", "2026-06", turku=9, salo=3, loimaa=4)}
    assert tables(by_place(ASKED), books, ["2026-06"])["asked"] == {
        ("2026-06..2026-06", "turku", ALL, ALL): 9,
        ("2026-06..2026-06", "salo+loimaa", ALL, ALL): 7,
    }


def test_a_level_is_divided_into_whole_rows_of_the_level_around() -> None:
    books = {
        "asked": facts("asked", "2026-06", turku=3, salo=6, loimaa=9),
        "met": facts("met", "2026-06", turku=5, salo=5, loimaa=5),
        "waiting": facts("waiting", "2026-06", turku=5, salo=5, loimaa=4),
    }
    by_figure = tables(by_place(ASKED, MET), books, ["2026-06"])
    rows = [("2026-06..2026-06", place, ALL, ALL) for place in ("turku+salo", "loimaa")]
    assert (list(by_figure["asked"]), list(by_figure["met"])) == (rows, rows)
    assert by_figure["waiting"] == {("2026-06..2026-06", "turku+salo+loimaa", ALL, ALL): 14}
    more = {**books, "waiting": facts("waiting", "2026-06", turku=5, loimaa=5)}
    assert list(tables(by_place(ASKED, MET), more, ["2026-06"])["waiting"].values()) == [5, 5]


def test_a_table_of_people_is_said_where_their_rows_of_time_are_exact() -> None:
    stay = facts("helped", "2026-06", turku=9, salo=9)
    shape = by_place(HELPED)
    assert list(tables(shape, {"helped": stay}, ["2026-06"])["helped"].values()) == [9, 9, 0]
    few_more = [*stay, *facts("helped", "2026-05", turku=9, salo=9)]
    moved = [replace(row, who=(row.who, "others")) for row in few_more if row.key[0] == "2026-05"]
    books = {"helped": [*stay, *moved[:4]]}
    assert tables(shape, books, ["2026-05", "2026-06"])["helped"] == {
        ("2026-05..2026-06", place, ALL, ALL): count
        for place, count in (("turku", 13), ("salo", 9), ("loimaa", 0))
    }


def test_a_term_begins_after_all_that_older_editions_closed() -> None:
    older: dict[tuple[str, ...], int | None] = {
        ("2026-H1", "853", ALL, ALL): 9,
        ("2026-07", ALL, ALL, ALL): None,
    }
    books = {
        "asked": [
            *facts("asked", "2026-05", turku=9),
            *facts("asked", "2026-07", turku=3),
            *facts("asked", "2026-12", turku=8),
        ]
    }
    before = {"asked": Cells(older)}
    added = decide(by_place(ASKED), books, closing="2026-12", before=before)["asked"].cells
    assert added == {
        ("2026-08..2026-12", ALL, ALL, ALL): 8,
        ("2026-08..2026-12", "turku", ALL, ALL): 8,
        ("2026-08..2026-12", "salo", ALL, ALL): 0,
        ("2026-08..2026-12", "loimaa", ALL, ALL): 0,
    }


def outcomes(**classes: int) -> list[Row]:
    return [
        Row((name, n), ("2026-06", "turku", "kaveri", name), ("mll",) if n % 20 else ("hki",))
        for name, count in classes.items()
        for n in range(count)
    ]


CLASSES = ("IMPROVED", "UNCHANGED", "WORSENED")
BY_OUTCOME = Shape(KINDS, (ASKED,), (Division(ASKED, CLASS, ("asked",), CLASSES, all_tell=True),))


@pytest.mark.parametrize(
    ("classes", "table"),
    [
        ({"IMPROVED": 9, "UNCHANGED": 0}, {}),
        (
            {"IMPROVED": 21, "UNCHANGED": 11},
            {("2026-06~~2026-06", "IMPROVED"): 20, ("2026-06~~2026-06", "UNCHANGED+WORSENED"): 10},
        ),
    ],
)
def test_classes_are_rounded_where_one_organisation_knows_nearly_all(
    classes: dict[str, int], table: dict[tuple[str, str], int]
) -> None:
    by_figure = tables(BY_OUTCOME, {"asked": outcomes(**classes)}, ["2026-06"]).get("asked", {})
    rounded = {(key[0], key[3]): n for key, n in by_figure.items() if "~~" in key[0]}
    assert rounded == table


def test_classes_that_all_are_enough_for_everybody_are_exact() -> None:
    rows = [
        Row((name, n), ("2026-06", "turku", "kaveri", name), (("mll", "hki")[n % 2],))
        for name, count in {"IMPROVED": 12, "UNCHANGED": 10}.items()
        for n in range(count)
    ]
    assert tables(BY_OUTCOME, {"asked": rows}, ["2026-06"])["asked"] == {
        ("2026-06..2026-06", ALL, ALL, "IMPROVED"): 12,
        ("2026-06..2026-06", ALL, ALL, "UNCHANGED+WORSENED"): 10,
    }


def test_a_table_divides_in_one_way_only() -> None:
    shape = Shape(
        KINDS,
        (ASKED,),
        (
            Division(ASKED, PLACE, ("asked",), PLACES),
            Division(ASKED, PROGRAMME, ("asked",), ("kaveri",)),
        ),
    )
    by_figure = tables(shape, {"asked": facts("asked", "2026-06", turku=9, salo=9)}, ["2026-06"])
    assert {key.count(ALL) for key in by_figure["asked"]} == {2}
