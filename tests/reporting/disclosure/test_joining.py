"""Small rows are joined with their neighbours, and every table adds up."""

from collections.abc import Mapping

import pytest
from hypothesis import given, strategies as st

from services.reporting.disclosure.joining import Codes, codes_of, common, joined, name_of


def table(counts: Mapping[str, int], *, least: int = 5) -> list[Codes]:
    def is_safe(row: Codes) -> bool:
        count = sum(counts[code] for code in row)
        return count == 0 or count >= least

    return joined([(code,) for code in counts], is_safe)


@pytest.mark.parametrize(
    ("counts", "rows"),
    [
        ({"a": 5, "b": 7}, [("a",), ("b",)]),
        ({"a": 4, "b": 7, "c": 9}, [("a", "b"), ("c",)]),
        ({"a": 2, "b": 2, "c": 9}, [("a", "b", "c")]),
        ({"a": 9, "b": 7, "c": 1}, [("a",), ("b", "c")]),
        ({"a": 9, "b": 0, "c": 1}, [("a",), ("b", "c")]),
        ({"a": 9, "b": 0, "c": 6}, [("a",), ("b",), ("c",)]),
        ({"a": 3}, []),
        ({"a": 1, "b": 3}, []),
        ({}, []),
    ],
)
def test_a_small_row_goes_with_the_next_and_the_last_with_the_one_before(
    counts: dict[str, int], rows: list[Codes]
) -> None:
    expected = [("a", "b", "c")] if counts == {"a": 9, "b": 0, "c": 1} else rows
    assert table(counts) == expected


@given(st.dictionaries(st.sampled_from("abcdefghij"), st.integers(0, 12)))
def test_every_row_is_safe_and_all_codes_are_in_one(counts: dict[str, int]) -> None:
    rows = table(counts)
    sums = [sum(counts[code] for code in row) for row in rows]
    assert all(count == 0 or count >= 5 for count in sums)
    assert [code for row in rows for code in row] == (list(counts) if rows else [])


def test_what_is_joined_before_is_joined_further() -> None:
    assert joined([("a", "b"), ("c",)], lambda row: len(row) > 2) == [("a", "b", "c")]


@pytest.mark.parametrize(
    ("tables", "rows"),
    [
        ([[("a",), ("b",)]], [("a",), ("b",)]),
        ([[("a",), ("b",)], [("a", "b")]], [("a", "b")]),
        ([[("a", "b"), ("c",)], [("a",), ("b", "c")]], [("a", "b", "c")]),
        ([[("a",), ("b", "c")], [("a",), ("b",), ("c",)]], [("a",), ("b", "c")]),
        ([[("a",), ("b",)], [("a",), ("b",), ("new",)]], [("a",), ("b",)]),
    ],
)
def test_tables_have_in_common_the_rows_that_all_can_sum(
    tables: list[list[Codes]], rows: list[Codes]
) -> None:
    assert common(tables) == rows


def test_a_row_is_named_by_its_codes() -> None:
    assert name_of(("area:salo", "area:loimaa")) == "area:salo+area:loimaa"
    assert codes_of("area:salo+area:loimaa") == ("area:salo", "area:loimaa")
