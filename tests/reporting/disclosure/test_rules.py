"""When a single line gives a small cell away, before each kind of reader."""

import pytest

from services.reporting.disclosure.cube import ALL, Cube, CubeLine, Key, flat
from services.reporting.disclosure.rules import gives_away, next_to_hide, primary, secondary
from services.reporting.disclosure.view import PUBLIC, View

A, B, C, TOTAL = ("a",), ("b",), ("c",), (ALL,)
LINE = CubeLine(TOTAL, (A, B, C))


def cube(a: int, b: int, c: int, *, own: dict[Key, int] | None = None) -> Cube:
    counts: dict[Key, int] = {A: a, B: b, C: c, TOTAL: a + b + c}
    return Cube((flat("class", "abc"),), counts, {"ngo": own or {}})


def view(cube: Cube, reader: str = PUBLIC) -> View:
    return View(cube, 5, reader)


def test_a_line_without_hidden_cells_gives_nothing_away() -> None:
    assert not gives_away(view(cube(9, 9, 3)), LINE, set())


def test_a_line_that_need_not_add_up_gives_nothing_away() -> None:
    inexact = CubeLine(TOTAL, (A, B, C), exact=False)
    assert not gives_away(view(cube(9, 9, 3)), inexact, {C})


@pytest.mark.parametrize("c", [3, 9])
def test_before_the_public_a_single_hidden_cell_is_always_given_away(c: int) -> None:
    assert gives_away(view(cube(9, 9, c)), LINE, {C})


@pytest.mark.parametrize(("others", "is_given"), [(4, True), (5, False)])
def test_before_an_organisation_only_when_few_others_are_left(others: int, is_given: bool) -> None:
    seen = view(cube(9, 9, 6 + others, own={C: 6, TOTAL: 6}), "ngo")
    assert gives_away(seen, LINE, {C}) == is_given


def test_a_cell_of_the_reader_alone_is_not_unknown_to_them() -> None:
    mine = Cube(
        (flat("class", "abc"),),
        {A: 9, B: 9, C: 3, TOTAL: 21},
        {"ngo": {C: 3, TOTAL: 3}},
        alone={"ngo": {C}},
    )
    assert [gives_away(view(mine, who), LINE, {C}) for who in ("ngo", PUBLIC)] == [False, True]


@pytest.mark.parametrize(
    ("b", "c", "is_given"),
    [(1, 1, True), (1, 3, True), (1, 4, False), (2, 3, False), (2, 4, True), (4, 4, True)],
)
def test_two_hidden_cells_give_each_other_away_at_the_ends_of_their_range(
    b: int, c: int, is_given: bool
) -> None:
    assert gives_away(view(cube(20, b, c)), LINE, {B, C}) == is_given


@pytest.mark.parametrize(("b", "c", "is_given"), [(1, 3, True), (1, 4, False), (2, 4, True)])
def test_several_shown_parts_are_taken_away_from_the_total(b: int, c: int, is_given: bool) -> None:
    parts = (A, ("d",), ("e",), B, C)
    counts: dict[Key, int] = dict(zip(parts, (20, 9, 7, b, c), strict=True))
    counts[TOTAL] = 36 + b + c
    longer = Cube((flat("class", "abcde"),), counts, {"ngo": {}})
    assert gives_away(view(longer), CubeLine(TOTAL, parts), {B, C}) == is_given


@pytest.mark.parametrize(("counts", "is_given"), [((9, 9, 3), False), ((1, 1, 1), True)])
def test_a_hidden_total_is_one_more_unknown(counts: tuple[int, int, int], is_given: bool) -> None:
    assert gives_away(view(cube(*counts)), LINE, {C, TOTAL}) == is_given


def test_the_smallest_part_goes_before_a_total_and_a_total_before_a_nil() -> None:
    full = view(cube(9, 7, 3))
    assert next_to_hide(full, [LINE], hidden={C}, settled=set()) == B
    assert next_to_hide(full, [LINE], hidden={C}, settled={B}) == A
    assert next_to_hide(full, [LINE], hidden={C}, settled={A, B}) == TOTAL
    assert next_to_hide(view(cube(1, 7, 3)), [LINE], hidden={C}, settled=set()) == A
    empty = view(cube(0, 7, 3))
    assert next_to_hide(empty, [LINE], hidden={C}, settled={B, TOTAL}) == A
    assert next_to_hide(empty, [LINE], hidden={A, C}, settled={B, TOTAL}) is None


def test_a_part_that_only_the_reader_has_does_not_help_before_them() -> None:
    mine = Cube(
        (flat("class", "abc"),),
        {A: 9, B: 7, C: 3, TOTAL: 19},
        {"ngo": {B: 7, TOTAL: 7}},
        alone={"ngo": {B}},
    )
    assert next_to_hide(view(mine, "ngo"), [LINE], hidden={C}, settled=set()) == A


def test_an_empty_cell_that_everybody_knows_to_be_empty_does_not_help() -> None:
    empty = Cube((flat("class", "abc"),), {A: 0, B: 7, C: 3, TOTAL: 10}, impossible={A})
    assert next_to_hide(view(empty), [LINE], hidden={C}, settled={B, TOTAL}) is None


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ((1, 0, 0), {A, B, C, TOTAL}),
        ((2, 1, 1), {A, B, C, TOTAL}),
        ((2, 2, 1), {A, B, C}),
        ((9, 9, 4), {C}),
        ((9, 9, 5), set()),
    ],
)
def test_small_cells_go_and_with_a_small_total_the_whole_row(
    counts: tuple[int, int, int], hidden: set[Key]
) -> None:
    assert primary(view(cube(*counts))) == hidden


def test_a_small_row_of_the_others_is_no_row_of_the_organisation() -> None:
    seen = view(cube(20, 2, 0, own={A: 20, TOTAL: 20}), "ngo")
    assert primary(seen) == {B, TOTAL}


def test_the_second_cell_that_goes_protects_the_first() -> None:
    assert secondary([view(cube(9, 7, 3))], hidden={C}, settled=set()) == {B, C}


def test_what_protects_one_reader_is_asked_for_every_reader() -> None:
    table = cube(20, 7, 3, own={B: 7, TOTAL: 7})
    alone = Cube(table.dimensions, table.counts, table.own, alone={"ngo": {B}})
    readers = [view(alone), view(alone, "ngo")]
    assert secondary(readers, hidden={C}, settled=set()) == {A, B, C}


def test_what_goes_is_protected_in_its_own_lines_too() -> None:
    dimensions = (flat("class", "ab"), flat("place", "xy"))
    few, others = ("a", "x"), {("a", "y"): 9, ("b", "x"): 8, ("b", "y"): 7}
    finest = {few: 3, **others}
    counts: dict[Key, int] = {
        (class_, place): sum(
            n for key, n in finest.items() if class_ in (key[0], ALL) and place in (key[1], ALL)
        )
        for class_ in ("a", "b", ALL)
        for place in ("x", "y", ALL)
    }
    table = Cube(dimensions, counts)
    assert secondary([view(table)], hidden={few}, settled=set()) == {few, *others}
