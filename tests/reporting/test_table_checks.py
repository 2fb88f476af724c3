"""From how many people the percentages of a published table can come."""

import re
from urllib.parse import urlencode

import pytest
from hypothesis import given, strategies as st

from services.reporting.table_checks.rules import Shares, Sum, check, rounded, wholes
from services.reporting.table_checks.views import EXAMPLE
from shared.kernel.aggregate import Invalid
from tests.platform import BASE, Stepped

API, PAGE = "/reporting/api/v1/table-checks", "/reporting/table-checks"


def numbers(line: str, largest: int) -> list[int]:
    (checked,) = check(line, largest=largest)
    assert isinstance(checked, Shares)
    return [whole.number for whole in checked.wholes]


@pytest.mark.parametrize(
    ("line", "largest", "wholes"),
    [
        ("80 + 20", 40, [5, 10, 15, 20, 25, 30, 35, 40]),
        ("29", 40, [7, 14, 17, 21, 24, 28, 31, 34, 35, 38]),
        ("57 56 47", 79, [68, 70, 72, 75, 77, 79]),
        ("57", 37, [7, 14, 21, 23, 28, 30, 35, 37]),
        ("56 47", 37, [32, 34, 36]),
        ("100", 3, [1, 2, 3]),
        ("0", 2, [1, 2]),
        ("50 + 51", 3, []),
        ("33 + 33 + 33", 3, [3]),
        ("33 + 33", 3, []),
    ],
)
def test_the_numbers_that_give_a_row(line: str, largest: int, wholes: list[int]) -> None:
    assert numbers(line, largest) == wholes


def test_how_many_people_each_share_is() -> None:
    (checked,) = check("80 + 20", largest=35)
    assert isinstance(checked, Shares)
    assert checked.wholes[-1].parts == ((28, 28), (7, 7))
    (wide,) = check("50", largest=400)
    assert isinstance(wide, Shares)
    assert wide.wholes[-1].parts == ((198, 201),)


@pytest.mark.parametrize(
    ("line", "missing"), [("12 = 5 + 4 + 2", 1), ("11 = 5+4+2", 0), ("10 = 5 + 4 + 2", -1)]
)
def test_what_is_missing_from_a_sum(line: str, missing: int) -> None:
    (checked,) = check(line, largest=1)
    assert isinstance(checked, Sum)
    assert checked.missing == missing


@given(st.integers(1, 300), st.data())
def test_a_true_table_always_fits(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    shares = rounded(part, whole), rounded(whole - part, whole)
    every = {each.number: each for each in wholes(shares, make_up=True, largest=whole)}
    (fewest, most), _ = every[whole].parts
    assert fewest <= part <= most
    assert [rounded(fewest, whole), rounded(most, whole)] == [shares[0]] * 2


@pytest.mark.parametrize(
    ("wrong", "line"),
    [("80 %", 1), ("29\nmany", 2), ("101", 1), ("57 56 + 47", 1), ("12 = ", 1), ("1 " * 13, 1)],
)
def test_a_line_that_is_none_is_refused_by_its_number(wrong: str, line: int) -> None:
    with pytest.raises(Invalid) as refused:
        check(wrong, largest=10)
    assert refused.value.values["number"] == line


def test_twenty_lines_are_checked_and_no_more() -> None:
    assert len(check("29\n" * 20, largest=10)) == 20
    with pytest.raises(Invalid):
        check("29\n" * 21, largest=10)


def test_helsinkis_table_cannot_come_from_what_it_says(platform: Stepped) -> None:
    query = urlencode(EXAMPLE)
    lines = platform.caller("regional").get(f"{API}?{query}").json["lines"]
    assert [line["fits"] for line in lines] == [False, False, False, None]
    assert [line["missing"] for line in lines] == [None, None, None, 1]
    assert {"number": 70, "parts": [[40, 40], [39, 39], [33, 33]]} in lines[2]["wholes"]
    browser = platform.browser("regional", "reporting")
    page = browser.get(f"{PAGE}?{query}&lang=sv", base_url=BASE)
    assert page.status_code == 200
    assert len(re.findall("kan inte komma från 37", page.text)) == 3
    assert "35 (28, 7)" in page.text


@pytest.mark.parametrize("wrong", ["table=many", "of=0&table=29", "largest=1001", "of=x"])
def test_what_is_wrong_is_said_above_the_form(platform: Stepped, wrong: str) -> None:
    assert platform.caller("regional").get(f"{API}?{wrong}").status_code == 422
    browser = platform.browser("regional", "reporting")
    page = browser.get(f"{PAGE}?{wrong}&lang=fi", base_url=BASE)
    assert (page.status_code, 'id="errors"' in page.text or "error" in page.text) == (422, True)
