"""Which numbers may be read: nought or enough for everybody, or rounded where one does it all."""

import pytest

from services.reporting.disclosure.counting import (
    People,
    Row,
    are_safe_rounded,
    is_safe,
    is_safe_class,
    is_safe_rounded,
    people,
    rounded,
)


def of(*several: tuple[int, str]) -> People:
    """So many people of each organisation; an empty name is nobody's."""
    return {(name, n): (name,) if name else () for count, name in several for n in range(count)}


@pytest.mark.parametrize(
    ("counted", "safe"),
    [
        (of(), True),
        (of((4, "")), False),
        (of((5, "")), True),
        (of((5, "mll")), True),
        (of((5, "mll"), (4, "siipi")), False),
        (of((5, "mll"), (5, "siipi")), True),
        (of((5, "mll"), (4, "siipi"), (1, "hki")), True),
        (of((4, "mll")), False),
    ],
)
def test_a_number_is_read_when_nobody_is_left_with_a_few(counted: People, safe: bool) -> None:
    assert is_safe(counted, threshold=5) == safe


def test_a_lower_threshold_lets_fewer_be_read() -> None:
    assert [is_safe(of((n, "")), threshold=3) for n in (2, 3)] == [False, True]


def test_each_counts_once_however_often_they_are_told_of() -> None:
    rows = [Row("a", (month, "853", "kaveri", "any"), ("mll",)) for month in ("2026-01", "2026-02")]
    assert people(rows) == {"a": ("mll",)}


@pytest.mark.parametrize(
    ("inside", "whole", "safe"),
    [
        (of((0, "mll")), of(), True),
        (of(), of((6, "")), False),
        (of((5, "")), of((9, "")), True),
        (of((5, "mll")), of((9, "mll")), True),
        (of((9, "mll")), of((9, "mll"), (5, "siipi")), False),
        (of((9, "mll"), (5, "siipi")), of((20, "mll"), (9, "siipi")), True),
    ],
)
def test_of_a_class_having_nobody_tells_as_much(inside: People, whole: People, safe: bool) -> None:
    assert is_safe_class(inside, whole, threshold=5) == safe


@pytest.mark.parametrize(
    ("counted", "safe"),
    [
        (of((27, "mll"), (2, "siipi")), False),
        (of((28, "mll"), (2, "siipi")), True),
        (of((31, "mll"), (1, "siipi")), False),
        (of((30, "mll"), (2, "siipi")), True),
        (of((33, "mll"), (4, "siipi")), True),
    ],
)
def test_a_great_number_is_rounded_when_three_numbers_stay_possible(
    counted: People, safe: bool
) -> None:
    assert is_safe_rounded(counted, threshold=5) == safe


@pytest.mark.parametrize(("count", "nearest"), [(30, 30), (32, 30), (33, 35), (37, 35), (38, 40)])
def test_a_number_is_rounded_to_the_nearest_five(count: int, nearest: int) -> None:
    assert rounded(count) == nearest


@pytest.mark.parametrize(
    ("parts", "safe"),
    [
        ([(20, ""), (9, "")], False),
        ([(20, ""), (10, "")], True),
        ([(26, ""), (4, "")], False),
        ([(22, ""), (12, "")], False),
        ([(22, ""), (11, "")], False),
        ([(21, ""), (11, "")], True),
        ([(22, ""), (12, ""), (12, "")], False),
        ([(20, ""), (12, ""), (12, "")], True),
    ],
)
def test_rounded_parts_do_not_work_each_other_out(parts: list[tuple[int, str]], safe: bool) -> None:
    each = [of((count, f"{name}{n}")) for n, (count, name) in enumerate(parts)]
    nobodys: list[People] = [dict.fromkeys(part, ()) for part in each]
    assert are_safe_rounded(nobodys, threshold=5) == safe


@pytest.mark.parametrize(("own", "safe"), [(20, True), (21, False)])
def test_rounded_parts_leave_each_organisation_three_numbers(own: int, safe: bool) -> None:
    ours: People = {("ours", n): ("mll",) for n in range(25)}
    assert are_safe_rounded([ours, of((own, "mll"), (1, "siipi"))], threshold=5) == safe
